import type { PeerStatementAnswer } from "../../http-contract/peer"
import { exact } from "../../modules/consignment/domain/quantity"
import { formatDate } from "../format"
import { fill } from "../language"
import type { Paper } from "../paper"
import { framed, namingFields, toCells, toColumns, toFacts, type Field, type Frame } from "./frame"

type Line = PeerStatementAnswer["lines"][number] & { inventory_item_id: string }
type Settlement = PeerStatementAnswer["settlements"][number]

const quantities = [
  "ours",
  "theirs",
  "unsettled",
  "in_flight",
  "lent",
] as const satisfies readonly (keyof Line)[]

/** Our books of a connection beside those of the other store, with what explains the rest. */
export const composePeerStatement = (
  statement: Omit<PeerStatementAnswer, "lines"> & { lines: Line[] },
  frame: Frame
): Paper => {
  const { language, timeZone, contractor } = frame
  const { titles, facts, tables, columns, statement: texts } = language.texts
  const { sent_sequence, received_sequence } = statement.agreed
  const madeAt = new Date(statement.as_of ?? 0)
  const lineFields: Field<Line>[] = [
    ...namingFields<Line>("", frame).filter(({ isForData }) => !isForData),
    ...quantities.map((name): Field<Line> => ({
      heading: columns[name],
      kind: "quantity",
      of: (line) => line[name],
    })),
    { heading: columns.unit_cost, kind: "unit_cost", of: (line) => line.unit_cost },
    { heading: columns.their_unit_cost, kind: "unit_cost", of: (line) => line.their_unit_cost },
    { heading: columns.difference, kind: "quantity", of: (line) => line.difference },
    {
      heading: columns.remedy,
      kind: "text",
      isOptional: true,
      of: (line) => (line.remedy ? texts.remedies[line.remedy] : null),
    },
  ]
  const settlementFields: Field<Settlement>[] = [
    { heading: columns.number, kind: "text", of: (one) => one.number },
    { heading: columns.their_number, kind: "text", of: (one) => one.their_number },
    {
      heading: columns.cut_off,
      kind: "date",
      of: (one) => one.cut_off.slice(0, "YYYY-MM-DD".length),
    },
    { heading: columns.net_value, kind: "amount", of: (one) => one.net_value },
    { heading: columns.their_net_value, kind: "amount", of: (one) => one.their_net_value },
    { heading: columns.difference, kind: "amount", of: (one) => one.difference },
  ]
  return {
    ...framed(frame),
    title: titles.peer_statement,
    number: "",
    mark: null,
    madeAt,
    facts: toFacts([
      [facts.code, contractor.code],
      [facts.as_of, statement.as_of ? formatDate(madeAt, language, timeZone) : null],
      [
        facts.agreed,
        fill(texts.agreed, { sent: String(sent_sequence), received: String(received_sequence) }),
      ],
    ]),
    isLandscape: true,
    tables: [
      {
        key: "lines",
        name: tables.peer_stock,
        columns: toColumns(lineFields),
        rows: function* () {
          for (const line of statement.lines) {
            yield { cells: toCells(line, lineFields), isHighlighted: line.remedy !== null }
          }
        },
      },
      {
        key: "settlements",
        name: tables.peer_settlements,
        columns: toColumns(settlementFields),
        rows: function* () {
          for (const one of statement.settlements) {
            yield {
              cells: toCells(one, settlementFields),
              isHighlighted: !exact(one.difference).isZero(),
            }
          }
        },
      },
    ],
    notes: [],
  }
}
