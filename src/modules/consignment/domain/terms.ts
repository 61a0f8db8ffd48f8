/** Inbound: the contractor's goods lie with us. Outbound: ours lie with him. */
export const directions = ["inbound", "outbound"] as const
export type Direction = (typeof directions)[number]

export const countLossLiabilities = ["consignee", "consignor"] as const
export type CountLossLiability = (typeof countLossLiabilities)[number]

/** A lot's cost is frozen when it is received or delivered; a customer may also pay what a piece costs when he sells it. */
export const priceBases = ["lot_cost", "price_list"] as const
export type PriceBasis = (typeof priceBases)[number]

export const settlementUnits = ["day", "week", "month"] as const
