import { reversing } from "../../../../../reversing"

export const POST = reversing("stock_count")
