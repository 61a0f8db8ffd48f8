import { Decimal } from "decimal.js"
import { SectionRow } from "@medusajs/dashboard/components"
import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Invoice } from "../../../../../http-contract/invoice"
import { Amount } from "../../../../components/amount"
import { DownloadMenu } from "../../../../components/download-menu"
import { Instant } from "../../../../components/instant"
import { LetterButton, SentLetters } from "../../../../components/letter-actions"
import { PostedBy } from "../../../../components/posted-by"
import { Section } from "../../../../components/section"
import { Status } from "../../../../components/status"
import { useSettlements } from "../../../../hooks/api/settlements"
import { useAllows } from "../../../../hooks/use-allows"
import { useContractorNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { DeleteDraftButton } from "./delete-draft-button"
import { InvoiceProblems } from "./invoice-problems"
import { InvoiceTotals } from "./invoice-totals"
import { PostInvoiceButton } from "./post-invoice-button"

const link = "text-ui-fg-interactive hover:underline"

/** The head of an invoice, and what may be done with it. */
export const InvoiceSummary = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const mayInvoice = useAllows()("consignment_invoice:invoice")
  const contractorOf = useContractorNames([invoice.contractor_id])
  const isDraft = invoice.status === "draft"
  const isCredit = invoice.kind === "credit_note"
  return (
    <Section
      heading={invoice.number ?? t("invoices.unnumbered")}
      headingLevel="h1"
      subHeading={t(`invoices.kinds.${invoice.kind}`)}
      mark={<Status status={invoice.status} />}
      actions={
        <>
          {isDraft && mayInvoice && (
            <>
              <DeleteDraftButton invoice={invoice} />
              <Button size="small" variant="secondary" asChild>
                <Link to="edit">{t("actions.edit")}</Link>
              </Button>
            </>
          )}
          <DownloadMenu path={`invoices/${invoice.id}/document`} />
          {!isDraft && (
            <LetterButton paper={`invoices/${invoice.id}`} needs="consignment_invoice:send" />
          )}
          {!isDraft && !isCredit && mayInvoice && (
            <Button size="small" variant="secondary" asChild>
              <Link to="credit">{t("invoices.actions.credit")}</Link>
            </Button>
          )}
          {isDraft && mayInvoice && <PostInvoiceButton invoice={invoice} />}
        </>
      }
    >
      <InvoiceProblems invoice={invoice} />
      <SectionRow
        title={t("fields.contractor")}
        value={
          <Link to={`/consignment/contractors/${invoice.contractor_id}`} className={link}>
            {contractorOf(invoice.contractor_id)}
          </Link>
        }
      />
      <SectionRow
        title={t(isCredit ? "invoices.credits" : "invoices.of")}
        value={<Sources invoice={invoice} />}
      />
      {invoice.order_id && (
        <SectionRow
          title={t("documents.order")}
          value={
            <Link to={`/orders/${invoice.order_id}`} className={link}>
              {t("documents.show_order")}
            </Link>
          }
        />
      )}
      <SectionRow title={t("invoices.issued_at")} value={<Instant value={invoice.issued_at} />} />
      {invoice.due_at && (
        <SectionRow title={t("invoices.due_at")} value={<Instant value={invoice.due_at} />} />
      )}
      {!isDraft && (
        <PostedBy title={t("documents.posted_at")} at={invoice.posted_at} by={invoice.created_by} />
      )}
      {!isDraft && <SentLetters paper={`invoices/${invoice.id}`} />}
      <InvoiceTotals invoice={invoice} />
      {!isCredit && (
        <SectionRow
          title={t("invoices.variance")}
          value={
            <Amount
              className="text-left"
              value={differenceOf(invoice)}
              currencyCode={invoice.currency_code}
            />
          }
        />
      )}
    </Section>
  )
}

/** Net amount less what the settlement suggested. */
const differenceOf = ({ lines, net_amount: net }: Invoice): string => {
  const decimals = net.split(".")[1]?.length ?? 0
  const suggested = lines.map(({ suggested_quantity: quantity, suggested_unit_price: price }) =>
    new Decimal(quantity).times(price ?? 0).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP)
  )
  return new Decimal(net).minus(Decimal.sum(0, ...suggested)).toFixed(decimals)
}

/** The settlements an invoice bills, or the invoice a credit note corrects. */
const Sources = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const ids = invoice.settlement_ids
  const { settlements = [] } = useSettlements(
    { id: ids, limit: Math.max(ids.length, 1) },
    { enabled: ids.length > 0 }
  )
  if (invoice.credited_invoice_id) {
    return (
      <Link to={`/consignment/invoices/${invoice.credited_invoice_id}`} className={link}>
        {t("invoices.credited")}
      </Link>
    )
  }
  return (
    <div className="flex flex-wrap gap-x-3">
      {settlements.map(({ id, number }) => (
        <Link key={id} to={`/consignment/settlements/${id}`} className={link}>
          {number}
        </Link>
      ))}
    </div>
  )
}
