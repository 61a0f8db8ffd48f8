import { NameInPath } from "../../../../components/name-in-path"
import { useSettlement } from "../../../../hooks/api/settlements"

export const SettlementBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { settlement } = useSettlement(id)
  return <NameInPath name={settlement?.number} />
}
