import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Settlement } from "../../../../../../http-contract/settlement"
import { Amount } from "../../../../../components/amount"
import { Instant } from "../../../../../components/instant"
import { Status } from "../../../../../components/status"
import { useWords } from "../../../../../hooks/use-words"

const column = createDataTableColumnHelper<Settlement>()

export const useSettlementColumns = () => {
  const { t } = useWords()
  return useMemo(
    () => [
      column.accessor("number", { header: t("fields.number") }),
      column.accessor("cut_off", {
        header: t("contractors.cut_off"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      column.accessor("status", {
        header: t("fields.status"),
        cell: ({ getValue }) => <Status status={getValue()} />,
      }),
      column.accessor("amount", {
        header: t("fields.amount"),
        align: "right",
        cell: ({ row: { original } }) => (
          <Amount value={original.amount} currencyCode={original.currency_code} />
        ),
      }),
    ],
    [t]
  )
}
