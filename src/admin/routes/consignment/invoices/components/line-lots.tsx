import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Invoice, InvoiceLine } from "../../../../../http-contract/invoice"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"

interface LineLotsProps {
  invoice: Invoice
  line: InvoiceLine
}

/** The lots that a line bills, first in, first out; for a draft, those that posting it now would take. */
export const LineLots = ({ invoice, line }: LineLotsProps) => {
  const { t } = useWords()
  const format = useFormat()
  if (line.allocations.length === 0) return null
  return (
    <Text size="xsmall" className="text-ui-fg-subtle pb-2">
      {t(invoice.status === "draft" ? "invoices.lots.planned" : "invoices.lots.taken")}:{" "}
      {line.allocations.map(({ lot_id: id, quantity, unit_cost: cost, prepaid }, index) => (
        <span key={`${id} ${cost} ${String(prepaid)}`}>
          {index > 0 && ", "}
          <Link
            to={`/consignment/lots/${id}`}
            className="text-ui-fg-interactive whitespace-nowrap underline"
          >
            {format.quantity(quantity)} × {format.unitCost(cost, invoice.currency_code)}
          </Link>
        </span>
      ))}
    </Text>
  )
}
