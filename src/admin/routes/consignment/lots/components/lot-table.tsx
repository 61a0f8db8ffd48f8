import { useState } from "react"
import type { Lot } from "../../../../../http-contract/stock"
import { LabelsMenu } from "../../../../components/labels-menu"
import { ListTable } from "../../../../components/list-table"
import { useLots } from "../../../../hooks/api/stock"
import { useExport } from "../../../../hooks/use-export"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useWords } from "../../../../hooks/use-words"
import { useLotColumns, useLotFilters } from "./lot-columns"

const exported = [
  "id",
  "sku",
  "inventory_item_id",
  "contractor_id",
  "warehouse_id",
  "received_at",
  "quantity_received",
  "quantity_remaining",
  "quantity_consumed",
  "quantity_returned_to_consignor",
  "quantity_invoiced",
  "quantity_prepaid",
  "unit_cost",
  "currency_code",
  "batch",
  "expires_at",
] as const

/** Each line of a receipt with what is left of it, newest first. */
export const LotTable = () => {
  const { t } = useWords()
  const filters = useLotFilters()
  const query = useListQuery({ filters: filters.map(({ id }) => id), order: "-received_at" })
  const [chosen, setChosen] = useState<Record<string, boolean>>({})
  const lotIds = Object.keys(chosen).filter((id) => chosen[id])
  const { lots, count, error, refetch } = useLots(query)
  return (
    <ListTable
      rows={lots}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      heading={t("lots.many")}
      headingLevel="h1"
      subHeading={t("lots.hint")}
      columns={useLotColumns(lots)}
      filters={filters}
      enableSearch
      rowSelection={{ state: chosen, onRowSelectionChange: setChosen }}
      filterBarContent={lotIds.length > 0 && <LabelsMenu goods={{ lot_id: lotIds }} />}
      rowHref={({ id }) => `/consignment/lots/${id}`}
      actions={[useExport<Lot>("lots", query, exported)]}
      empty={{ heading: t("lots.empty"), description: t("lots.empty_hint") }}
    />
  )
}
