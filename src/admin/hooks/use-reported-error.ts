import { toast } from "@medusajs/ui"
import { useCallback } from "react"
import { useRefusals } from "./use-refusals"

/** Tells why something was refused and what to do next, in the reader's language. */
export const useReportedError = () => {
  const { refusalInWords, refusedFieldsOf } = useRefusals()
  return useCallback(
    (error: Error): void => {
      const { title, hint } = refusalInWords(error)
      const [field] = refusedFieldsOf(error)
      toast.error(title, { description: field?.sentence ?? hint })
    },
    [refusalInWords, refusedFieldsOf]
  )
}
