import { NameInPath } from "../../../../components/name-in-path"
import { useInvoice } from "../../../../hooks/api/invoices"
import { useWords } from "../../../../hooks/use-words"

export const InvoiceBreadcrumb = ({ id }: { id: string | undefined }) => {
  const { t } = useWords()
  const { invoice } = useInvoice(id)
  return <NameInPath name={invoice && (invoice.number ?? t("invoices.unnumbered"))} />
}
