import type { MedusaSuiteOptions } from "@medusajs/test-utils"
import type { Agreement, CreateAgreementBody } from "../../src/http-contract/agreement"
import type { Contractor, CreateContractorBody } from "../../src/http-contract/contractor"
import type {
  ContractorItem,
  MarkContractorItemsBody,
} from "../../src/http-contract/contractor-item"
import type { CreateWarehouseBody, Warehouse } from "../../src/http-contract/warehouse"
import { createAdminToken } from "./admin-token"
import { createClient, type Answer } from "./client"

export interface Item {
  id: string
  sku: string
}

export interface Named {
  id: string
  name: string
}

/**
 * A host with an admin who is signed in, and verbs that put things into it. Each has defaults for all that the sentence
 * of a test does not speak of, and fails loudly if the host refuses.
 *
 * @example
 * const world = createWorld(suite)
 * beforeAll(() => world.open())
 * it("…", async () => {
 *   const { contractor, warehouse, item } = await world.given.supplier()
 *   const answer = await world.admin.post("/admin/consignment/goods-receipts", { … })
 * })
 */
export const createWorld = (suite: MedusaSuiteOptions) => {
  let token: string | null = null
  let counter = 0
  const admin = createClient(suite, () => token)
  const next = (word: string): string => `${word}-${(counter += 1)}`

  const create = async <Body>(url: string, data: object): Promise<Body> =>
    accepted(url, await admin.post<Body>(url, data))

  const stockLocation = async (name = next("Location")): Promise<Named> => {
    const url = "/admin/stock-locations"
    return (await create<{ stock_location: Named }>(url, { name })).stock_location
  }

  const item = async (sku = next("SKU")): Promise<Item> => {
    const url = "/admin/inventory-items"
    return (await create<{ inventory_item: Item }>(url, { sku, title: sku })).inventory_item
  }

  /** The host's own stock of an item at a location. */
  const level = async (itemId: string, stockLocationId: string, stocked: number): Promise<void> => {
    await create(`/admin/inventory-items/${itemId}/location-levels`, {
      location_id: stockLocationId,
      stocked_quantity: stocked,
    })
  }

  const customer = async (email = `${next("customer")}@example.com`): Promise<{ id: string }> =>
    (await create<{ customer: { id: string } }>("/admin/customers", { email })).customer

  const salesChannel = async (name = next("Channel")): Promise<Named> => {
    const url = "/admin/sales-channels"
    return (await create<{ sales_channel: Named }>(url, { name })).sales_channel
  }

  const contractor = async (body: Partial<CreateContractorBody> = {}): Promise<Contractor> => {
    const code = body.code ?? next("CONTRACTOR")
    const url = "/admin/consignment/contractors"
    return (await create<{ contractor: Contractor }>(url, { code, name: code, ...body })).contractor
  }

  const agreement = async (
    body: Partial<CreateAgreementBody> & { contractor_id: string }
  ): Promise<Agreement> => {
    const data = { direction: "inbound", currency_code: "EUR", ...body }
    const url = "/admin/consignment/agreements"
    return (await create<{ agreement: Agreement }>(url, data)).agreement
  }

  const warehouse = async (body: Partial<CreateWarehouseBody> = {}): Promise<Warehouse> => {
    const stock_location_id = body.stock_location_id ?? (await stockLocation()).id
    const data = { direction: "inbound", ...body, stock_location_id }
    const url = "/admin/consignment/warehouses"
    return (await create<{ warehouse: Warehouse }>(url, data)).warehouse
  }

  const marks = async (
    contractorId: string,
    items: MarkContractorItemsBody["items"]
  ): Promise<ContractorItem[]> => {
    const url = `/admin/consignment/contractors/${contractorId}/items`
    return (await create<{ items: ContractorItem[] }>(url, { items })).items
  }

  /** A contractor with an agreement in EUR, one marked item, and an inbound warehouse to receive it in. */
  const supplier = async () => {
    const owner = await contractor()
    const terms = await agreement({ contractor_id: owner.id })
    const goods = await item()
    await marks(owner.id, [{ inventory_item_id: goods.id }])
    return { contractor: owner, agreement: terms, item: goods, warehouse: await warehouse() }
  }

  return {
    admin,
    anyone: createClient(suite, () => null),
    container: () => suite.getContainer(),
    /** Signs the admin in; called once before all tests, so that it is part of what each test begins with. */
    open: async (): Promise<string> => {
      token = await createAdminToken(suite.getContainer())
      return token
    },
    given: {
      agreement,
      contractor,
      customer,
      item,
      level,
      marks,
      salesChannel,
      stockLocation,
      supplier,
      warehouse,
    },
  }
}
export type World = ReturnType<typeof createWorld>

/** The body of an answer that must not be a refusal. Throws: Refused. */
export const accepted = <Body>(url: string, answer: Answer<Body>): Body => {
  if (answer.status >= 300) throw new Refused(url, answer)
  return answer.data
}

/** Thrown by a verb that was refused; whoever expects the refusal looks at the answer. */
export class Refused extends Error {
  constructor(
    url: string,
    readonly answer: Answer<unknown>
  ) {
    super(`${url} answered ${answer.status}: ${JSON.stringify(answer.data)}`)
    this.name = "Refused"
  }
}
