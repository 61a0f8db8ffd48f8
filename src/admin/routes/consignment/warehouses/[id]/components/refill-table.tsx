import { Text } from "@medusajs/ui"
import { useAllows } from "../../../../../hooks/use-allows"
import { ListTable } from "../../../../../components/list-table"
import { Section } from "../../../../../components/section"
import { useRefill } from "../../../../../hooks/api/refill"
import { useListQuery } from "../../../../../hooks/use-list-query"
import { useItemTitles } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"
import { useRefillColumns } from "./refill-columns"

const PREFIX = "refill"
const PAGE_SIZE = 10

/** Items to refill in a customer's shop, or a sentence if there are none. */
export const RefillTable = ({ warehouseId }: { warehouseId: string }) => {
  const { t } = useWords()
  const mayDeliver = useAllows()("consignment_delivery:post")
  const { limit, offset } = useListQuery({ prefix: PREFIX, pageSize: PAGE_SIZE })
  const { refill, count, error, refetch } = useRefill({ warehouse_id: warehouseId, limit, offset })
  const columns = useRefillColumns(useItemTitles(refill?.map((row) => row.inventory_item_id) ?? []))
  // Beyond the last page the server counts nothing.
  if (count === 0 && !offset) {
    return (
      <Section heading={t("refill.title")}>
        <Text size="small" className="px-6 py-4 text-ui-fg-subtle">
          {t("refill.nothing")}
        </Text>
      </Section>
    )
  }
  return (
    <ListTable
      heading={t("refill.title")}
      headingLevel="h2"
      subHeading={t("refill.hint")}
      prefix={PREFIX}
      pageSize={PAGE_SIZE}
      columns={columns}
      rows={refill}
      count={count}
      getRowId={({ inventory_item_id }) => inventory_item_id}
      error={error}
      onRetry={() => void refetch()}
      action={mayDeliver ? { label: t("refill.make"), to: "refill" } : undefined}
    />
  )
}
