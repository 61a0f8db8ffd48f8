import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { useContractorNames } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"
import { Amount } from "./amount"
import { Status } from "./status"

interface Billed {
  contractor_id: string
  amount: string
  currency_code: string
  status: string
}

/** The columns that settlements and invoices have in common. */
export const useBilledColumns = <Row extends Billed>(rows: Row[], amountHeader: string) => {
  const { t } = useWords()
  const contractorOf = useContractorNames(rows.map((row) => row.contractor_id))
  return useMemo(() => {
    const column = createDataTableColumnHelper<Row>()
    return {
      // A value is kept with its row, so a name that is read later has to be the cell's own.
      contractor: column.display({
        id: "contractor",
        header: t("fields.contractor"),
        cell: ({ row: { original } }) => contractorOf(original.contractor_id),
      }),
      amount: column.accessor((row) => row.amount, {
        id: "amount",
        header: amountHeader,
        align: "right",
        cell: ({ row: { original } }) => (
          <Amount value={original.amount} currencyCode={original.currency_code} />
        ),
      }),
      status: column.accessor((row) => row.status, {
        id: "status",
        header: t("fields.status"),
        cell: ({ row: { original } }) => <Status status={original.status} />,
      }),
    }
  }, [t, contractorOf, amountHeader])
}
