import { reversing } from "../../../../../reversing"

export const POST = reversing("consignor_return")
