import { forShops } from "../lib/for-shops"
import { useAllows } from "../../../../hooks/use-allows"
import { ListTable } from "../../../../components/list-table"
import { useWarehouses } from "../../../../hooks/api/warehouses"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useWords } from "../../../../hooks/use-words"
import { useShopColumns } from "./shop-columns"

/** The customers' shops in which goods of ours lie or may lie. */
export const ShopTable = () => {
  const { t } = useWords()
  const mayCreate = useAllows()(...forShops)
  const query = useListQuery({ order: "name" })
  const { warehouses, count, error, refetch } = useWarehouses({ ...query, direction: "outbound" })
  return (
    <ListTable
      heading={t("menu.shops")}
      headingLevel="h1"
      subHeading={t("shops.hint")}
      columns={useShopColumns(warehouses)}
      rows={warehouses}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      enableSearch
      rowHref={({ id }) => `/consignment/warehouses/${id}`}
      action={mayCreate ? { label: t("shops.create"), to: "create" } : undefined}
      empty={{ heading: t("shops.empty"), description: t("shops.empty_hint") }}
    />
  )
}
