import { useMemo } from "react"
import {
  faultInWords,
  refusalInWords,
  refusedFieldsOf,
  refusedLinesOf,
  type Fault,
} from "../lib/refusal"
import { useFormat } from "./use-format"
import { useWords } from "./use-words"

/** Tells refusals in the reader's language. */
export const useRefusals = () => {
  const { t } = useWords()
  const format = useFormat()
  return useMemo(() => {
    const wording = {
      t: (key: string, values?: Record<string, string>) => t(key, values ?? {}),
      format,
    }
    return {
      /** The event, and what to do next. */
      refusalInWords: (error: Error) => refusalInWords(error, wording),
      /** By their position in the body. */
      refusedLinesOf: (error: unknown) => refusedLinesOf(error, wording),
      refusedFieldsOf: (error: unknown) => refusedFieldsOf(error, wording),
      faultInWords: (fault: Fault) => faultInWords(fault, wording),
    }
  }, [t, format])
}
