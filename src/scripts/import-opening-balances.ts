import { importing } from "./importing"

export default importing("opening_balance")
