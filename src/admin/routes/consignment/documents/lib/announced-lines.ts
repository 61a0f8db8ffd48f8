import { Decimal } from "decimal.js"
import type { Delivery, DocumentLine } from "../../../../../http-contract/document"

/** Announced units of a line that did not arrive and that nobody has paid for yet. */
export const missingOf = ({ difference_quantity: difference }: DocumentLine): Decimal =>
  new Decimal(typeof difference === "string" ? difference : 0)

/** A take-back that a connected store has announced, and of which nothing has arrived yet. */
export const isAnnounced = ({ type, status }: Pick<Delivery, "type" | "status">): boolean =>
  type === "take_back" && status === "draft"
