import { Table, Text } from "@medusajs/ui"
import type { Invoice } from "../../../../../http-contract/invoice"
import { FiguresHeader } from "../../../../components/figures-header"
import { Section } from "../../../../components/section"
import { useAllows } from "../../../../hooks/use-allows"
import { useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { AddInvoiceLine } from "./add-invoice-line"
import { InvoiceLineRow } from "./invoice-line-row"

const columns = [
  "suggested_quantity",
  "quantity",
  "suggested_unit_price",
  "unit_price",
  "tax_rate",
  "amount",
] as const

/** A credit note takes back what was billed, whatever the settlement suggested. */
const creditColumns = ["quantity", "unit_price", "tax_rate", "amount"] as const

/** The lines; in a draft quantity and price are fields, beside what the settlement suggests. */
export const InvoiceLines = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const titleOf = useItemTitles(invoice.lines.map((line) => line.inventory_item_id))
  const mayInvoice = useAllows()("consignment_invoice:invoice")
  const isDraft = invoice.status === "draft"
  const shown = invoice.kind === "credit_note" ? creditColumns : columns
  return (
    <Section
      heading={t("invoices.lines")}
      subHeading={isDraft ? t("invoices.lines_hint") : undefined}
      actions={isDraft && mayInvoice && <AddInvoiceLine invoiceId={invoice.id} />}
    >
      {invoice.lines.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {t("invoices.no_lines")}
        </Text>
      ) : (
        <div className="overflow-x-auto">
          <Table>
            <FiguresHeader figures={shown.map((name) => t(`invoices.columns.${name}`))}>
              {isDraft && (
                <Table.HeaderCell>
                  <span className="sr-only">{t("actions.remove")}</span>
                </Table.HeaderCell>
              )}
            </FiguresHeader>
            <Table.Body>
              {invoice.lines.map((line) => (
                <InvoiceLineRow
                  key={line.id}
                  invoice={invoice}
                  line={line}
                  title={titleOf(line.inventory_item_id)}
                />
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </Section>
  )
}
