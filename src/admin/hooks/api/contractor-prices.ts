import type {
  ContractorPrice,
  PriceImport,
  SetContractorPricesBody,
} from "../../../http-contract/contractor-price"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, type Listed } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

export const useContractorPrices = (contractorId: string, query?: Parameters) =>
  useReading<Listed<"prices", ContractorPrice>>(`contractors/${contractorId}/prices`, query)

export const useSetContractorPrices = (
  contractorId: string,
  options?: WritingOptions<{ prices: ContractorPrice[] }, SetContractorPricesBody>
) =>
  useWriting(
    (body) => request(`contractors/${contractorId}/prices`, { method: "POST", body }),
    options
  )

export const useDeleteContractorPrice = (
  contractorId: string,
  options?: WritingOptions<unknown, string>
) =>
  useWriting(
    (priceId: string) =>
      request(`contractors/${contractorId}/prices/${priceId}`, { method: "DELETE" }),
    options
  )

export const useImportPrices = (
  contractorId: string,
  options?: WritingOptions<{ import: PriceImport }, File>
) =>
  useWriting(
    (file: File) =>
      request<{ import: PriceImport }>(`contractors/${contractorId}/prices/import`, {
        method: "POST",
        file,
      }),
    options
  )
