import { clx, Table, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import type { Allocation, DocumentLine } from "../../../../../http-contract/document"
import type { Delivery } from "../../../../../http-contract/outbound-documents"
import { Amount } from "../../../../components/amount"
import { ItemCell } from "../../../../components/item-cell"
import { Section } from "../../../../components/section"
import { useFormat } from "../../../../hooks/use-format"
import { useContractorNames, useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"

interface Column {
  name: string
  isNumber?: boolean
  cell: (line: DocumentLine) => ReactNode
}

const textOf = (line: DocumentLine, name: string): string | null => {
  const value = line[name]
  return typeof value === "string" ? value : null
}

/** The lines of any document; columns that no line fills are left out. */
export const DocumentLinesTable = ({ document }: { document: Delivery }) => {
  const { t } = useWords()
  const titleOf = useItemTitles(document.lines.map((line) => line.inventory_item_id))
  const columns = useColumns(document)
  return (
    <Section heading={t("documents.lines.heading")}>
      <div className="overflow-x-auto">
        <Table>
          <Table.Header className="border-t-0">
            <Table.Row>
              <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
              {columns.map(({ name, isNumber }) => (
                <Table.HeaderCell key={name} className={clx({ "text-right": isNumber })}>
                  {t(`documents.columns.${name}`)}
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {document.lines.map((line) => (
              <Table.Row key={line.id}>
                <Table.Cell>
                  <ItemCell
                    id={line.inventory_item_id}
                    sku={line.sku}
                    title={titleOf(line.inventory_item_id)}
                  />
                </Table.Cell>
                {columns.map(({ name, cell }) => (
                  <Table.Cell key={name}>{cell(line)}</Table.Cell>
                ))}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    </Section>
  )
}

const useColumns = ({ lines, currency_code: currency }: Delivery): Column[] => {
  const { t } = useWords()
  const format = useFormat()
  const currencyCode = typeof currency === "string" ? currency : null
  const columns: Column[] = [
    {
      name: "quantity",
      isNumber: true,
      cell: ({ quantity }) => <Amount value={quantity} />,
    },
    {
      name: "counted_quantity",
      isNumber: true,
      cell: (line) => <Amount value={textOf(line, "counted_quantity")} />,
    },
    ...["unit_cost", "unit_price", "sale_price"].map((name) => ({
      name,
      isNumber: true,
      cell: (line: DocumentLine) => (
        <Amount value={textOf(line, name)} currencyCode={currencyCode} isUnitCost />
      ),
    })),
    ...["received_quantity", "difference"].map((name) => ({
      name,
      isNumber: true,
      cell: (line: DocumentLine) => <Amount value={textOf(line, name)} />,
    })),
    { name: "batch", cell: (line) => textOf(line, "batch") },
    {
      name: "expires_at",
      cell: (line) => {
        const expiresAt = textOf(line, "expires_at")
        return expiresAt && format.date(expiresAt)
      },
    },
    {
      name: "serial_numbers",
      cell: ({ serial_numbers: serials }) => Array.isArray(serials) && serials.join(", "),
    },
    {
      name: "lot_id",
      cell: (line) => {
        const lotId = textOf(line, "lot_id")
        return lotId && <LotLink id={lotId}>{t("documents.show_lot")}</LotLink>
      },
    },
    { name: "allocations", cell: ({ allocations }) => <Allocations of={allocations ?? []} /> },
  ]
  return columns.filter(({ name }) => lines.some((line) => isFilled(line[name])))
}

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined

/** Owners of the issued units, or destinations of the returned units. */
const Allocations = ({ of: allocations }: { of: Allocation[] }) => {
  const { t } = useWords()
  const format = useFormat()
  const contractorOf = useContractorNames(allocations.map((one) => one.contractor_id))
  return (
    <ul>
      {allocations.map((one) => (
        <li key={one.id} className="whitespace-nowrap">
          <Text size="small">
            {format.quantity(one.quantity)} × {t(`terms.ownership.${one.ownership}`)}
            {one.contractor_id && `, ${contractorOf(one.contractor_id)}`}
            {one.unit_cost &&
              one.currency_code &&
              `, ${format.unitCost(one.unit_cost, one.currency_code)}`}
          </Text>
        </li>
      ))}
    </ul>
  )
}

const LotLink = ({ id, children }: { id: string; children: ReactNode }) => (
  <Link
    to={`/consignment/lots/${id}`}
    className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
  >
    {children}
  </Link>
)
