import { RefusalAlert } from "../../../../components/refusal-alert"
import type { Refusal } from "../../../../lib/refusal"

/** Why the file could not be read at all. */
export const ImportRefusal = ({ error }: { error: Refusal }) => <RefusalAlert refusal={error} />
