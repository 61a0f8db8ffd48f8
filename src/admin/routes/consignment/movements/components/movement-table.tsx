import type { Movement } from "../../../../../http-contract/stock"
import { ListTable } from "../../../../components/list-table"
import { useMovements } from "../../../../hooks/api/stock"
import { useExport } from "../../../../hooks/use-export"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useWords } from "../../../../hooks/use-words"
import {
  linkedIds,
  useLinkedFilters,
  useMovementColumns,
  useMovementFilters,
} from "./movement-columns"

const exported = [
  "sequence",
  "effective_at",
  "posted_at",
  "type",
  "inventory_item_id",
  "lot_id",
  "contractor_id",
  "warehouse_id",
  "quantity",
  "unit_cost",
  "currency_code",
  "branch_code",
  "document_type",
  "document_id",
  "settlement_id",
  "late",
] as const

/** The ledger, line by line, newest first. */
export const MovementTable = () => {
  const { t } = useWords()
  const filters = useMovementFilters()
  const { q: _, ...query } = useListQuery({
    filters: [...filters.map(({ id }) => id), ...linkedIds],
    order: "-sequence",
  })
  const { movements, count, error, refetch } = useMovements(query)
  return (
    <ListTable
      rows={movements}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      heading={t("menu.movements")}
      headingLevel="h1"
      subHeading={t("movements.hint")}
      columns={useMovementColumns(movements)}
      filters={[...filters, ...useLinkedFilters(movements)]}
      rowHref={({ lot_id }) => `/consignment/lots/${lot_id}`}
      actions={[useExport<Movement>("movements", query, exported)]}
      empty={{ heading: t("movements.empty"), description: t("movements.empty_hint") }}
    />
  )
}
