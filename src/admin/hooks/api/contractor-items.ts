import type {
  ContractorItem,
  MarkContractorItemsBody,
} from "../../../http-contract/contractor-item"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, type Listed } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

export const useContractorItems = (contractorId: string, query?: Parameters) =>
  useReading<Listed<"items", ContractorItem>>(`contractors/${contractorId}/items`, query)

/** Marks the contractor as owner of items; of those that are marked already it changes cost, pack and number. */
export const useMarkContractorItems = (
  contractorId: string,
  options?: WritingOptions<{ items: ContractorItem[] }, MarkContractorItemsBody>
) =>
  useWriting(
    (body) => request(`contractors/${contractorId}/items`, { method: "POST", body }),
    options
  )

export const useUnmarkContractorItem = (
  contractorId: string,
  options?: WritingOptions<unknown, string>
) =>
  useWriting(
    (inventoryItemId: string) =>
      request(`contractors/${contractorId}/items/${inventoryItemId}`, { method: "DELETE" }),
    options
  )
