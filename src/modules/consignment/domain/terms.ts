/** Inbound: the contractor's goods lie with us. Outbound: ours lie with him. */
export const directions = ["inbound", "outbound"] as const
export type Direction = (typeof directions)[number]

export const countLossLiabilities = ["consignee", "consignor"] as const
export type CountLossLiability = (typeof countLossLiabilities)[number]

/**
 * A lot's cost is frozen when it is received or delivered. A customer may also pay what a piece costs when he sells it,
 * and a contractor may have a share of what we sell a piece for.
 */
export const priceBases = ["lot_cost", "price_list", "commission"] as const
export type PriceBasis = (typeof priceBases)[number]

export const priceBasesOf = {
  inbound: ["lot_cost", "commission"],
  outbound: ["lot_cost", "price_list"],
} as const satisfies Record<Direction, readonly PriceBasis[]>

/** Party that pays for transport to the place of sale and back. */
export const transportPayers = ["consignor", "consignee"] as const
export type TransportPayer = (typeof transportPayers)[number]

export const settlementUnits = ["day", "week", "month"] as const

/** What a warehouse does with lots past their expiry date: it sells none, sells them with a warning, or just sells them. */
export const expiredLotPolicies = ["skip", "warn", "allow"] as const
export type ExpiredLotPolicy = (typeof expiredLotPolicies)[number]
