import { reversing } from "../../../../../reversing"

export const POST = reversing("delivery")
