import { Decimal } from "decimal.js"
import { toDecimal } from "../../../../lib/to-decimal"
import { fieldsOf, type DocumentForm, type LineName } from "./document-forms"
import type { LineValues } from "./document-values"

/** Units in which an item is counted, as people and the UN write them; without a unit it is counted, too. */
const PIECES = new Set([
  ...[
    "",
    "pce",
    "pcs",
    "pc",
    "piece",
    "pieces",
    "unit",
    "units",
    "ea",
    "each",
    "c62",
    "h87",
    "nar",
  ],
  ...["st", "stk", "stuk", "stuks", "szt", "szt.", "sztuka", "sztuki"],
])

export const isPiece = (unit: string | null | undefined): boolean =>
  PIECES.has((unit ?? "").trim().toLowerCase())

const quantities: readonly LineName[] = [
  "quantity",
  "counted_quantity",
  "uninvoiced_quantity",
  "over_invoiced_quantity",
]

/** Positions of the lines with a part of a unit. */
export const linesInParts = (form: DocumentForm, lines: readonly LineValues[]): number[] => {
  const names = fieldsOf(form).filter((name) => quantities.includes(name))
  return lines.flatMap((line, index) =>
    names.some((name) => isPart(toDecimal(line[name] ?? ""))) ? [index] : []
  )
}

const isPart = (decimal: string): boolean =>
  /^\d*\.\d+$/.test(decimal) && !new Decimal(decimal).isInteger()
