import { useQuery } from "@tanstack/react-query"
import type {
  CancelSettlementBody,
  DueSettlement,
  Settlement,
  SettlementTotal,
  SettleBody,
} from "../../../http-contract/settlement"
import { queryKey } from "../../lib/query-keys"
import type { Refusal } from "../../lib/refusal"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import {
  useReading,
  useReadingOne,
  withoutPage,
  type Listed,
  type Reading,
  type ReadingOptions,
} from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { settlement: Settlement }
/** As a form sends it: what is left out is as in the contract. */
export type SettleInput = Partial<SettleBody> & Pick<SettleBody, "contractor_id">
export type SettlementList = Listed<"settlements", Settlement>

export const useSettlements = (query?: Parameters, options?: ReadingOptions<SettlementList>) =>
  useReading("settlements", query, options)

/** Totals of all pages of the same list. */
export const useSettlementTotals = (query?: Parameters) =>
  useReading<{ totals: SettlementTotal[] }>("settlements/totals", withoutPage(query))

export const useSettlement = (id?: string, options?: ReadingOptions<One>) =>
  useReadingOne("settlements", id, options)

/** Settlements that are due by agreement and not closed yet, longest overdue first. */
export const useDueSettlements = (query?: Parameters) =>
  useReading<Listed<"due", DueSettlement>>("settlements/due", query)

/** Preview of a settlement; the request waits until an account is chosen. */
export const useSettlementPreview = (choice: SettleInput | undefined): Reading<One> => {
  const { data, ...rest } = useQuery<One, Refusal>({
    queryKey: queryKey("settlements/preview", choice ?? {}),
    queryFn: () => request<One>("settlements/preview", { method: "POST", body: choice }),
    enabled: choice !== undefined,
    retry: false,
  })
  return { ...data, ...rest }
}

export const useCloseSettlement = (options?: WritingOptions<One, SettleInput>) =>
  useWriting((body) => request<One>("settlements", { method: "POST", body }), options)

export const useCancelSettlement = (
  id: string,
  options?: WritingOptions<One, CancelSettlementBody>
) =>
  useWriting((body) => request<One>(`settlements/${id}/cancel`, { method: "POST", body }), options)
