import { useQueryClient } from "@tanstack/react-query"
import type { LetterPreview, SendLetterBody, SentLetter } from "../../../http-contract/letter"
import { queryKey } from "../../lib/query-keys"
import { request } from "../../lib/request"
import { useReading } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

/** An e-mail with a paper as it would be sent, and those that were; `paper` is its address: "invoices/coninv_1". */
export const useLetter = (paper: string) =>
  useReading<LetterPreview>(`${paper}/send`, undefined, { placeholderData: undefined })

/** The e-mails with a paper that were sent, without composing the paper anew. */
export const useSentLetters = (paper: string) =>
  useReading<Pick<LetterPreview, "sent">>(
    `${paper}/send`,
    { fields: "sent" },
    { placeholderData: undefined }
  )

export const useSendLetter = (
  paper: string,
  options?: WritingOptions<{ letter: SentLetter }, SendLetterBody>
) => {
  const client = useQueryClient()
  return useWriting((body) => request(`${paper}/send`, { method: "POST", body }), {
    // Some recipients may have got it, though others were refused.
    onError: () => client.invalidateQueries({ queryKey: queryKey(`${paper}/send`) }),
    ...options,
  })
}
