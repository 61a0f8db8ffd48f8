import { useAllows } from "../../../../../hooks/use-allows"
import { ListTable } from "../../../../../components/list-table"
import { useIsCustomer } from "../../../../../hooks/api/agreements"
import { useContractorItems } from "../../../../../hooks/api/contractor-items"
import { useListQuery } from "../../../../../hooks/use-list-query"
import { useItemTitles } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"
import { useItemColumns } from "./item-columns"

const PREFIX = "items"
const PAGE_SIZE = 10

/** Items this contractor may own in our warehouses; hidden for contractors who only hold our goods. */
export const ItemTable = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  const query = useListQuery({ prefix: PREFIX, pageSize: PAGE_SIZE, order: "sku" })
  const { items, count, error, refetch } = useContractorItems(contractorId, query)
  const titleOf = useItemTitles(items?.map((item) => item.inventory_item_id) ?? [])
  const mayManage = useAllows()("consignment_contractor:manage")
  const columns = useItemColumns(contractorId, titleOf)
  const isCustomer = useIsCustomer(contractorId)
  if (isCustomer && items?.length === 0) return null
  return (
    <ListTable
      heading={t("contractor_items.title")}
      headingLevel="h2"
      subHeading={t("contractor_items.hint")}
      prefix={PREFIX}
      pageSize={PAGE_SIZE}
      columns={columns}
      rows={items}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      enableSearch
      action={mayManage ? { label: t("actions.add"), to: "add-items" } : undefined}
      empty={{
        heading: t("contractor_items.empty"),
        description: t("contractor_items.empty_hint"),
      }}
    />
  )
}
