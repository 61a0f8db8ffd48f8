import { Refusal } from "../lib/refusal"
import { Problem } from "./problem"

const refusal = new Refusal(403, "Forbidden")

/** In place of what the user's role does not allow. */
export const Forbidden = () => <Problem error={refusal} />
