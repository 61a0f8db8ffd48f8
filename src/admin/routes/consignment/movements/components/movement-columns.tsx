import { useDataTableDateFilters } from "@medusajs/dashboard/hooks"
import { createDataTableColumnHelper, type DataTableFilter } from "@medusajs/ui"
import { useMemo } from "react"
import { movementTypes } from "../../../../../http-contract/document"
import type { Movement } from "../../../../../http-contract/stock"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { usePlacedColumns } from "../../../../components/placed-columns"
import { usePlaceFilters } from "../../../../hooks/use-place-filters"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Movement>()

export const useMovementColumns = (movements: Movement[] = []) => {
  const { t } = useWords()
  const { places, unitCost } = usePlacedColumns(movements)
  return useMemo(
    () => [
      column.accessor("effective_at", {
        header: t("fields.date"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} withTime />,
      }),
      column.accessor(({ type }) => t(`terms.movement.${type}`), {
        id: "type",
        header: t("fields.type"),
      }),
      ...places,
      column.accessor("quantity", {
        header: t("fields.quantity"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      unitCost,
    ],
    [t, places, unitCost]
  )
}

export const useMovementFilters = (): DataTableFilter[] => {
  const { t } = useWords()
  const places = usePlaceFilters()
  const [date] = useDataTableDateFilters()
  return useMemo(
    () => [
      ...places,
      {
        id: "type",
        type: "multiselect" as const,
        label: t("fields.type"),
        options: movementTypes.map((value) => ({ value, label: t(`terms.movement.${value}`) })),
      },
      ...(date ? [{ ...date, id: "effective_at", label: t("fields.date") }] : []),
    ],
    [places, date, t]
  )
}
