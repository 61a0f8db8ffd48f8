import { importing } from "../../../../importing"

export const POST = importing("stock_count")
