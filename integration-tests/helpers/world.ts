import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
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

  /** The body of an answer that must not be a refusal. Throws: Refused. */
  const post = async <Body>(url: string, data: object = {}): Promise<Body> =>
    accepted(url, await admin.post<Body>(url, data))

  /** The body of an answer that must not be a refusal. Throws: Refused. */
  const get = async <Body>(url: string, parameters: object = {}): Promise<Body> =>
    accepted(url, await admin.get<Body>(url, parameters))

  const stockLocation = async (name = next("Location")): Promise<Named> => {
    const url = "/admin/stock-locations"
    return (await post<{ stock_location: Named }>(url, { name })).stock_location
  }

  const item = async (sku = next("SKU")): Promise<Item> => {
    const url = "/admin/inventory-items"
    return (await post<{ inventory_item: Item }>(url, { sku, title: sku })).inventory_item
  }

  /** The host's own stock of an item at a location. */
  const level = async (itemId: string, stockLocationId: string, stocked: number): Promise<void> => {
    await post(`/admin/inventory-items/${itemId}/location-levels`, {
      location_id: stockLocationId,
      stocked_quantity: stocked,
    })
  }

  const customer = async (email = `${next("customer")}@example.com`): Promise<{ id: string }> =>
    (await post<{ customer: { id: string } }>("/admin/customers", { email })).customer

  const salesChannel = async (name = next("Channel")): Promise<Named> => {
    const url = "/admin/sales-channels"
    return (await post<{ sales_channel: Named }>(url, { name })).sales_channel
  }

  const contractor = async (body: Partial<CreateContractorBody> = {}): Promise<Contractor> => {
    const code = body.code ?? next("CONTRACTOR")
    const url = "/admin/consignment/contractors"
    return (await post<{ contractor: Contractor }>(url, { code, name: code, ...body })).contractor
  }

  const agreement = async (
    body: Partial<CreateAgreementBody> & { contractor_id: string }
  ): Promise<Agreement> => {
    const data = { direction: "inbound", currency_code: "EUR", ...body }
    const url = "/admin/consignment/agreements"
    return (await post<{ agreement: Agreement }>(url, data)).agreement
  }

  const warehouse = async (body: Partial<CreateWarehouseBody> = {}): Promise<Warehouse> => {
    const stock_location_id = body.stock_location_id ?? (await stockLocation()).id
    const data = { direction: "inbound", ...body, stock_location_id }
    const url = "/admin/consignment/warehouses"
    return (await post<{ warehouse: Warehouse }>(url, data)).warehouse
  }

  const marks = async (
    contractorId: string,
    items: MarkContractorItemsBody["items"]
  ): Promise<ContractorItem[]> => {
    const url = `/admin/consignment/contractors/${contractorId}/items`
    return (await post<{ items: ContractorItem[] }>(url, { items })).items
  }

  /** An open lot without the document that made it. */
  const undocumentedLot = async (lot: {
    contractor_id: string
    warehouse: Warehouse
    inventory_item_id: string
    quantity: string
  }): Promise<void> => {
    const connection = suite.getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await connection.transaction(async (transaction) => {
      await transaction.raw(`set local session_replication_role = replica`)
      await transaction.raw(
        `insert into consignment_lot (id, document_id, line_id, line_index, contractor_id, warehouse_id,
         stock_location_id, inventory_item_id, direction, received_at, unit_cost, currency_code,
         quantity_received, quantity_remaining)
       values ('conlot_1', 'condoc_1', 'condocl_1', 0, ?, ?, ?, ?, ?, now(), 1, 'EUR', ?, ?)`,
        [
          lot.contractor_id,
          lot.warehouse.id,
          lot.warehouse.stock_location_id,
          lot.inventory_item_id,
          lot.warehouse.direction,
          lot.quantity,
          lot.quantity,
        ]
      )
    })
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
    get,
    post,
    /** As `get` and `post`, of the plugin's own routes. */
    consignment: {
      get: <Body>(path: string, parameters: object = {}) =>
        get<Body>(`/admin/consignment/${path}`, parameters),
      post: <Body>(path: string, data: object = {}) =>
        post<Body>(`/admin/consignment/${path}`, data),
    },
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
      undocumentedLot,
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

/** Thrown by a verb that was refused, with the answer for tests that expect the refusal. */
export class Refused extends Error {
  constructor(
    url: string,
    readonly answer: Answer<unknown>
  ) {
    super(`${url} answered ${answer.status}: ${JSON.stringify(answer.data)}`)
    this.name = "Refused"
  }
}
