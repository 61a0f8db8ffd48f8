import type { Decimal } from "decimal.js"
import { exact } from "../../modules/consignment/domain/quantity"

/** A quantity as the host hands it around: a number, a text, an object of its own, or the raw value of one. */
export type HostQuantity = number | string | { value: number | string } | { toString: () => string }

/** Exactly what the host means, in our arithmetic. */
export const fromHost = (quantity: HostQuantity): Decimal =>
  exact(typeof quantity === "object" && "value" in quantity ? quantity.value : String(quantity))
