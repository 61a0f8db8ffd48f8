import { toast } from "@medusajs/ui"
import { useCallback } from "react"
import { Refusal } from "../lib/refusal"
import { useWords } from "./use-words"

/** Tells why something was refused: in the reader's language what it means, below it the server's own sentence. */
export const useReportedError = () => {
  const { t } = useWords()
  return useCallback(
    (error: Error): void => {
      const code = error instanceof Refusal ? error.code : undefined
      const title = code ? t(`errors.${code}`) : t("errors.unexpected")
      toast.error(title, { description: error.message })
    },
    [t]
  )
}
