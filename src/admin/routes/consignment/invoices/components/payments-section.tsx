import { SectionRow } from "@medusajs/dashboard/components"
import { Button, Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Invoice, InvoicePayment } from "../../../../../http-contract/invoice"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { Actor } from "../../../../components/posted-by"
import { Section } from "../../../../components/section"
import { useReversePayment } from "../../../../hooks/api/invoices"
import { useAllows } from "../../../../hooks/use-allows"
import { useRemoval } from "../../../../hooks/use-removal"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"

/** Payments of a posted invoice, and the open amount. */
export const PaymentsSection = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const mayInvoice = useAllows()("consignment_invoice:invoice")
  const { payments, currency_code: currencyCode } = invoice
  const isOpen = !/^-?0(\.0+)?$/.test(invoice.open_amount)
  const figures = [
    ["paid", invoice.paid_amount],
    ["credited_amount", invoice.credited_amount],
    ["open", invoice.open_amount],
  ] as const
  return (
    <Section
      heading={t("invoices.payments.heading")}
      actions={
        isOpen &&
        mayInvoice && (
          <Button size="small" variant="secondary" asChild>
            <Link to="pay">{t("invoices.payments.record")}</Link>
          </Button>
        )
      }
    >
      {figures.map(([name, value]) => (
        <SectionRow
          key={name}
          title={t(`invoices.${name}`)}
          value={<Amount className="text-left" value={value} currencyCode={currencyCode} />}
        />
      ))}
      {payments.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("invoices.payments.empty")}
        </Text>
      ) : (
        // Texts for screen readers stay within the box in which the table scrolls.
        <div className="relative overflow-x-auto">
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell>{t("invoices.payments.paid_at")}</Table.HeaderCell>
                <Table.HeaderCell>{t("invoices.payments.reference")}</Table.HeaderCell>
                <Table.HeaderCell>{t("invoices.payments.method")}</Table.HeaderCell>
                <Table.HeaderCell>{t("invoices.payments.recorded")}</Table.HeaderCell>
                <Table.HeaderCell className="text-right">
                  {t("invoices.payments.amount")}
                </Table.HeaderCell>
                <Table.HeaderCell>
                  <span className="sr-only">{t("invoices.payments.reverse")}</span>
                </Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {payments.map((payment) => (
                <PaymentRow
                  key={payment.id}
                  payment={payment}
                  currencyCode={currencyCode}
                  mayReverse={mayInvoice}
                />
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </Section>
  )
}

interface PaymentRowProps {
  payment: InvoicePayment
  currencyCode: string
  mayReverse: boolean
}

const PaymentRow = ({ payment, currencyCode, mayReverse }: PaymentRowProps) => {
  const { t } = useWords()
  const { mutate } = useReversePayment(payment.invoice_id, { onError: useReportedError() })
  const reverse = useRemoval({
    title: t("invoices.payments.reverse_title"),
    description: t("invoices.payments.reverse_hint"),
    confirmText: t("invoices.payments.reverse"),
    remove: () => mutate(payment.id),
  })
  const isReversible = payment.reverses_id === null && payment.reversed_by_id === null
  return (
    <Table.Row>
      <Table.Cell>
        <Instant value={payment.paid_at} />
      </Table.Cell>
      <Table.Cell>{payment.reference}</Table.Cell>
      <Table.Cell>{payment.method}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">
        <Instant value={payment.created_at} withTime /> · <Actor id={payment.created_by} />
      </Table.Cell>
      <Table.Cell>
        <Amount value={payment.amount} currencyCode={currencyCode} />
      </Table.Cell>
      <Table.Cell className="text-right">
        {isReversible && mayReverse && (
          <Button size="small" variant="transparent" onClick={() => void reverse()}>
            {t("invoices.payments.reverse")}
          </Button>
        )}
        {!isReversible && (
          <Text size="small" className="text-ui-fg-subtle">
            {t(payment.reverses_id ? "invoices.payments.reversal" : "invoices.payments.reversed")}
          </Text>
        )}
      </Table.Cell>
    </Table.Row>
  )
}
