import { Table } from "@medusajs/ui"
import type { Settlement } from "../../../../../http-contract/settlement"
import { Amount } from "../../../../components/amount"
import { FiguresHeader } from "../../../../components/figures-header"
import { ItemCell } from "../../../../components/item-cell"
import { Section } from "../../../../components/section"
import { useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"

const columns = [
  "opening",
  "received",
  "consumed",
  "returned_to_consignor",
  "counted",
  "closing",
] as const

/** Stock statement: opening quantity, quantities in and out, closing quantity. */
export const StockStatement = ({ settlement: { stock } }: { settlement: Settlement }) => {
  const { t } = useWords()
  const titleOf = useItemTitles(stock.map((line) => line.inventory_item_id))
  if (stock.length === 0) return null
  return (
    <Section heading={t("settlements.stock")} subHeading={t("settlements.stock_hint")}>
      <div className="overflow-x-auto">
        <Table>
          <FiguresHeader figures={columns.map((name) => t(`settlements.stock_columns.${name}`))} />
          <Table.Body>
            {stock.map((line) => (
              <Table.Row key={line.inventory_item_id}>
                <Table.Cell>
                  <ItemCell
                    id={line.inventory_item_id}
                    sku={line.sku}
                    title={titleOf(line.inventory_item_id)}
                  />
                </Table.Cell>
                {columns.map((name) => (
                  <Table.Cell key={name}>
                    <Amount value={line[name]} />
                  </Table.Cell>
                ))}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    </Section>
  )
}
