import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { invoiceKinds, type Invoice } from "../../../../../http-contract/invoice"
import { useBilledColumns } from "../../../../components/billed-columns"
import { Instant } from "../../../../components/instant"
import { useContractorFilter } from "../../../../hooks/use-contractor-filter"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Invoice>()

export const useInvoiceColumns = (invoices: Invoice[] = []) => {
  const { t } = useWords()
  const { contractor, amount, status } = useBilledColumns(invoices, t("fields.amount"))
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
      contractor,
      column.accessor("issued_at", {
        header: t("invoices.issued_at"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      amount,
      status,
    ],
    [t, contractor, amount, status]
  )
}

export const useInvoiceFilters = () => {
  const { t } = useWords()
  const contractors = useContractorFilter()
  return useMemo(
    () => [
      contractors,
      {
        id: "kind",
        type: "select" as const,
        label: t("invoices.kind"),
        options: invoiceKinds.map((value) => ({
          value,
          label: t(`invoices.kinds.${value}`),
        })),
      },
      {
        id: "status",
        type: "select" as const,
        label: t("fields.status"),
        options: ["draft", "posted"].map((value) => ({
          value,
          label: t(`terms.status.${value}`),
        })),
      },
    ],
    [contractors, t]
  )
}
