import { BatchSection } from "../../../../components/batch-section"
import { useInvoiceAllSettled, useInvoicePlan } from "../../../../hooks/api/batches"
import { useBatch } from "../../../../hooks/use-batch"
import { useWords } from "../../../../hooks/use-words"

/** Invoices every closed settlement, after a preview of each. */
export const InvoiceAll = () => {
  const { t } = useWords()
  const { planned, nameOf, section } = useBatch({
    usePlan: useInvoicePlan,
    useDoing: useInvoiceAllSettled,
    countOf: ({ invoices }) => invoices.length,
  })
  return (
    <BatchSection
      {...section}
      heading={t("batches.invoice")}
      hint={t("batches.invoice_hint")}
      action={t("batches.invoice")}
      needs="consignment_invoice:invoice"
      empty={t("batches.nothing_settled")}
      aboutHeading={t("settlements.one")}
      rows={planned?.map((one) => ({
        ...one,
        name: nameOf(one.contractor_id),
        about: `${one.number} · ${t(`invoices.kinds.${one.kind}`)}`,
        amount: one.gross_amount,
      }))}
    />
  )
}
