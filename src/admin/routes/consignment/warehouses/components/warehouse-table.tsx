import { ListTable } from "../../../../components/list-table"
import { useWarehouses } from "../../../../hooks/api/warehouses"
import { useAllows } from "../../../../hooks/use-allows"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useContractorNames, useLocationNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { useWarehouseColumns } from "./warehouse-columns"
import { useWarehouseFilters } from "./warehouse-filters"

export const WarehouseTable = () => {
  const { t } = useWords()
  const allows = useAllows()
  const filters = useWarehouseFilters()
  const query = useListQuery({ filters: filters.map(({ id }) => id), order: "name" })
  const { warehouses, count, error, refetch } = useWarehouses(query)
  const contractorOf = useContractorNames(warehouses?.map((row) => row.contractor_id) ?? [])
  const locationOf = useLocationNames(warehouses?.map((row) => row.stock_location_id) ?? [])
  const columns = useWarehouseColumns({ contractorOf, locationOf })
  return (
    <ListTable
      heading={t("warehouses.title")}
      subHeading={t("warehouses.hint")}
      columns={columns}
      filters={filters}
      rows={warehouses}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      enableSearch
      rowHref={({ id }) => `/consignment/warehouses/${id}`}
      action={
        allows("consignment_warehouse:manage")
          ? { label: t("actions.create"), to: "create" }
          : undefined
      }
      empty={{ heading: t("warehouses.empty"), description: t("warehouses.empty_hint") }}
    />
  )
}
