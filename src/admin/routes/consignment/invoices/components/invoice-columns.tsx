import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Invoice } from "../../../../../http-contract/invoice"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { Status } from "../../../../components/status"
import { useContractorFilter } from "../../../../hooks/use-contractor-filter"
import { useContractorNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Invoice>()

export const useInvoiceColumns = (invoices: Invoice[] = []) => {
  const { t } = useWords()
  const contractorOf = useContractorNames(invoices.map((one) => one.contractor_id))
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
      column.accessor(({ contractor_id }) => contractorOf(contractor_id), {
        id: "contractor",
        header: t("fields.contractor"),
      }),
      column.accessor("issued_at", {
        header: t("invoices.issued_at"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      column.accessor("amount", {
        header: t("fields.amount"),
        align: "right",
        cell: ({ row: { original } }) => (
          <Amount value={original.amount} currencyCode={original.currency_code} />
        ),
      }),
      column.accessor("status", {
        header: t("fields.status"),
        cell: ({ getValue }) => <Status status={getValue()} />,
      }),
    ],
    [t, contractorOf]
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
        options: ["supplier", "self_billed", "credit_note"].map((value) => ({
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
