import { Checkbox, createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import type { Payable } from "../../../../../../http-contract/payout"
import { Amount } from "../../../../../components/amount"
import { Instant } from "../../../../../components/instant"
import { ListTable } from "../../../../../components/list-table"
import { useWords } from "../../../../../hooks/use-words"

interface PayableTableProps {
  payables: Payable[] | undefined
  count: number | undefined
  error: Error | null
  onRetry: () => void
  chosen: Record<string, boolean>
  onChoose: (chosen: Record<string, boolean>) => void
}

const column = createDataTableColumnHelper<Payable>()

/** Open invoices of suppliers, each with a checkbox. */
export const PayableTable = ({ payables, chosen, onChoose, ...table }: PayableTableProps) => {
  const { t } = useWords()
  const all = payables ?? []
  const isAll = all.length > 0 && all.every(({ invoice_id: id }) => chosen[id])
  const chooseAll = (isChosen: boolean): void =>
    onChoose(Object.fromEntries(all.map(({ invoice_id: id }) => [id, isChosen])))
  const columns = [
    column.display({
      id: "choice",
      header: () => (
        <Checkbox
          checked={isAll}
          aria-label={t("payouts.choose_all")}
          onCheckedChange={(isChosen) => chooseAll(isChosen === true)}
        />
      ),
      cell: ({ row: { original } }) => (
        <Checkbox
          checked={chosen[original.invoice_id] ?? false}
          aria-label={t("payouts.choose", { number: original.number })}
          onCheckedChange={(isChosen) =>
            onChoose({ ...chosen, [original.invoice_id]: isChosen === true })
          }
        />
      ),
    }),
    column.accessor("contractor_name", { header: t("fields.contractor") }),
    column.accessor(({ iban }) => iban ?? "–", { id: "iban", header: t("fields.iban") }),
    column.accessor(({ number }) => number, { id: "number", header: t("fields.number") }),
    column.accessor("due_at", {
      header: t("invoices.due_at"),
      cell: ({ getValue }) => <Instant value={getValue()} />,
    }),
    column.accessor("open_amount", {
      header: t("invoices.open"),
      cell: ({ row: { original } }) => (
        <Amount value={original.open_amount} currencyCode={original.currency_code} />
      ),
    }),
    column.accessor("problems", {
      header: t("payouts.problems"),
      cell: ({ getValue }) => {
        const problems = getValue()
        if (problems.length === 0) {
          return <StatusBadge color="green">{t("payouts.ready")}</StatusBadge>
        }
        return problems.map((problem) => (
          <StatusBadge key={problem} color="orange">
            {t(`payouts.problem.${problem}`)}
          </StatusBadge>
        ))
      },
    }),
  ]
  return (
    <ListTable
      {...table}
      rows={payables}
      heading={t("payouts.title")}
      headingLevel="h1"
      subHeading={t("payouts.hint")}
      columns={columns}
      getRowId={({ invoice_id: id }) => id}
      pageSize={all.length || 1}
      enablePagination={false}
      empty={{ heading: t("payouts.empty"), description: t("payouts.empty_hint") }}
    />
  )
}
