import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Lot } from "../../../../../http-contract/stock"
import { Amount } from "../../../../components/amount"
import { useChoiceColumn } from "../../../../components/choice-column"
import { Instant } from "../../../../components/instant"
import type { ListFilter } from "../../../../components/list-filters"
import { usePlacedColumns } from "../../../../components/placed-columns"
import { useDateFilter } from "../../../../hooks/use-date-filter"
import {
  useContractorFilter,
  useDirectionFilter,
  useItemFilter,
  useWarehouseFilter,
} from "../../../../hooks/use-searched-filter"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Lot>()

const nameOf = ({ sku, id }: Lot): string => sku ?? id

export const useLotColumns = (lots: Lot[] = []) => {
  const { t } = useWords()
  const { places, unitCost } = usePlacedColumns(lots)
  const choice = useChoiceColumn(nameOf)
  return useMemo(
    () => [
      choice,
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
    [t, choice, places, unitCost]
  )
}

export const useLotFilters = (): ListFilter[] => {
  const { t } = useWords()
  return [
    useContractorFilter({ isSeveral: true }),
    useWarehouseFilter({ isSeveral: true }),
    useItemFilter(),
    useDirectionFilter(),
    {
      id: "open",
      type: "radio",
      label: t("lots.columns.quantity_remaining"),
      options: ["true", "false"].map((value) => ({ value, label: t(`lots.open.${value}`) })),
    },
    ...useDateFilter("received_at", t("fields.received_at")),
  ]
}
