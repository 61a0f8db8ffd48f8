import { ListTable } from "../../../../../components/list-table"
import { useInvoices } from "../../../../../hooks/api/invoices"
import { useAllows } from "../../../../../hooks/use-allows"
import { useListQuery } from "../../../../../hooks/use-list-query"
import { useWords } from "../../../../../hooks/use-words"
import { useInvoiceColumns } from "../../../invoices/components/invoice-columns"

const PREFIX = "invoices"
const PAGE_SIZE = 10

/** Invoices and credit notes of a partner, the newest first. */
export const InvoiceTable = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  const mayRead = useAllows()("consignment_invoice:read")
  const query = useListQuery({ prefix: PREFIX, pageSize: PAGE_SIZE, order: "-issued_at" })
  const { invoices, count, error, refetch } = useInvoices(
    { ...query, contractor_id: contractorId },
    { enabled: mayRead }
  )
  const columns = useInvoiceColumns(invoices, { isOfOneContractor: true })
  if (!mayRead) return null
  return (
    <ListTable
      heading={t("menu.invoices")}
      headingLevel="h2"
      prefix={PREFIX}
      pageSize={PAGE_SIZE}
      columns={columns}
      rows={invoices}
      count={count}
      rowHref={({ id }) => `/consignment/invoices/${id}`}
      error={error}
      onRetry={() => void refetch()}
      empty={{ heading: t("invoices.empty") }}
    />
  )
}
