import { Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Loan } from "../../../../../../http-contract/loan"
import { Amount } from "../../../../../components/amount"
import { ItemCell } from "../../../../../components/item-cell"
import { Section } from "../../../../../components/section"
import { useFormat } from "../../../../../hooks/use-format"
import { useItemTitles } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"

const quantities = [
  "quantity",
  "quantity_returned",
  "quantity_ended",
  "quantity_collected",
] as const

/** The lent units, line by line: what came back, and whose they are. */
export const LoanLines = ({ loan: { lines } }: { loan: Loan }) => {
  const { t } = useWords()
  const titleOf = useItemTitles(lines.map((line) => line.inventory_item_id))
  return (
    <Section heading={t("documents.lines.heading")}>
      <div className="overflow-x-auto">
        <Table>
          <Table.Header className="border-t-0">
            <Table.Row>
              <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
              {quantities.map((name) => (
                <Table.HeaderCell key={name} className="text-right">
                  {t(`loans.columns.${name}`)}
                </Table.HeaderCell>
              ))}
              <Table.HeaderCell>{t("fields.serial_numbers")}</Table.HeaderCell>
              <Table.HeaderCell>{t("documents.columns.allocations")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {lines.map((line) => (
              <Table.Row key={line.id}>
                <Table.Cell>
                  <ItemCell
                    id={line.inventory_item_id}
                    sku={line.sku}
                    title={titleOf(line.inventory_item_id)}
                  />
                </Table.Cell>
                {quantities.map((name) => (
                  <Table.Cell key={name}>
                    <Amount value={line[name]} />
                  </Table.Cell>
                ))}
                <Table.Cell>{line.serial_numbers.join(", ") || "–"}</Table.Cell>
                <Table.Cell>
                  <Owners of={line.allocations} />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    </Section>
  )
}

/** Hired units with the lot they are of, or our own. */
const Owners = ({ of: allocations }: { of: Loan["lines"][number]["allocations"] }) => {
  const { t } = useWords()
  const format = useFormat()
  return (
    <ul>
      {allocations.map(({ ownership, lot_id: lotId, quantity }) => (
        <li key={lotId ?? ownership} className="whitespace-nowrap">
          <Text size="small">
            {format.quantity(quantity)} × {t(`loans.ownership.${ownership}`)}
            {lotId && (
              <>
                {", "}
                <Link
                  className="text-ui-fg-interactive hover:underline"
                  to={`/consignment/lots/${lotId}`}
                >
                  {t("documents.show_lot")}
                </Link>
              </>
            )}
          </Text>
        </li>
      ))}
    </ul>
  )
}
