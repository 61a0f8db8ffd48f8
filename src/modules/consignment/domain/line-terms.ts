import { refuseLines, type RefusedLine } from "./errors"
import { isHire } from "./hire"
import type { Warehouse } from "./stock"
import type { LineTerms } from "./terms"

interface LineWithTerms {
  index: number
  inventoryItemId: string
  sku: string | null
  terms: LineTerms
  hireUntil: Date | null
}

interface TermsOfDocument {
  warehouse: Warehouse
  /** The date of the document; a hire ends later. */
  at: Date
  /** Outbound: the customer agreed to hire. Inbound goods come as their owner sends them. */
  allowsHire: boolean
}

/** Terms of a line that names none: hired in a hire warehouse, else consigned. */
export const defaultTerms = (warehouse: Pick<Warehouse, "purpose">): LineTerms =>
  isHire(warehouse) ? "hire" : "consign"

/**
 * Hired goods go to a hire warehouse, consigned goods to one for sale; goods that are sold at once may go to either.
 * Throws: INVALID_DATA, naming every line.
 */
export const guardTerms = (lines: LineWithTerms[], document: TermsOfDocument): void =>
  refuseLines(
    "INVALID_DATA",
    lines.flatMap((line) => refuseTerms(line, document))
  )

const refuseTerms = (
  line: LineWithTerms,
  { warehouse, at, allowsHire }: TermsOfDocument
): RefusedLine[] => {
  const refuse = (path: string, message: string): RefusedLine[] => [
    {
      index: line.index,
      code: "INVALID_DATA",
      path,
      message,
      inventory_item_id: line.inventoryItemId,
      sku: line.sku,
    },
  ]
  if (line.terms === "hire" && !isHire(warehouse)) {
    return refuse("terms", "Hired goods need a warehouse with the purpose hire.")
  }
  if (line.terms === "hire" && !allowsHire) {
    return refuse("terms", "The customer's agreement does not allow hire (allow_hire).")
  }
  if (line.terms === "consign" && isHire(warehouse)) {
    return refuse("terms", "Consigned goods need a warehouse with the purpose sale.")
  }
  if (line.hireUntil && line.terms !== "hire") {
    return refuse("hire_until", "Only hired goods have a hire_until.")
  }
  if (line.hireUntil && line.hireUntil.getTime() <= at.getTime()) {
    return refuse("hire_until", "The hire would end before it begins.")
  }
  return []
}
