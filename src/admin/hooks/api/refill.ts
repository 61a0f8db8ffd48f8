import type { Delivery } from "../../../http-contract/outbound-documents"
import type { DraftRefillBody, Refill } from "../../../http-contract/warehouse-item"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, type Listed } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

/** Items whose stock in a customer's shop, picked units included, is below the minimum. */
export const useRefill = (query?: Parameters) =>
  useReading<Listed<"refill", Refill>>("refill", query)

/** Writes the pick list that fills a shop up. */
export const useDraftRefill = (options?: WritingOptions<Delivery, DraftRefillBody>) =>
  useWriting(async (body) => {
    const answer = await request<{ delivery: Delivery }>("refill", { method: "POST", body })
    return answer.delivery
  }, options)
