import { importing } from "../../../../importing"

export const POST = importing("reported_sale")
