import { reversing } from "../../../../../reversing"

export const POST = reversing("opening_balance")
