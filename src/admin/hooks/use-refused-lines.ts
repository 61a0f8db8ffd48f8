import { useCallback } from "react"
import { refusedLinesOf } from "../lib/refusal"
import { useFormat } from "./use-format"
import { useWords } from "./use-words"

/** Tells, in the reader's language, why lines were refused: by their position in the body. */
export const useRefusedLines = () => {
  const { t } = useWords()
  const { quantity } = useFormat()
  return useCallback(
    (error: unknown) =>
      refusedLinesOf(error, { t: (key, values) => t(key, values ?? {}), quantity }),
    [t, quantity]
  )
}
