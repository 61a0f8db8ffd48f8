import { clx, StatusBadge, Table, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import type { Allocation, DocumentLine } from "../../../../../http-contract/document"
import { Amount } from "../../../../components/amount"
import { ItemCell } from "../../../../components/item-cell"
import { Section } from "../../../../components/section"
import { useFormat } from "../../../../hooks/use-format"
import { useContractorNames, useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { isHired } from "../lib/hired-lines"

interface Column {
  name: keyof DocumentLine
  isNumber?: boolean
  cell: (line: DocumentLine) => ReactNode
  /** Whether a line has something to say here; default: it is filled. */
  isSaid?: (line: DocumentLine) => boolean
}

/** A document, a draft or a reversal. */
interface WithLines {
  lines: DocumentLine[]
  currency_code?: unknown
}

const textOf = (line: DocumentLine, name: keyof DocumentLine): string | null => {
  const value = line[name]
  return typeof value === "string" ? value : null
}

/** The lines of any document; columns that no line fills are left out. */
export const DocumentLinesTable = ({ document }: { document: WithLines }) => {
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

const useColumns = ({ lines, currency_code: currency }: WithLines): Column[] => {
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
    ...(["unit_cost", "unit_price", "sale_price", "list_price"] as const).map((name) => ({
      name,
      isNumber: true,
      cell: (line: DocumentLine) => (
        <Amount value={textOf(line, name)} currencyCode={currencyCode} isUnitCost />
      ),
    })),
    ...(
      [
        "received_quantity",
        "difference",
        "invoiced_quantity",
        "checked_quantity",
        "announced_quantity",
        "difference_quantity",
      ] as const
    ).map((name) => ({
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
      name: "terms",
      cell: (line) => t(`terms.line.${textOf(line, "terms") ?? "consign"}`),
      isSaid: ({ terms }) => terms === "hire" || terms === "sale",
    },
    {
      name: "hire_until",
      cell: (line) => {
        const until = textOf(line, "hire_until")
        return until && format.date(until)
      },
    },
    {
      name: "ended_quantity",
      isNumber: true,
      cell: (line) => <Amount value={textOf(line, "ended_quantity")} />,
      isSaid: isHired,
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
    { name: "peer_state", cell: (line) => <PeerState line={line} /> },
    { name: "allocations", cell: ({ allocations }) => <Allocations of={allocations ?? []} /> },
  ]
  return columns.filter(({ name, isSaid }) =>
    lines.some(isSaid ?? ((line) => isFilled(line[name])))
  )
}

const peerColors = { sent: "blue", received: "green", failed: "red" } as const

/** Whether a line has arrived in the connected store, or why not. */
const PeerState = ({ line }: { line: DocumentLine }) => {
  const { t } = useWords()
  const state = textOf(line, "peer_state") as keyof typeof peerColors | null
  const error = line.peer_error
  if (!state) return null
  return (
    <div className="flex flex-col gap-y-1 py-2">
      <StatusBadge color={peerColors[state]}>{t(`peers.line.${state}`)}</StatusBadge>
      {error?.message && (
        <Text size="xsmall" className="text-ui-fg-subtle" title={error.message}>
          {t(
            [`peers.line_codes.${error.code}`, `peers.codes.${error.code}`, `errors.${error.code}`],
            { defaultValue: error.message }
          )}
        </Text>
      )}
    </div>
  )
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
  <Link to={`/consignment/lots/${id}`} className="text-ui-fg-interactive hover:underline">
    {children}
  </Link>
)
