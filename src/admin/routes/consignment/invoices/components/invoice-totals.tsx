import { SectionRow } from "@medusajs/dashboard/components"
import type { Invoice } from "../../../../../http-contract/invoice"
import { Amount } from "../../../../components/amount"
import { useWords } from "../../../../hooks/use-words"

/** Net, VAT by rate and gross. */
export const InvoiceTotals = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const { currency_code: currencyCode, net_amount, gross_amount, tax_lines } = invoice
  return (
    <>
      <SectionRow
        title={t("invoices.net")}
        value={<Amount className="text-left" value={net_amount} currencyCode={currencyCode} />}
      />
      {tax_lines.map(({ rate, category, tax_amount }) => (
        <SectionRow
          key={`${category} ${rate}`}
          title={
            category === "S" || category === "Z"
              ? t("invoices.vat_at", { rate })
              : t(`terms.vat_category.${category}`)
          }
          value={<Amount className="text-left" value={tax_amount} currencyCode={currencyCode} />}
        />
      ))}
      <SectionRow
        title={t("invoices.gross")}
        value={
          <Amount
            className="txt-compact-small-plus text-ui-fg-base text-left"
            value={gross_amount}
            currencyCode={currencyCode}
          />
        }
      />
    </>
  )
}
