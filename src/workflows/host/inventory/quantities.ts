import type { Decimal } from "decimal.js"
import { exact } from "../../../modules/consignment/domain/quantity"

/** A quantity as the host hands it around: a number, a text, an object of its own, or the raw value of one. */
export type HostQuantity = number | string | { value: number | string } | { toString: () => string }

/** Exactly what the host means, in our arithmetic. */
export const fromHost = (quantity: HostQuantity): Decimal =>
  exact(typeof quantity === "object" && "value" in quantity ? quantity.value : String(quantity))

/**
 * Quantities of the host's rows in SQL: only the raw column is exact.
 * @param row the alias of a reservation.
 */
export const promisedIn = (row: string): string =>
  `coalesce((${row}.raw_quantity ->> 'value')::numeric, ${row}.quantity)`

/** The stocked quantity of a level. */
export const stockedIn = (row: string): string =>
  `coalesce((${row}.raw_stocked_quantity ->> 'value')::numeric, ${row}.stocked_quantity)`

/** The reserved quantity of a level. */
export const reservedIn = (row: string): string =>
  `coalesce((${row}.raw_reserved_quantity ->> 'value')::numeric, ${row}.reserved_quantity)`

/** The raw column of an exact quantity. */
export const rawOf = (quantity: string): string =>
  `jsonb_build_object('value', trim_scale(${quantity})::text, 'precision', 20)`
