import type { Agreement, CreateAgreementBody } from "../../../http-contract/agreement"
import type { Contractor } from "../../../http-contract/contractor"
import type { Warehouse } from "../../../http-contract/warehouse"
import { request } from "../../lib/request"
import { sdk } from "../../lib/sdk"
import type { AgreementList } from "./agreements"
import type { ContractorList } from "./contractors"
import { useWriting, type WritingOptions } from "./use-writing"

export interface NewShop {
  customer: { id: string; name: string; email: string }
  /** Of the contractor that the customer becomes, unless he is one. */
  code: string
  shopName: string
  /** Of the agreement, unless one holds. */
  terms: Omit<CreateAgreementBody, "contractor_id" | "direction">
}

/**
 * Makes a customer's shop: contractor, agreement, stock location and warehouse. What is there already is kept, so that
 * it can be tried again when one of them was refused; the location is named in `made`.
 */
export const useCreateShop = (
  made: { stockLocationId?: string },
  options?: WritingOptions<Warehouse, NewShop>
) =>
  useWriting(async ({ customer, code, shopName, terms }) => {
    const contractor = await findOrCreateContractor(customer, code)
    await findOrCreateAgreement(contractor.id, terms)
    made.stockLocationId ??= await createLocation(shopName)
    const body = {
      stock_location_id: made.stockLocationId,
      direction: "outbound",
      contractor_id: contractor.id,
      name: shopName,
    }
    return (await request<{ warehouse: Warehouse }>("warehouses", { method: "POST", body }))
      .warehouse
  }, options)

const findOrCreateContractor = async (
  { id, name, email }: NewShop["customer"],
  code: string
): Promise<Contractor> => {
  const query = { customer_id: id, limit: 1 }
  const { contractors } = await request<ContractorList>("contractors", { query })
  if (contractors[0]) return contractors[0]
  const body = { customer_id: id, code, name, email }
  return (await request<{ contractor: Contractor }>("contractors", { method: "POST", body }))
    .contractor
}

const findOrCreateAgreement = async (
  contractorId: string,
  terms: NewShop["terms"]
): Promise<void> => {
  const scope = { contractor_id: contractorId, direction: "outbound" }
  const query = { ...scope, limit: 1 }
  const { agreements } = await request<AgreementList>("agreements", { query })
  if (agreements.length > 0) return
  const body = { ...scope, ...terms }
  await request<{ agreement: Agreement }>("agreements", { method: "POST", body })
}

const createLocation = async (name: string): Promise<string> =>
  (await sdk.admin.stockLocation.create({ name })).stock_location.id
