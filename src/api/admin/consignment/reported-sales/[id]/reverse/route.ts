import { reversing } from "../../../../../reversing"

export const POST = reversing("reported_sale")
