import {
  useMutation,
  useQueryClient,
  type UseMutationOptions,
  type UseMutationResult,
} from "@tanstack/react-query"
import { CONSIGNMENT_KEY, hostKeys } from "../../lib/query-keys"
import type { Refusal } from "../../lib/refusal"

export type WritingOptions<Answer, Body> = Omit<
  UseMutationOptions<Answer, Refusal, Body>,
  "mutationFn"
>

/** Changes something on the server; all that we have read before is read again. */
export const useWriting = <Answer, Body = void>(
  write: (body: Body) => Promise<Answer>,
  options?: WritingOptions<Answer, Body>
): UseMutationResult<Answer, Refusal, Body> => {
  const client = useQueryClient()
  return useMutation<Answer, Refusal, Body>({
    ...options,
    mutationFn: write,
    onSuccess: async (...result) => {
      const stale = [CONSIGNMENT_KEY, ...hostKeys]
      await Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: [key] })))
      await options?.onSuccess?.(...result)
    },
  })
}
