import { importing } from "../../../../importing"

export const POST = importing("goods_issue")
