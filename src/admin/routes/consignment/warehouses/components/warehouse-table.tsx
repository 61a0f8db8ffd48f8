import { ListTable } from "../../../../components/list-table"
import { useWarehouses } from "../../../../hooks/api/warehouses"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useContractorNames, useLocationNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { useWarehouseColumns } from "./warehouse-columns"
import { useWarehouseFilters } from "./warehouse-filters"

export const WarehouseTable = () => {
  const { t } = useWords()
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
      action={{ label: t("actions.create"), to: "create" }}
      empty={{ heading: t("warehouses.empty"), description: t("warehouses.empty_hint") }}
    />
  )
}
