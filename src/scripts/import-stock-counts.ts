import { importing } from "./importing"

export default importing("stock_count")
