import { importing } from "./importing"

export default importing("reported_sale")
