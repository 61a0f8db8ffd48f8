import type { Decimal } from "decimal.js"
import type { Message } from "../domain/peers"
import { exact, ZERO } from "../domain/quantity"
import { findUnreadable } from "./body-schemas"
import type { OriginQuantity } from "./bodies"

/** Units by line of the owner's delivery. */
export type Units = Map<string, Decimal>

interface Lines {
  lines?: (OriginQuantity & { sold?: string })[]
}

type EffectOf = (line: OriginQuantity & { sold?: string }) => Decimal

const adds: EffectOf = ({ quantity }) => exact(quantity)
const takes: EffectOf = ({ quantity }) => exact(quantity).negated()

/** Effect of each type of message on units of a line at the store that receives it. */
const effects: Readonly<Record<string, EffectOf>> = {
  "delivery.posted": adds,
  "delivery.received": ({ sold }) => exact(sold ?? 0).negated(),
  "delivery.reversed": adds,
  "document.reversed": adds,
  // No unit moves, but the costs of the lines differ until it is applied.
  "revaluation.posted": () => ZERO,
  "take_back.posted": takes,
  "consignor_return.posted": takes,
  "stock_count.posted": adds,
  "settlement.closed": takes,
  "settlement.cancelled": adds,
}

/** A message that cannot be read has none. */
export const effectsOf = (message: Pick<Message, "type" | "body">): Units => {
  const { type, body } = message
  const units: Units = new Map()
  const effectOf = effects[type]
  if (effectOf && !findUnreadable(message)) {
    for (const line of (body as Lines).lines ?? []) {
      addUnits(units, line.origin_line_id, effectOf(line))
    }
  }
  return units
}

export const addUnits = (units: Units, lineId: string, quantity: Decimal): void => {
  units.set(lineId, (units.get(lineId) ?? ZERO).plus(quantity))
}

export const addAll = (units: Units, others: Units, sign: 1 | -1): void => {
  for (const [lineId, quantity] of others) {
    addUnits(units, lineId, sign === 1 ? quantity : quantity.negated())
  }
}
