import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { invoiceKinds, invoiceStatuses, type Invoice } from "../../../../../http-contract/invoice"
import { Amount } from "../../../../components/amount"
import { useBilledColumns } from "../../../../components/billed-columns"
import { Instant } from "../../../../components/instant"
import type { ListFilter } from "../../../../components/list-filters"
import { useDateFilter } from "../../../../hooks/use-date-filter"
import { useContractorFilter, useDirectionFilter } from "../../../../hooks/use-searched-filter"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Invoice>()

interface InvoiceColumns {
  /** All are of the one whom the page is about. */
  isOfOneContractor?: boolean
}

export const useInvoiceColumns = (
  invoices: Invoice[] = [],
  { isOfOneContractor = false }: InvoiceColumns = {}
) => {
  const { t } = useWords()
  const { contractor, amount, status } = useBilledColumns(invoices, t("invoices.net"))
  return useMemo(
    () => [
      column.accessor(({ number }) => number ?? t("invoices.unnumbered"), {
        id: "number",
        header: t("fields.number"),
      }),
      column.accessor(({ kind }) => t(`invoices.kinds.${kind}`), {
        id: "kind",
        header: t("invoices.kind"),
      }),
      ...(isOfOneContractor ? [] : [contractor]),
      column.accessor("issued_at", {
        header: t("invoices.issued_at"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      column.accessor(({ due_at: dueAt }) => dueAt, {
        id: "due_at",
        header: t("invoices.due_at"),
        cell: ({ getValue }) => {
          const dueAt = getValue()
          return dueAt && <Instant value={dueAt} />
        },
      }),
      amount,
      column.accessor(({ gross_amount: gross }) => gross, {
        id: "gross_amount",
        header: t("invoices.gross"),
        cell: ({ row: { original } }) => (
          <Amount value={original.gross_amount} currencyCode={original.currency_code} />
        ),
      }),
      column.accessor(({ open_amount: open }) => open, {
        id: "open_amount",
        header: t("invoices.open"),
        cell: ({ row: { original } }) => (
          <Amount value={original.open_amount} currencyCode={original.currency_code} />
        ),
      }),
      status,
    ],
    [t, contractor, amount, status, isOfOneContractor]
  )
}

export const useInvoiceFilters = (): ListFilter[] => {
  const { t } = useWords()
  return [
    useContractorFilter({ isSeveral: true }),
    useDirectionFilter(),
    {
      id: "kind",
      type: "select",
      label: t("invoices.kind"),
      options: invoiceKinds.map((value) => ({ value, label: t(`invoices.kinds.${value}`) })),
    },
    {
      id: "status",
      type: "select",
      label: t("fields.status"),
      options: invoiceStatuses.map((value) => ({ value, label: t(`terms.status.${value}`) })),
    },
    ...useDateFilter("issued_at", t("invoices.issued_at")),
  ]
}
