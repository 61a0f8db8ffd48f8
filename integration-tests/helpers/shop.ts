import assert from "node:assert"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaSuiteOptions } from "@medusajs/test-utils"
import type { Document } from "../../src/http-contract/document"
import type { LeakedReservation } from "../../src/http-contract/stock"
import { createClient, type Answer, type Client } from "./client"
import { createLedgerWorld, type LedgerWorld, type Setting } from "./ledger-world"
import { accepted } from "./world"

const base = "/admin/consignment"

/** Pieces of the product X; or pieces by product; or lines, where one product may stand twice. */
export type Wanted = number | Record<string, number> | [product: string, quantity: number][]

export interface OrderLine {
  id: string
  product: string
  quantity: number
}

export interface Order {
  id: string
  version: number
  lines: OrderLine[]
}

export interface Fulfillment {
  id: string
  order: Order
  /** Where its pieces leave, by the name of the place. */
  at: string
}

export interface OrderReturn {
  id: string
  order: Order
}

export interface OrderOptions {
  /** Default: LOC. */
  from?: string
  /** Default: the web shop. */
  channel?: { id: string }
  /** Codes that the customer types. */
  discounts?: string[]
  /** Default: somebody of the staff writes down what the customer says, which takes a third of the time of a cart. */
  through?: "telephone" | "cart"
}

export interface FulfilOptions {
  /** Default: LOC. Null leaves the location to the host. */
  at?: string | null
  /** Default: everything that was ordered. */
  only?: Wanted | OrderLine[]
  strategy?: string
}

export interface TakeBackOptions {
  /** Default: LOC. */
  at?: string
  /** Arrives, but is not put back on the shelf. */
  damaged?: Wanted
}

/** A claim or an exchange: pieces are to come back, others are promised. */
export interface Swap {
  back: Wanted
  replacement: Wanted
  at?: string
}

export interface OrderAllocation {
  document_id: string
  ownership: string
  lot_id: string | null
  contractor_id: string | null
  quantity: string
  unit_cost: string | null
  currency_code: string | null
  reason?: string
}

export interface OrderOwnershipLine {
  line_item_id: string | null
  inventory_item_id: string
  sku: string | null
  allocations: OrderAllocation[]
  returned: OrderAllocation[]
}

export interface Reconciliation {
  differences: { stock_location_id: string; inventory_item_id: string; difference: string }[]
  pending: {
    goods_issue_id: string
    stock_location_id: string
    inventory_item_id: string
    quantity: string
  }[]
  unposted: {
    kind: string
    id: string
    document_id: string | null
    document_number: string | null
  }[]
  leaked_reservations: LeakedReservation[]
  checked_at: string
}

interface HostOrderLine {
  id: string
  variant_id: string
  quantity: number
  metadata: { line?: number } | null
}

/** The parts and the price of a product. */
interface Recipe {
  parts: Record<string, number>
  allowBackorder: boolean
  price: number
}

interface HostOrder {
  id: string
  version: number
  items: HostOrderLine[]
  fulfillments?: { id: string }[]
}

/** The shop before the first story, the same for all of them. */
interface Counter {
  regionId: string
  profileId: string
  channel: { id: string }
  publishableKey: { id: string; token: string }
  /** Of the place that most stories sell from. */
  locationId: string
  optionId: string
}

const usualPlace = "LOC"

/**
 * The world of the ledger with a web shop in it: customers order, the staff fulfils, cancels and takes back, all over
 * the host's own routes.
 *
 * @example
 * const { given, when, then } = shop.story()
 * await given.receipt("L", "10", "5.00")
 * const order = await when.orders(7)
 * const fulfillment = await when.fulfils(order)
 * await then.cameFrom(order, "L 7")
 */
export const createShop = (suite: MedusaSuiteOptions) => {
  const world = createLedgerWorld(suite)
  let counter: Counter | null = null
  const customer = createClient(
    suite,
    () => null,
    () => ({ "x-publishable-api-key": counter?.publishableKey.token ?? "" })
  )
  /** Reads or changes tables of the host where no route leads. */
  const sql = async <Row>(statement: string, parameters: unknown[] = []): Promise<Row[]> => {
    const connection = world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    return (await connection.raw<{ rows: Row[] }>(statement, parameters as string[])).rows
  }
  return {
    ...world,
    sql,
    open: async (): Promise<string> => {
      const token = await world.open()
      counter = await openCounter(world)
      return token
    },
    story: (setting: Setting = {}) => {
      assert(counter, "The shop is not open.")
      return tellStory({ world, counter, customer, setting })
    },
  }
}
export type Shop = ReturnType<typeof createShop>

const openCounter = async ({ admin, given }: LedgerWorld): Promise<Counter> => {
  const post = async <Body>(url: string, data: object): Promise<Body> =>
    accepted(url, await admin.post<Body>(url, data))
  const { region } = await post<{ region: { id: string } }>("/admin/regions", {
    name: "Europe",
    currency_code: "eur",
    countries: ["pl"],
    payment_providers: ["pp_system_default"],
  })
  const { shipping_profile: profile } = await post<{ shipping_profile: { id: string } }>(
    "/admin/shipping-profiles",
    { name: "Parcels", type: "default" }
  )
  const channel = await given.salesChannel("Web shop")
  const { api_key: publishableKey } = await post<{ api_key: { id: string; token: string } }>(
    "/admin/api-keys",
    { title: "Web shop", type: "publishable" }
  )
  await post(`/admin/api-keys/${publishableKey.id}/sales-channels`, { add: [channel.id] })
  const made = { regionId: region.id, profileId: profile.id, channel, publishableKey }
  const { id: locationId } = await given.stockLocation(usualPlace)
  return { ...made, locationId, optionId: await offerParcels(post, made, usualPlace, locationId) }
}

/** Lets parcels leave from a location; answers the shipping option. */
const offerParcels = async (
  post: <Body>(url: string, data: object) => Promise<Body>,
  { channel, profileId }: Pick<Counter, "channel" | "profileId">,
  name: string,
  locationId: string
): Promise<string> => {
  const url = `/admin/stock-locations/${locationId}`
  await post(`${url}/sales-channels`, { add: [channel.id] })
  await post(`${url}/fulfillment-providers`, { add: ["manual_manual"] })
  const { stock_location: location } = await post<{
    stock_location: { fulfillment_sets: { id: string }[] }
  }>(`${url}/fulfillment-sets?fields=*fulfillment_sets`, { name, type: "shipping" })
  const sets = `/admin/fulfillment-sets/${location.fulfillment_sets[0]?.id}`
  const { fulfillment_set: set } = await post<{
    fulfillment_set: { service_zones: { id: string }[] }
  }>(`${sets}/service-zones`, { name, geo_zones: [{ type: "country", country_code: "pl" }] })
  const { shipping_option: option } = await post<{ shipping_option: { id: string } }>(
    "/admin/shipping-options",
    {
      name: `Parcel from ${name}`,
      service_zone_id: set.service_zones[0]?.id,
      shipping_profile_id: profileId,
      provider_id: "manual_manual",
      price_type: "flat",
      type: { label: "Parcel", description: "Two days", code: "parcel" },
      prices: [{ currency_code: "eur", amount: 5 }],
    }
  )
  return option.id
}

interface Told {
  world: LedgerWorld
  counter: Counter
  customer: Client
  setting: Setting
}

const tellStory = ({ world, counter, customer, setting }: Told) => {
  const { admin } = world
  const story = world.story(setting, { [usualPlace]: counter.locationId })
  const { id } = story
  const made = new Map<string, Promise<string>>()
  const productNames = new Map<string, string>()
  const recipes = new Map<string, Recipe>()

  const once = (key: string, make: () => Promise<string>): Promise<string> => {
    const known = made.get(key) ?? make()
    made.set(key, known)
    return known
  }
  const post = async <Body>(url: string, data: object = {}): Promise<Body> =>
    accepted(url, await admin.post<Body>(url, data))
  const read = async <Body>(url: string, query: object = {}): Promise<Body> =>
    accepted(url, await admin.get<Body>(url, query))
  const buy = async <Body>(url: string, data: object = {}): Promise<Body> =>
    accepted(url, await customer.post<Body>(url, data))

  /** Parcels leave from the place; answers the shipping option. */
  const shippingFrom = (name: string): Promise<string> =>
    once(`shipping ${name}`, async () => {
      const locationId = await place(name)
      return name === usualPlace
        ? counter.optionId
        : await offerParcels(post, counter, name, locationId)
    })

  /** The location with its consignment warehouse, if the story gives it one. */
  const place = async (name: string): Promise<string> => {
    if ((setting.warehouses ?? { LOC: {} })[name]) await id.warehouse(name)
    return await id.location(name)
  }

  const variant = (name: string): Promise<string> =>
    once(`variant ${name}`, async () => {
      const { parts, allowBackorder, price } = recipes.get(name) ?? {
        parts: { [name]: 1 },
        allowBackorder: false,
        price: 10,
      }
      const { product } = await post<{ product: { variants: { id: string }[] } }>(
        "/admin/products",
        {
          title: name,
          status: "published",
          shipping_profile_id: counter.profileId,
          sales_channels: [{ id: counter.channel.id }],
          options: [{ title: "Kind", values: ["One"] }],
          variants: [
            {
              title: name,
              options: { Kind: "One" },
              prices: [{ currency_code: "eur", amount: price }],
              manage_inventory: true,
              allow_backorder: allowBackorder,
              inventory_items: await Promise.all(
                Object.entries(parts).map(async ([item, quantity]) => ({
                  inventory_item_id: await id.item(item),
                  required_quantity: quantity,
                }))
              ),
            },
          ],
        }
      )
      const variantId = product.variants[0]?.id
      assert(variantId)
      productNames.set(variantId, name)
      return variantId
    })

  const toOrder = ({ id: orderId, version, items }: HostOrder): Order => ({
    id: orderId,
    version,
    // The host keeps no order of lines.
    lines: [...items].sort(byPosition).map((line) => ({
      id: line.id,
      product: productNames.get(line.variant_id) ?? line.variant_id,
      quantity: line.quantity,
    })),
  })

  const readOrder = async (orderId: string): Promise<Order> => {
    const fields = "id,version,*items"
    const { order } = await read<{ order: HostOrder }>(`/admin/orders/${orderId}`, { fields })
    return toOrder(order)
  }

  const readFulfillments = async (orderId: string): Promise<string[]> => {
    const fields = "id,*fulfillments"
    const { order } = await read<{ order: HostOrder }>(`/admin/orders/${orderId}`, { fields })
    return (order.fulfillments ?? []).map((fulfillment) => fulfillment.id)
  }

  /** The lines of an order that a sentence speaks of; a product that stands twice is met twice. */
  const toItems = (order: Order, wanted: Wanted): { id: string; quantity: number }[] => {
    const left = [...order.lines]
    return toLines(wanted).map(([product, quantity]) => {
      const position = left.findIndex((line) => line.product === product)
      const [line] = position === -1 ? [] : left.splice(position, 1)
      assert(line, `The order has no (further) line of ${product}.`)
      return { id: line.id, quantity }
    })
  }

  /** The items of products need a level where a return is received; the host restocks nothing without one. */
  const levelsAt = async (at: string, products: string[]): Promise<void> => {
    const items = products.flatMap((product) =>
      Object.keys(recipes.get(product)?.parts ?? { [product]: 1 })
    )
    for (const item of new Set(items)) {
      await once(`level ${at} ${item}`, async () => {
        if ((await story.read.hostLevel(at, item)) === null)
          await story.given.own("0", { at, item })
        return item
      })
    }
  }

  const attempt = {
    fulfil: async (order: Order, options: FulfilOptions = {}): Promise<Answer<unknown>> => {
      const { at = "LOC", only, strategy } = options
      const wanted = only ?? order.lines
      const items = isOrderLines(wanted)
        ? wanted.map((line) => ({ id: line.id, quantity: line.quantity }))
        : toItems(order, wanted)
      return await admin.post(`/admin/orders/${order.id}/fulfillments`, {
        ...(at ? { location_id: await id.location(at) } : {}),
        ...(strategy ? { metadata: { issue_strategy: strategy } } : {}),
        items,
      })
    },
    cancelFulfillment: async ({ id: fulfillmentId, order }: Fulfillment) =>
      await admin.post(`/admin/orders/${order.id}/fulfillments/${fulfillmentId}/cancel`),
    /** The last step of receiving: now the goods count. */
    confirm: async ({ id: returnId }: OrderReturn) =>
      await admin.post(`/admin/returns/${returnId}/receive/confirm`),
  }

  const swap = async (kind: "claim" | "exchange", order: Order, wanted: Swap) => {
    const { back, replacement, at = "LOC" } = wanted
    const option = await shippingFrom(at)
    await levelsAt(at, [...order.lines.map(({ product }) => product)])
    const begun = await post<Record<typeof kind, { id: string }>>(`/admin/${kind}s`, {
      order_id: order.id,
      ...(kind === "claim" ? { type: "replace" } : {}),
    })
    const url = `/admin/${kind}s/${begun[kind].id}`
    await post(`${url}/inbound/items`, {
      location_id: await id.location(at),
      items: toItems(order, back),
    })
    await post(`${url}/outbound/items`, {
      items: await Promise.all(
        toLines(replacement).map(async ([product, quantity]) => ({
          variant_id: await variant(product),
          quantity,
        }))
      ),
    })
    await post(`${url}/outbound/shipping-method`, { shipping_option_id: option })
    const { return: orderReturn } = await post<{ return: { id: string } }>(`${url}/request`)
    const known = new Set(order.lines.map((line) => line.id))
    const changed = await readOrder(order.id)
    return {
      id: begun[kind].id,
      orderReturn: { id: orderReturn.id, order },
      /** The order with the promised lines only. */
      replacement: { ...changed, lines: changed.lines.filter((line) => !known.has(line.id)) },
    }
  }

  const given = {
    ...story.given,

    /** A product of several items, or of several pieces of one; any other is one piece of the item of its name. */
    product: (
      name: string,
      parts: Record<string, number> = { [name]: 1 },
      { allowBackorder = false, price = 10 } = {}
    ): void => {
      recipes.set(name, { parts, allowBackorder, price })
    },

    /** Every price of the region is without this tax, which comes on top. */
    tax: async (rate: number): Promise<void> => {
      await post("/admin/tax-regions", {
        country_code: "pl",
        provider_id: "tp_system",
        default_tax_rate: { name: "VAT", code: "VAT", rate },
      })
    },

    /** A code that takes a share of every price off. */
    discount: async (code: string, percent: number): Promise<void> => {
      await post("/admin/promotions", {
        code,
        type: "standard",
        status: "active",
        application_method: {
          type: "percentage",
          target_type: "items",
          allocation: "across",
          value: percent,
          currency_code: "eur",
        },
      })
    },

    /** Another sales channel, in which the story may order. */
    channel: async (name: string): Promise<{ id: string }> => {
      const channel = await world.given.salesChannel(name)
      const url = `/admin/api-keys/${counter.publishableKey.id}/sales-channels`
      await post(url, { add: [channel.id] })
      return channel
    },

    parcelsFrom: shippingFrom,
  }

  const when = {
    ...story.when,

    /** A customer orders products. */
    orders: async (
      wanted: Wanted,
      {
        from = "LOC",
        channel = counter.channel,
        discounts,
        through = discounts ? "cart" : "telephone",
      }: OrderOptions = {}
    ): Promise<Order> => {
      const option = await shippingFrom(from)
      if (channel !== counter.channel) {
        const url = `/admin/stock-locations/${await id.location(from)}/sales-channels`
        await post(url, { add: [channel.id] })
      }
      const items = await Promise.all(
        // The host makes one line of a variant that stands twice, unless something tells them apart.
        toLines(wanted).map(async ([product, quantity], line) => {
          const variantId = await variant(product)
          if (channel !== counter.channel) await offerIn(channel, product)
          return { variant_id: variantId, quantity, metadata: { line } }
        })
      )
      const wishes = {
        region_id: counter.regionId,
        sales_channel_id: channel.id,
        email: "anna@example.com",
        shipping_address: address,
        billing_address: address,
        items,
      }
      if (through === "telephone") {
        const { draft_order: draft } = await post<{ draft_order: { id: string } }>(
          "/admin/draft-orders",
          {
            ...wishes,
            shipping_methods: [{ name: "Parcel", shipping_option_id: option, amount: 5 }],
          }
        )
        await post(`/admin/draft-orders/${draft.id}/convert-to-order`)
        return await readOrder(draft.id)
      }
      const { cart } = await buy<{ cart: { id: string } }>("/store/carts", {
        ...wishes,
        promo_codes: discounts,
      })
      await buy(`/store/carts/${cart.id}/shipping-methods`, { option_id: option })
      const { payment_collection: payment } = await buy<{ payment_collection: { id: string } }>(
        "/store/payment-collections",
        { cart_id: cart.id }
      )
      const provider = { provider_id: "pp_system_default" }
      await buy(`/store/payment-collections/${payment.id}/payment-sessions`, provider)
      const completed = await buy<{ type: string; order: HostOrder }>(
        `/store/carts/${cart.id}/complete`
      )
      assert(completed.type === "order", JSON.stringify(completed))
      return await readOrder(completed.order.id)
    },

    fulfils: async (order: Order, options: FulfilOptions = {}): Promise<Fulfillment> => {
      const before = new Set(await readFulfillments(order.id))
      accepted("fulfil", await attempt.fulfil(order, options))
      const fulfillmentId = (await readFulfillments(order.id)).find((one) => !before.has(one))
      assert(fulfillmentId)
      return { id: fulfillmentId, order, at: options.at ?? "LOC" }
    },

    cancelsFulfillment: async (fulfillment: Fulfillment): Promise<void> => {
      accepted("cancel", await attempt.cancelFulfillment(fulfillment))
    },

    requestsReturn: async (
      order: Order,
      wanted: Wanted,
      { at = "LOC", serials }: { at?: string; serials?: string[] } = {}
    ): Promise<OrderReturn> => {
      await levelsAt(
        at,
        toLines(wanted).map(([product]) => product)
      )
      const { return: begun } = await post<{ return: { id: string } }>("/admin/returns", {
        order_id: order.id,
        location_id: await place(at),
        metadata: serials && {
          consignment_serial_numbers: { [order.lines[0]?.id ?? ""]: serials },
        },
      })
      const url = `/admin/returns/${begun.id}`
      await post(`${url}/request-items`, { items: toItems(order, wanted) })
      await post(`${url}/request`)
      return { id: begun.id, order }
    },

    /** Puts down what has arrived, in good order or damaged; nothing moves before it is confirmed. */
    putsDown: async (
      { id: returnId, order }: OrderReturn,
      { good, damaged }: { good?: Wanted; damaged?: Wanted }
    ): Promise<void> => {
      const url = `/admin/returns/${returnId}`
      await post(`${url}/receive`)
      if (good) await post(`${url}/receive-items`, { items: toItems(order, good) })
      if (damaged) await post(`${url}/dismiss-items`, { items: toItems(order, damaged) })
    },

    receives: async (
      orderReturn: OrderReturn,
      arrived: { good?: Wanted; damaged?: Wanted }
    ): Promise<void> => {
      await when.putsDown(orderReturn, arrived)
      accepted("confirm", await attempt.confirm(orderReturn))
    },

    /** A customer sends goods back, and all of them arrive. */
    takesBack: async (
      order: Order,
      good: Wanted,
      { at = "LOC" }: { at?: string } = {}
    ): Promise<OrderReturn> => {
      const orderReturn = await when.requestsReturn(order, good, { at })
      await when.receives(orderReturn, { good })
      return orderReturn
    },

    /** The merchant changes what one unit of a product is made of. */
    changesRecipe: async (product: string, parts: Record<string, number>): Promise<void> => {
      const variantId = await variant(product)
      const { variants } = await read<{
        variants: { product_id: string; inventory_items: { inventory_item_id: string }[] }[]
      }>("/admin/product-variants", { id: variantId, fields: "product_id,*inventory_items" })
      const [known] = variants
      assert(known)
      const url = `/admin/products/${known.product_id}/variants/${variantId}/inventory-items`
      const before = known.inventory_items.map((part) => part.inventory_item_id)
      const after = new Set<string>()
      for (const [item, quantity] of Object.entries(parts)) {
        const itemId = await id.item(item)
        after.add(itemId)
        const required = { required_quantity: quantity }
        if (before.includes(itemId)) await post(`${url}/${itemId}`, required)
        else await post(url, { ...required, inventory_item_id: itemId })
      }
      for (const itemId of before) {
        if (!after.has(itemId)) await admin.delete(`${url}/${itemId}`)
      }
      recipes.set(product, { allowBackorder: false, price: 10, ...recipes.get(product), parts })
    },

    claims: (order: Order, wanted: Swap) => swap("claim", order, wanted),
    exchanges: (order: Order, wanted: Swap) => swap("exchange", order, wanted),
  }

  const offerIn = (channel: { id: string }, product: string): Promise<string> =>
    once(`offer ${channel.id} ${product}`, async () => {
      const { products } = await read<{ products: { id: string }[] }>("/admin/products", {
        title: product,
      })
      const add = products.map((one) => one.id)
      await post(`/admin/sales-channels/${channel.id}/products`, { add })
      return channel.id
    })

  /** In the order of the order's lines. */
  const readOwnership = async ({ id: orderId }: Order): Promise<OrderOwnershipLine[]> => {
    const url = `${base}/orders/${orderId}`
    const { order_ownership: ownership } = await read<{
      order_ownership: { lines: OrderOwnershipLine[] }
    }>(url)
    const { lines } = await readOrder(orderId)
    const positionOf = ({ line_item_id: lineId }: OrderOwnershipLine) =>
      lines.findIndex((line) => line.id === lineId)
    return [...ownership.lines].sort(
      (one, other) =>
        positionOf(one) - positionOf(other) || (one.sku ?? "").localeCompare(other.sku ?? "")
    )
  }

  const toText = async ({ ownership, lot_id: lotId, quantity }: OrderAllocation) =>
    `${lotId ? await story.read.nameOf(lotId) : ownership} ${quantity}`

  const then = {
    ...story.then,

    /** Whence the pieces of an order came, line by line: "own 3", "L 4". */
    cameFrom: async (order: Order, ...expected: string[]): Promise<void> => {
      const allocations = (await readOwnership(order)).flatMap((line) => line.allocations)
      expect(await Promise.all(allocations.map(toText))).toEqual(expected)
    },

    /** Where returned pieces of an order went, and why: "L 3 open". */
    wentTo: async (order: Order, ...expected: string[]): Promise<void> => {
      const returned = (await readOwnership(order)).flatMap((line) => line.returned)
      expect(
        await Promise.all(returned.map(async (one) => `${await toText(one)} ${one.reason}`))
      ).toEqual(expected)
    },

    /** ⟨stocked, own, Σ remaining⟩ of an item that is on backorder, and what is pending. */
    pending: async (
      [stocked, own, consigned]: [stocked: string, own: string, consigned: string],
      pending: string,
      { at = "LOC", item = "X" } = {}
    ): Promise<void> => {
      expect(await story.read.ownership(at, item)).toMatchObject({
        stocked,
        own,
        consigned,
        pending,
      })
      expect(await story.read.hostLevel(at, item)).toBe(+stocked)
    },

    /** Units that the host has promised to orders. */
    reserved: async (expected: number, { at = "LOC", item = "X" } = {}): Promise<void> => {
      expect((await story.read.ownership(at, item)).reserved).toBe(String(expected))
    },
  }

  return {
    given,
    when,
    then,
    attempt,
    id: { ...id, variant },
    read: {
      ...story.read,
      order: readOrder,
      fulfillments: (order: Order) => readFulfillments(order.id),
      orderOwnership: readOwnership,
      documents: async (path: "goods-issues" | "goods-issue-returns", query: object) => {
        const key = path === "goods-issues" ? "goods_issues" : "goods_issue_returns"
        return (await read<Record<typeof key, Document[]>>(`${base}/${path}`, query))[key]
      },
      reconciliation: ({ recent = false } = {}) =>
        read<Reconciliation>(`${base}/reconciliation?recent=${recent}`),
    },
  }
}

const address = {
  first_name: "Anna",
  last_name: "Nowak",
  address_1: "Prosta 1",
  city: "Warszawa",
  postal_code: "00-001",
  country_code: "pl",
}

const byPosition = (one: HostOrderLine, other: HostOrderLine): number =>
  (one.metadata?.line ?? Infinity) - (other.metadata?.line ?? Infinity) || 0

const isOrderLines = (wanted: Wanted | OrderLine[]): wanted is OrderLine[] =>
  Array.isArray(wanted) && wanted.every((line) => !Array.isArray(line))

const toLines = (wanted: Wanted): [product: string, quantity: number][] => {
  if (typeof wanted === "number") return [["X", wanted]]
  return Array.isArray(wanted) ? wanted : Object.entries(wanted)
}
