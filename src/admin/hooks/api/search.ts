import { searchParametersSchema, type SearchResult } from "../../../http-contract/search"
import { useReading } from "./use-reading"

/** Partners, papers, lots, units and items that a text names; nothing is asked for a text that is too short. */
export const useSearch = (text: string) => {
  const { success: isLongEnough } = searchParametersSchema.safeParse({ q: text })
  const { results, ...rest } = useReading<{ results: SearchResult[] }>(
    "search",
    { q: text },
    { enabled: isLongEnough }
  )
  return { ...rest, isLongEnough, results: isLongEnough ? results : undefined }
}
