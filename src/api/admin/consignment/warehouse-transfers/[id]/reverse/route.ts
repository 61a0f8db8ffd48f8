import { reversing } from "../../../../../reversing"

export const POST = reversing("warehouse_transfer")
