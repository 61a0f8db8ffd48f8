/** Inbound: the contractor's goods lie with us. Outbound: ours lie with him. */
export const directions = ["inbound", "outbound"] as const
export type Direction = (typeof directions)[number]

export const countLossLiabilities = ["consignee", "consignor"] as const
export type CountLossLiability = (typeof countLossLiabilities)[number]

export const priceBases = ["lot_cost"] as const

export const settlementUnits = ["day", "week", "month"] as const
