import { SectionRow } from "@medusajs/dashboard/components"
import { Button } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Invoice } from "../../../../../http-contract/invoice"
import { Amount } from "../../../../components/amount"
import { DownloadMenu } from "../../../../components/download-menu"
import { Instant } from "../../../../components/instant"
import { Section } from "../../../../components/section"
import { Status } from "../../../../components/status"
import { useSettlements } from "../../../../hooks/api/settlements"
import { useAllows } from "../../../../hooks/use-allows"
import { useContractorNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { DeleteDraftButton } from "./delete-draft-button"
import { PostInvoiceButton } from "./post-invoice-button"

const link = "text-ui-fg-interactive hover:text-ui-fg-interactive-hover"

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
          {!isDraft && !isCredit && mayInvoice && (
            <Button size="small" variant="secondary" asChild>
              <Link to="credit">{t("invoices.actions.credit")}</Link>
            </Button>
          )}
          {isDraft && mayInvoice && <PostInvoiceButton invoice={invoice} />}
        </>
      }
    >
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
      <SectionRow
        title={t("fields.amount")}
        value={
          <Amount
            className="txt-compact-small-plus text-ui-fg-base text-left"
            value={invoice.amount}
            currencyCode={invoice.currency_code}
          />
        }
      />
      {!isCredit && (
        <SectionRow
          title={t("invoices.variance")}
          value={
            <Amount
              className="text-left"
              value={invoice.variance_amount}
              currencyCode={invoice.currency_code}
            />
          }
        />
      )}
    </Section>
  )
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
