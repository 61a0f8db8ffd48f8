import { importing } from "../../../../importing"

export const POST = importing("opening_balance")
