import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { useMemo } from "react"
import type { Ageing } from "../../../../../http-contract/worklist"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { usePlacedColumns } from "../../../../components/placed-columns"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Ageing>()

const colors = { none: "grey", running: "green", due: "orange", overdue: "red" } as const

export const useAgeingColumns = (rows: Ageing[] = []) => {
  const { t } = useWords()
  const format = useFormat()
  const { places } = usePlacedColumns(rows)
  return useMemo(
    () => [
      ...places,
      column.accessor("received_at", {
        header: t("ageing.since"),
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      column.accessor("days_in_stock", {
        header: t("ageing.days"),
        align: "right",
        cell: ({ getValue }) => <Amount value={String(getValue())} />,
      }),
      column.accessor("quantity", {
        header: t("fields.quantity"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      column.accessor("term", {
        header: t("ageing.term"),
        cell: ({ row: { original } }) => (
          <StatusBadge color={colors[original.term]}>
            {t(`ageing.terms.${original.term}`, {
              date: original.due_on && format.day(original.due_on),
            })}
          </StatusBadge>
        ),
      }),
    ],
    [t, format, places]
  )
}
