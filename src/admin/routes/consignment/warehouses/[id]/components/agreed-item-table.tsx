import { ListTable } from "../../../../../components/list-table"
import { useWarehouseItems } from "../../../../../hooks/api/warehouse-items"
import { useAllows } from "../../../../../hooks/use-allows"
import { useListQuery } from "../../../../../hooks/use-list-query"
import { useItemTitles } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"
import { useAgreedItemColumns } from "./agreed-item-columns"

const PREFIX = "items"
const PAGE_SIZE = 10

/** Minimum stock of the items in a customer's shop, and the prices the customer pays. */
export const AgreedItemTable = ({ warehouseId }: { warehouseId: string }) => {
  const { t } = useWords()
  const allows = useAllows()
  const query = useListQuery({ prefix: PREFIX, pageSize: PAGE_SIZE, order: "sku" })
  const { items, count, error, refetch } = useWarehouseItems(warehouseId, query)
  const titleOf = useItemTitles(items?.map((item) => item.inventory_item_id) ?? [])
  return (
    <ListTable
      heading={t("warehouse_items.title")}
      headingLevel="h2"
      subHeading={t("warehouse_items.hint")}
      prefix={PREFIX}
      pageSize={PAGE_SIZE}
      columns={useAgreedItemColumns(warehouseId, titleOf)}
      rows={items}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      enableSearch
      action={
        allows("consignment_warehouse:manage")
          ? { label: t("actions.add"), to: "add-items" }
          : undefined
      }
      empty={{ heading: t("warehouse_items.empty"), description: t("warehouse_items.empty_hint") }}
    />
  )
}
