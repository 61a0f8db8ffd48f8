import { ListTable } from "../../../../components/list-table"
import { useInvoices } from "../../../../hooks/api/invoices"
import { useAllows } from "../../../../hooks/use-allows"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useWords } from "../../../../hooks/use-words"
import { useInvoiceColumns, useInvoiceFilters } from "./invoice-columns"

/** All invoices and credit notes, the newest first. */
export const InvoiceTable = () => {
  const { t } = useWords()
  const allows = useAllows()
  const filters = useInvoiceFilters()
  const query = useListQuery({ filters: filters.map(({ id }) => id), order: "-issued_at" })
  const { invoices, count, error, refetch } = useInvoices(query)
  return (
    <ListTable
      rows={invoices}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      heading={t("menu.invoices")}
      headingLevel="h1"
      subHeading={t("invoices.hint")}
      columns={useInvoiceColumns(invoices)}
      filters={filters}
      enableSearch
      actions={[
        { label: t("payouts.title"), to: "/consignment/invoices/payouts" },
        ...(allows("consignment_invoice:invoice")
          ? [{ label: t("batches.invoice"), to: "/consignment/invoices/settled" }]
          : []),
      ]}
      rowHref={({ id }) => `/consignment/invoices/${id}`}
      empty={{ heading: t("invoices.empty"), description: t("invoices.empty_hint") }}
    />
  )
}
