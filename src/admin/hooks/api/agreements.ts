import type { Deleted } from "../../../http-contract/common"
import type {
  Agreement,
  CreateAgreementBody,
  UpdateAgreementBody,
} from "../../../http-contract/agreement"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, useReadingOne, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { agreement: Agreement }
export type AgreementList = Listed<"agreements", Agreement>

export const useAgreements = (query?: Parameters, options?: ReadingOptions<AgreementList>) =>
  useReading("agreements", query, options)

export const useAgreement = (id?: string, options?: ReadingOptions<One>) =>
  useReadingOne("agreements", id, options)

export const useCreateAgreement = (options?: WritingOptions<One, CreateAgreementBody>) =>
  useWriting((body) => request<One>("agreements", { method: "POST", body }), options)

export const useUpdateAgreement = (
  id: string,
  options?: WritingOptions<One, UpdateAgreementBody>
) => useWriting((body) => request<One>(`agreements/${id}`, { method: "POST", body }), options)

export const useDeleteAgreement = (
  id: string,
  options?: WritingOptions<Deleted<"agreement">, void>
) =>
  useWriting(() => request<Deleted<"agreement">>(`agreements/${id}`, { method: "DELETE" }), options)

/** True if the contractor's agreements are all outbound: they hold our goods and we hold none of theirs. */
export const useIsCustomer = (contractorId: string): boolean => {
  const { agreements = [] } = useAgreements({ contractor_id: contractorId, limit: 100 })
  return agreements.length > 0 && agreements.every(({ direction }) => direction === "outbound")
}
