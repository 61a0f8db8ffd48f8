import { reversing } from "../../../../../reversing"

export const POST = reversing("goods_issue")
