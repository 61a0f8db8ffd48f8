import type { Overview } from "../../../http-contract/overview"
import { useReading } from "./use-reading"

export const useOverview = () => useReading<{ overview: Overview }>("overview")
