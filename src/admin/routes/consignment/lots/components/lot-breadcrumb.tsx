import { NameInPath } from "../../../../components/name-in-path"
import { useLots } from "../../../../hooks/api/stock"
import { useWords } from "../../../../hooks/use-words"

export const LotBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { t } = useWords()
  const { lots } = useLots({ id, limit: 1 }, { placeholderData: undefined })
  const sku = lots?.[0]?.sku
  return <NameInPath name={sku && t("lots.one", { sku })} />
}
