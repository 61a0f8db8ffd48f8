import { reversing } from "../../../../../reversing"

export const POST = reversing("take_back")
