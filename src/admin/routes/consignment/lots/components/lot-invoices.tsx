import { Table } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Lot } from "../../../../../http-contract/stock"
import { Amount } from "../../../../components/amount"
import { Section } from "../../../../components/section"
import { useLotTrace } from "../../../../hooks/api/worklists"
import { useWords } from "../../../../hooks/use-words"

const link = "text-ui-fg-interactive hover:underline"

/** Which invoices and credit notes are about pieces of the lot, and the orders that they are. */
export const LotInvoices = ({ lot }: { lot: Lot }) => {
  const { t } = useWords()
  const { trace } = useLotTrace(lot.id)
  if (!trace?.invoices.length) return null
  return (
    <Section heading={t("lots.invoices")} subHeading={t("lots.invoices_hint")}>
      <Table>
        <Table.Header className="border-t-0">
          <Table.Row>
            <Table.HeaderCell>{t("fields.number")}</Table.HeaderCell>
            <Table.HeaderCell>{t("invoices.kind")}</Table.HeaderCell>
            <Table.HeaderCell>{t("documents.order")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("fields.quantity")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("fields.unit_cost")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {trace.invoices.map((invoice, index) => (
            <Table.Row key={`${invoice.id} ${index}`}>
              <Table.Cell>
                <Link to={`/consignment/invoices/${invoice.id}`} className={link}>
                  {invoice.number}
                </Link>
              </Table.Cell>
              <Table.Cell>{t(`invoices.kinds.${invoice.kind}`)}</Table.Cell>
              <Table.Cell>
                {invoice.order_id ? (
                  <Link to={`/orders/${invoice.order_id}`} className={link}>
                    {t("documents.show_order")}
                  </Link>
                ) : (
                  "–"
                )}
              </Table.Cell>
              <Table.Cell>
                <Amount value={invoice.quantity} />
              </Table.Cell>
              <Table.Cell>
                <Amount value={invoice.unit_cost} currencyCode={lot.currency_code} isUnitCost />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Section>
  )
}
