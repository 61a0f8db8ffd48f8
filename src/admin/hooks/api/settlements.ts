import type {
  CancelSettlementBody,
  Settlement,
  SettleBody,
} from "../../../http-contract/settlement"
import type { Movement } from "../../../http-contract/stock"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, useReadingOne, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { settlement: Settlement }
/** As a form sends it: what is left out is as in the contract. */
export type SettleInput = Partial<SettleBody> & Pick<SettleBody, "contractor_id">
export type SettlementList = Listed<"settlements", Settlement>

export const useSettlements = (query?: Parameters, options?: ReadingOptions<SettlementList>) =>
  useReading("settlements", query, options)

export const useSettlement = (id?: string, options?: ReadingOptions<One>) =>
  useReadingOne("settlements", id, options)

export const useSettlementMovements = (id: string, query?: Parameters) =>
  useReading<Listed<"movements", Movement>>(`settlements/${id}/movements`, query)

export const usePreviewSettlement = (options?: WritingOptions<One, SettleInput>) =>
  useWriting((body) => request<One>("settlements/preview", { method: "POST", body }), options)

export const useCloseSettlement = (options?: WritingOptions<One, SettleInput>) =>
  useWriting((body) => request<One>("settlements", { method: "POST", body }), options)

export const useCancelSettlement = (
  id: string,
  options?: WritingOptions<One, CancelSettlementBody>
) =>
  useWriting((body) => request<One>(`settlements/${id}/cancel`, { method: "POST", body }), options)
