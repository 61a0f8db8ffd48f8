import assert from "node:assert"
import type { Document } from "../../src/http-contract/document"
import type { Delivery } from "../../src/http-contract/outbound-documents"
import { tellOfDocuments, type PostingOptions } from "./document-verbs"
import { instant, toLines, type Goods, type LedgerWorld, type Setting } from "./ledger-world"

const base = "/admin/consignment"

/** Accounts and invoices of a customer's story. */
export const outbound = { contractor: "K", direction: "outbound" } as const
export const sales = { contractor: "K", kind: "sales" } as const
export const selfBilled = { contractor: "K", kind: "self_billed" } as const

export const atOwn = { at: "OWN" }
export const atShop = { at: "SHOP" }

/** Our shops belong to branches, a customer's does not. */
export const unbranched = (net: string, netValue: string) => ({
  branches: [[null, net, netValue]] as [string | null, string, string][],
})

/** Our own location is OWN; SHOP is the customer K's. */
const shopOfCustomer: Setting["warehouses"] = { SHOP: { direction: "outbound", contractor: "K" } }

export interface DeliveryOptions {
  at?: string
  from?: string
  contractor?: string
  item?: string
  currency?: string
  dated?: string
  key?: string
  /** Names the agreement's currency in the body, too. */
  namesCurrency?: boolean
  hasAgreement?: boolean
  others?: object
}

/**
 * A story of our goods in customers' shops; what a sentence does not speak of is as there: the customer K and his SHOP,
 * our location OWN, item X, EUR.
 *
 * @example
 * const { given, when, then } = tellOfCustomers(world)
 * await given.own("100", { at: "OWN" })
 * await when.delivers("L", "20", "25.00")
 * await when.sells("7")
 */
export const tellOfCustomers = (world: LedgerWorld, setting: Setting = {}) => {
  const { terms = {}, warehouses = shopOfCustomer } = setting
  const told = tellOfDocuments(world, { ...setting, warehouses })
  const { id } = told
  const agreed = new Set<string>()

  const post = async <Body>(path: string, data: object = {}): Promise<Body> =>
    await world.post<Body>(`${base}/${path}`, data)

  /** Terms of the consignor's side. */
  const sellsFor = async (contractor: string, currency = "EUR"): Promise<void> => {
    if (agreed.has(`${contractor} ${currency}`)) return
    agreed.add(`${contractor} ${currency}`)
    await world.given.agreement({
      ...terms,
      direction: "outbound",
      contractor_id: await id.contractor(contractor),
      currency_code: currency,
    })
  }

  const paperOf = ({ dated, key }: { dated?: string; key?: string }) => ({
    effective_at: dated && instant(dated),
    idempotency_key: key,
  })

  const itemLines = async (goods: Goods) =>
    await Promise.all(
      toLines(goods).map(async ({ item, quantity }) => ({
        inventory_item_id: await id.item(item),
        quantity,
      }))
    )

  /** The bodies, so that a test may also post one that no verb would. */
  const bodyOf = {
    ...told.bodyOf,

    delivery: async (quantity: string, unitPrice: string | null, options: DeliveryOptions = {}) => {
      const { at = "SHOP", from = "OWN", item = "X", namesCurrency = false, others } = options
      return {
        warehouse_id: await id.warehouse(at),
        from_stock_location_id: await id.location(from),
        currency_code: namesCurrency ? options.currency : undefined,
        ...paperOf(options),
        lines: [
          {
            inventory_item_id: await id.item(item),
            quantity,
            unit_price: unitPrice ?? undefined,
          },
        ],
        ...others,
      }
    },

    reportedSale: async (
      goods: Goods,
      { unitPrice, ...options }: PostingOptions & { unitPrice?: string } = {}
    ) => ({
      warehouse_id: await id.warehouse(options.at ?? "SHOP"),
      ...paperOf(options),
      lines: (await itemLines(goods)).map((line) => ({
        ...line,
        lot_id: options.lot && id.lot(options.lot),
        unit_price: unitPrice,
      })),
    }),

    takeBack: async (
      goods: Goods,
      { to = "OWN", ...options }: PostingOptions & { to?: string } = {}
    ) => ({
      warehouse_id: await id.warehouse(options.at ?? "SHOP"),
      to_stock_location_id: await id.location(to),
      ...paperOf(options),
      lines: (await itemLines(goods)).map((line) => ({
        ...line,
        lot_id: options.lot && id.lot(options.lot),
      })),
    }),
  }

  const nameLots = (name: string, delivery: Delivery): void => {
    const [line] = delivery.lines
    if (typeof line?.lot_id === "string") id.nameLot(name, line.lot_id)
  }

  const when = {
    ...told.when,

    /** A delivery of one line; its lot gets the name. */
    delivers: async (
      name: string,
      quantity: string,
      unitPrice: string | null,
      options: DeliveryOptions = {}
    ): Promise<Document> => {
      const { contractor = "K", currency, hasAgreement = true } = options
      if (hasAgreement) await sellsFor(contractor, currency)
      const body = await bodyOf.delivery(quantity, unitPrice, options)
      const { delivery } = await post<{ delivery: Document }>("deliveries", body)
      nameLots(name, delivery)
      return delivery
    },

    /** A pick list of one line. */
    picks: async (
      quantity: string,
      unitPrice: string | null,
      options: DeliveryOptions = {}
    ): Promise<Delivery> => {
      await sellsFor(options.contractor ?? "K", options.currency)
      const body = await bodyOf.delivery(quantity, unitPrice, options)
      return (await post<{ delivery: Delivery }>("deliveries", { ...body, status: "draft" }))
        .delivery
    },

    /** Posts the goods that were picked; their lot gets the name. */
    postsPicked: async (
      name: string,
      { id: draftId }: Delivery,
      key?: string
    ): Promise<Document> => {
      const path = `deliveries/${draftId}/post`
      const { delivery } = await post<{ delivery: Document }>(path, { idempotency_key: key })
      nameLots(name, delivery)
      return delivery
    },

    /** Records how many units of the first line of a delivery the customer has received. */
    hears: async (delivery: Document, received: string): Promise<Delivery> => {
      const lines = [{ line_id: delivery.lines[0]?.id, received_quantity: received }]
      const path = `deliveries/${delivery.id}/receipt`
      return (await post<{ delivery: Delivery }>(path, { lines })).delivery
    },

    /** A reported sale. */
    sells: async (
      goods: Goods,
      options: PostingOptions & { unitPrice?: string } = {}
    ): Promise<Document> => {
      const body = await bodyOf.reportedSale(goods, options)
      return (await post<{ reported_sale: Document }>("reported-sales", body)).reported_sale
    },

    /** Sold pieces come back to the customer's stock, each item on the first line of the sale that has it. */
    getsBack: async (
      goods: Goods,
      { of, dated, key }: { of: Document; dated?: string; key?: string }
    ): Promise<Document> => {
      const lines = toLines(goods).map(({ item, quantity }) => {
        const line = of.lines.find(({ sku }) => sku === item)
        assert(line, `${of.number} has no line of ${item}.`)
        return { line_id: line.id, quantity }
      })
      const path = `reported-sales/${of.id}/returns`
      const answer = await post<{ reported_sale_return: Document }>(path, {
        ...paperOf({ dated, key }),
        lines,
      })
      return answer.reported_sale_return
    },

    takesBack: async (
      goods: Goods,
      options: PostingOptions & { to?: string } = {}
    ): Promise<Document> => {
      const body = await bodyOf.takeBack(goods, options)
      return (await post<{ take_back: Document }>("take-backs", body)).take_back
    },
  }

  return { ...told, given: { ...told.given, sellsFor }, when, bodyOf }
}

/** The same story, once 20 of our 100 units are at the customer. */
export const tellOfFilledShop = async (world: LedgerWorld, setting?: Setting) => {
  const told = tellOfCustomers(world, setting)
  await told.given.own("100", atOwn)
  const delivery = await told.when.delivers("L", "20", "25.00")
  return { ...told, delivery }
}
