import { reversing } from "../../../../../reversing"

export const POST = reversing("ownership_transfer")
