import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Lot } from "../../../../../http-contract/stock"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { usePlacedColumns } from "../../../../components/placed-columns"
import { usePlaceFilters } from "../../../../hooks/use-place-filters"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Lot>()

export const useLotColumns = (lots: Lot[] = []) => {
  const { t } = useWords()
  const { places, unitCost } = usePlacedColumns(lots)
  return useMemo(
    () => [
      ...places,
      column.accessor("received_at", {
        header: t("fields.received_at"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      column.accessor("quantity_received", {
        header: t("lots.columns.quantity_received"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      column.accessor("quantity_remaining", {
        header: t("lots.columns.quantity_remaining"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      unitCost,
    ],
    [t, places, unitCost]
  )
}

export const useLotFilters = () => {
  const { t } = useWords()
  const places = usePlaceFilters()
  return useMemo(
    () => [
      ...places,
      {
        id: "open",
        type: "radio" as const,
        label: t("lots.columns.quantity_remaining"),
        options: ["true", "false"].map((value) => ({ value, label: t(`lots.open.${value}`) })),
      },
    ],
    [places, t]
  )
}
