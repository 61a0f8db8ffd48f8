import { importing } from "./importing"

export default importing("goods_issue")
