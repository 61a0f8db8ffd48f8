/** Inbound: we hold the contractor's goods. Outbound: the contractor holds ours. */
export const directions = ["inbound", "outbound"] as const
export type Direction = (typeof directions)[number]

export const countLossLiabilities = ["consignee", "consignor"] as const
export type CountLossLiability = (typeof countLossLiabilities)[number]

/**
 * A lot's cost is frozen when it is received or delivered. A customer may also pay what a unit costs on the day of its
 * sale, and a contractor may be paid so, by their own price list, or have a share of what we sell a unit for.
 */
export const priceBases = ["lot_cost", "price_list", "commission"] as const
export type PriceBasis = (typeof priceBases)[number]

export const priceBasesOf = {
  inbound: ["lot_cost", "commission", "price_list"],
  outbound: ["lot_cost", "price_list"],
} as const satisfies Record<Direction, readonly PriceBasis[]>

/** The price a commission is counted on: the one paid after discounts, or the one before them. */
export const commissionBases = ["paid", "list"] as const
export type CommissionBase = (typeof commissionBases)[number]

/** Party that pays for transport to the place of sale and back. */
export const transportPayers = ["consignor", "consignee"] as const
export type TransportPayer = (typeof transportPayers)[number]

export const settlementUnits = ["day", "week", "month"] as const

/** Policy for lots past their expiry date: it sells none, sells them with a warning, or just sells them. */
export const expiredLotPolicies = ["skip", "warn", "allow"] as const
export type ExpiredLotPolicy = (typeof expiredLotPolicies)[number]

/** Goods in a warehouse are offered for sale, or hired: then they are lent and go back, and are never sold. */
export const warehousePurposes = ["sale", "hire"] as const
export type WarehousePurpose = (typeof warehousePurposes)[number]

/**
 * Terms of a delivered or received line. `consign`: paid for when sold. `hire`: lent until some moment, never sold.
 * `sale`: sold at once; it leaves nothing that could come back.
 */
export const lineTerms = ["consign", "hire", "sale"] as const
export type LineTerms = (typeof lineTerms)[number]
