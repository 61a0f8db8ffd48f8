import type { Deleted } from "../../../http-contract/common"
import type {
  Contractor,
  CreateContractorBody,
  UpdateContractorBody,
} from "../../../http-contract/contractor"
import type { Balance } from "../../../http-contract/stock"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, useReadingOne, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { contractor: Contractor }
export type ContractorList = Listed<"contractors", Contractor>

export const useContractors = (query?: Parameters, options?: ReadingOptions<ContractorList>) =>
  useReading("contractors", query, options)

export const useContractor = (id?: string, options?: ReadingOptions<One>) =>
  useReadingOne("contractors", id, options)

export const useContractorBalance = (id: string) =>
  useReading<{ balances: Balance[] }>(`contractors/${id}/balance`)

export const useCreateContractor = (options?: WritingOptions<One, CreateContractorBody>) =>
  useWriting((body) => request<One>("contractors", { method: "POST", body }), options)

export const useUpdateContractor = (
  id: string,
  options?: WritingOptions<One, UpdateContractorBody>
) => useWriting((body) => request<One>(`contractors/${id}`, { method: "POST", body }), options)

export const useDeleteContractor = (
  id: string,
  options?: WritingOptions<Deleted<"contractor">, void>
) =>
  useWriting(
    () => request<Deleted<"contractor">>(`contractors/${id}`, { method: "DELETE" }),
    options
  )
