import type { Audience } from "../../http-contract/paper"
import type {
  Settlement,
  SettledSale,
  SettlementLine,
  StatementLine,
} from "../../http-contract/settlement"
import { exact, sumOf } from "../../modules/consignment/domain/quantity"
import { dayAt, formatDate, formatEnd, formatStart } from "../format"
import { fill } from "../language"
import type { LongTable, Paper, Row, Table } from "../paper"
import { framed, namingFields, toCells, toColumns, toFacts, type Field, type Frame } from "./frame"

export interface SettlementFrame extends Frame {
  /** The contractor need not see what is balanced. */
  audience: Audience
  /** Every movement that the settlement closed, if they are wanted. */
  movements?: SettledMovements
  /** Sales on commission, by date. */
  sales?: SettledSale[]
}

export interface SettledMovements {
  count: number
  read: () => AsyncIterable<SettledMovement>
}

/** One line of the ledger as a file lists it; `quantity` is signed. */
export interface SettledMovement {
  type: string
  document_number: string
  inventory_item_id: string
  sku: string | null
  lot_id: string
  quantity: string
  unit_cost: string
  branch_code: string | null
  effective_at: string
  late: boolean
}

/** Consumption of a period and the amount due, followed by the stock statement. */
export const composeSettlement = (settlement: Settlement, frame: SettlementFrame): Paper => {
  const { language, timeZone, contractor } = frame
  const { texts } = language
  const number = settlement.number ?? ""
  const lines = settlement.lines.filter((line) => frame.audience === "store" || !line.balanced)
  const closedAt = settlement.closed_at ? new Date(settlement.closed_at) : null
  return {
    ...framed(frame),
    title: texts.titles.settlement,
    number,
    mark: settlement.status === "cancelled" ? texts.marks.cancelled : null,
    madeAt: closedAt ?? new Date(settlement.cut_off),
    facts: toFacts([
      [texts.facts.number, number],
      [texts.facts.code, contractor.code],
      [texts.facts.period, toPeriod(settlement, frame)],
      [texts.facts.closed_at, closedAt && formatDate(closedAt, language, timeZone)],
      [texts.facts.currency, settlement.currency_code],
    ]),
    isLandscape: true,
    tables: [
      linesTable(number, lines, settlement, frame),
      ...salesTable(number, settlement, frame),
      stockTable(number, settlement.stock, frame),
      ...branchesTable(number, lines, settlement, frame),
    ],
    longTables: frame.movements ? [movementsTable(number, frame.movements, settlement, frame)] : [],
    notes: lines.some((line) => line.balanced) ? [texts.notes.balanced] : [],
  }
}

const toPeriod = (settlement: Settlement, { language, timeZone }: Frame): string => {
  const end = formatEnd(new Date(settlement.cut_off), language, timeZone)
  if (settlement.period_from === null) return fill(language.texts.facts.until, { end })
  return `${formatStart(new Date(settlement.period_from), language, timeZone)} – ${end}`
}

type LineColumn = Exclude<keyof SettlementLine, "inventory_item_id" | "sku" | "branches">

const linesTable = (
  number: string,
  lines: SettlementLine[],
  settlement: Settlement,
  frame: SettlementFrame
): Table => {
  const { columns, words, notes, tables } = frame.language.texts
  const quantity = (
    column: Exclude<LineColumn, "balanced">,
    isOptional = true
  ): Field<SettlementLine> => ({
    heading: columns[column as keyof typeof columns],
    kind: "quantity",
    isOptional,
    of: (line) => line[column],
  })
  const fields: Field<SettlementLine>[] = [
    ...namingFields<SettlementLine>(number, frame),
    quantity("opening"),
    quantity("issued", false),
    quantity("internally_issued"),
    quantity("transferred"),
    quantity("counted_lost"),
    quantity("returned"),
    quantity("transfer_reversed"),
    quantity("net", false),
    quantity("late_quantity"),
    { heading: columns.net_value, kind: "amount", of: (line) => line.net_value },
    quantity("to_invoice", false),
    quantity("carry"),
    { heading: columns.amount_to_invoice, kind: "amount", of: (line) => line.amount },
    {
      heading: columns.currency,
      kind: "text",
      isForData: true,
      of: () => settlement.currency_code,
    },
    {
      heading: columns.balanced,
      kind: "text",
      isForData: true,
      of: (line) => (line.balanced ? words.yes : words.no),
    },
  ]
  const totals: Partial<Record<string, string>> = {
    [columns.net_value]: sumOf(lines, (line) => exact(line.net_value)).toFixed(frame.decimals),
    [columns.amount_to_invoice]: sumOf(lines, (line) => exact(line.amount)).toFixed(frame.decimals),
  }
  return {
    key: "lines",
    name: tables.settled,
    columns: toColumns(fields),
    rows: function* (): Iterable<Row> {
      for (const line of lines) {
        yield { cells: toCells(line, fields), isHighlighted: line.balanced }
      }
    },
    totals: fields.map(({ heading }) => totals[heading] ?? null),
    nothing: notes.nothing,
  }
}

/** The price and the shares of each unit sold on commission; left out without such sales. */
const salesTable = (
  number: string,
  settlement: Settlement,
  { sales, ...frame }: SettlementFrame
): Table[] => {
  if (!sales) return []
  const { columns, tables, notes } = frame.language.texts
  const dayOf = dayAt(frame.timeZone)
  const fields: Field<SettledSale>[] = [
    { heading: columns.date, kind: "date", of: (sale) => dayOf(sale.effective_at) },
    { heading: columns.document, kind: "text", of: (sale) => sale.document_number },
    { heading: columns.order, kind: "text", isOptional: true, of: orderOf },
    ...namingFields<SettledSale>(number, frame),
    { heading: columns.quantity, kind: "quantity", of: (sale) => sale.quantity },
    { heading: columns.sale_price, kind: "unit_cost", of: (sale) => sale.sale_price },
    {
      heading: columns.list_price,
      kind: "unit_cost",
      isOptional: true,
      of: (sale) => (sale.list_price === sale.sale_price ? null : sale.list_price),
    },
    { heading: columns.store_percent, kind: "quantity", of: (sale) => sale.commission_percent },
    { heading: columns.store_share, kind: "unit_cost", of: (sale) => sale.unit_commission },
    { heading: columns.your_share, kind: "unit_cost", of: (sale) => sale.unit_cost },
    { heading: columns.amount, kind: "amount", of: (sale) => sale.amount },
    {
      heading: columns.currency,
      kind: "text",
      isForData: true,
      of: () => settlement.currency_code,
    },
  ]
  const total = sumOf(sales, (sale) => exact(sale.amount)).toFixed(frame.decimals)
  return [
    {
      key: "sales",
      name: tables.sales,
      columns: toColumns(fields),
      rows: () => sales.map((sale) => ({ cells: toCells(sale, fields) })),
      totals: fields.map(({ heading }) => (heading === columns.amount ? total : null)),
      nothing: notes.nothing,
    },
  ]
}

const orderOf = ({ order_display_id: displayId }: SettledSale): string | null =>
  typeof displayId === "number" ? `#${displayId}` : null

const stockTable = (number: string, stock: StatementLine[], frame: Frame): Table => {
  const { columns, tables, notes } = frame.language.texts
  const quantity = (
    column: Exclude<keyof StatementLine, "inventory_item_id" | "sku">
  ): Field<StatementLine> => ({
    heading: columns[column],
    kind: "quantity",
    of: (line) => line[column],
  })
  const fields = [
    ...namingFields<StatementLine>(number, frame),
    quantity("opening"),
    quantity("received"),
    quantity("consumed"),
    quantity("returned_to_consignor"),
    quantity("counted"),
    quantity("closing"),
  ]
  return {
    key: "stock",
    name: tables.stock,
    columns: toColumns(fields),
    rows: function* (): Iterable<Row> {
      for (const line of stock) yield { cells: toCells(line, fields) }
    },
    nothing: notes.nothing,
  }
}

const movementsTable = (
  number: string,
  { count, read }: SettledMovements,
  settlement: Settlement,
  frame: SettlementFrame
): LongTable => {
  const { columns, words, tables } = frame.language.texts
  const dayOf = dayAt(frame.timeZone)
  const fields: Field<SettledMovement>[] = [
    ...namingFields<SettledMovement>(number, frame),
    { heading: columns.date, kind: "date", of: (movement) => dayOf(movement.effective_at) },
    { heading: columns.document, kind: "text", of: (movement) => movement.document_number },
    { heading: columns.type, kind: "text", of: (movement) => movement.type },
    { heading: columns.lot, kind: "text", of: (movement) => movement.lot_id },
    { heading: columns.branch, kind: "text", of: (movement) => movement.branch_code },
    { heading: columns.quantity, kind: "quantity", of: (movement) => movement.quantity },
    { heading: columns.unit_cost, kind: "unit_cost", of: (movement) => movement.unit_cost },
    { heading: columns.currency, kind: "text", of: () => settlement.currency_code },
    {
      heading: columns.late,
      kind: "text",
      of: (movement) => (movement.late ? words.yes : words.no),
    },
  ]
  return {
    key: "movements",
    name: tables.movements,
    columns: toColumns(fields),
    count,
    rows: async function* (): AsyncIterable<Row> {
      for await (const movement of read()) yield { cells: toCells(movement, fields) }
    },
  }
}

/** Amount by branch; left out if there is only one. */
const branchesTable = (
  number: string,
  lines: SettlementLine[],
  settlement: Settlement,
  { language, decimals }: Frame
): Table[] => {
  const { columns, tables, words } = language.texts
  const shares = lines.flatMap((line) => line.branches)
  const codes = [...new Set(shares.map((share) => share.branch_code))].sort(byCode)
  if (codes.length < 2) return []
  const valueOf = (candidates: typeof shares): string =>
    sumOf(candidates, (share) => exact(share.net_value)).toFixed(decimals)
  const fields: Field<string | null>[] = [
    { heading: columns.number, kind: "text", isForData: true, of: () => number },
    { heading: columns.branch, kind: "text", of: (code) => code ?? words.none },
    {
      heading: columns.net_value,
      kind: "amount",
      of: (code) => valueOf(shares.filter((share) => share.branch_code === code)),
    },
    {
      heading: columns.currency,
      kind: "text",
      isForData: true,
      of: () => settlement.currency_code,
    },
  ]
  return [
    {
      key: "branches",
      name: tables.branches,
      columns: toColumns(fields),
      rows: () => codes.map((code) => ({ cells: toCells(code, fields) })),
      totals: [null, null, valueOf(shares), null],
    },
  ]
}

/** None first. */
const byCode = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1
