import { useMutation } from "@tanstack/react-query"
import type {
  CountedTakeBack,
  CountPlan,
  PlanCountedTakeBackBody,
  PostCountedTakeBackBody,
} from "../../../http-contract/outbound-documents"
import type { Refusal } from "../../lib/refusal"
import { request } from "../../lib/request"
import { useWriting, type WritingOptions } from "./use-writing"

/** Compares a count with the booked stock; posts nothing. */
export const usePlanCountedTakeBack = (
  options?: WritingOptions<CountPlan, PlanCountedTakeBackBody>
) =>
  useMutation<CountPlan, Refusal, PlanCountedTakeBackBody>({
    ...options,
    mutationFn: async (body) => {
      const path = "counted-take-backs/plan"
      return (await request<{ plan: CountPlan }>(path, { method: "POST", body })).plan
    },
  })

export const usePostCountedTakeBack = (
  options?: WritingOptions<CountedTakeBack, PostCountedTakeBackBody>
) =>
  useWriting(async (body) => {
    const path = "counted-take-backs"
    const answer = await request<{ counted_take_back: CountedTakeBack }>(path, {
      method: "POST",
      body,
    })
    return answer.counted_take_back
  }, options)
