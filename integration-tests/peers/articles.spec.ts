import type { ItemCard, PeerLink } from "../../src/http-contract/item-card"
import type { PeerExceptionAnswer as Exception } from "../../src/http-contract/peer"
import { connectStores, type Setting } from "../helpers/connected-stores"
import { eventually, unique, type Store } from "../helpers/two-stores"

const base = "/admin/consignment"

interface Variant {
  id: string
  title: string
  sku: string | null
  inventory_items: { inventory_item_id: string }[]
}

interface Product {
  id: string
  title: string
  status: string
  metadata: Record<string, unknown> | null
  variants: Variant[]
}

const fields = "*variants,*variants.inventory_items"

const MANY = parseInt(process.env.PEER_ARTICLES ?? "120", 10)

/** Two stores and what is said of articles between them. */
const tell = async (setting: Setting = {}) => {
  const stores = await connectStores(setting)
  const { a, b, atA, atB, home } = stores

  const productAt = async (store: Store, id: string): Promise<Product> =>
    (await store.read<{ product: Product }>(`/admin/products/${id}?fields=${fields}`)).product

  const createProduct = async (store: Store, sku: string, more: object = {}): Promise<Product> =>
    (
      await store.do<{ product: Product }>(`/admin/products?fields=${fields}`, {
        title: `Product ${sku}`,
        description: "Good",
        weight: 250,
        metadata: { shelf: "A1" },
        options: [{ title: "Size", values: ["S", "M"] }],
        variants: ["S", "M"].map((size) => ({
          title: `${sku} ${size}`,
          sku: `${sku}-${size}`,
          options: { Size: size },
          prices: [],
        })),
        ...more,
      })
    ).product

  const itemOf = (product: Product, sku: string): string =>
    product.variants.find((variant) => variant.sku === sku)?.inventory_items[0]
      ?.inventory_item_id ?? ""

  /** A product of A with own stock of both sizes. */
  const product = async (sku = unique("ART"), more: object = {}): Promise<Product> => {
    const created = await createProduct(a, sku, more)
    for (const { inventory_items: items } of created.variants) {
      await a.do(`/admin/inventory-items/${items[0]?.inventory_item_id}/location-levels`, {
        location_id: home,
        stocked_quantity: 100,
      })
    }
    return created
  }

  const linksAt = async (store: Store): Promise<PeerLink[]> => {
    const peer = store === a ? atA.peer : atB.peer
    return (await store.read<{ links: PeerLink[] }>(`${base}/peers/${peer}/links?limit=1000`)).links
  }

  const linkAt = async (store: Store, sku: string): Promise<PeerLink | undefined> =>
    (await linksAt(store)).find((link) => link.sku === sku || link.their_sku === sku)

  const exceptionsAtB = async (): Promise<Exception[]> =>
    (await b.read<{ exceptions: Exception[] }>(`${base}/peers/${atB.peer}/exceptions?status=open`))
      .exceptions

  const cardAt = async (store: Store, itemId: string): Promise<ItemCard> =>
    (await store.read<{ item_card: ItemCard }>(`${base}/item-cards/${itemId}`)).item_card

  return {
    ...stores,
    product,
    createProduct,
    productAt,
    itemOf,
    linkAt,
    linksAt,
    exceptionsAtB,
    cardAt,
  }
}
type Told = Awaited<ReturnType<typeof tell>>

describe("articles of two connected stores", () => {
  let told: Told

  beforeAll(async () => {
    told = await tell({ warehouse: { notification_email: "goods@example.com" } })
  })

  it("arrive with the first delivery, as drafts with the fields to complete", async () => {
    const { a, b, atB, product, arrived, linkAt, productAt, cardAt, itemOf } = told
    const sku = unique("ART")
    const made = async (path: string, body: object, key: string) =>
      (await a.do<Record<string, { id: string }>>(`/admin/${path}`, body))[key]?.id
    const theirs = await product(sku, {
      // None of it crosses.
      type_id: await made("product-types", { value: sku }, "product_type"),
      collection_id: await made("collections", { title: sku }, "collection"),
      tags: [{ id: await made("product-tags", { value: sku }, "product_tag") }],
      external_id: "theirs",
      status: "published",
    })
    await a.do(`${base}/settings`, { units: ["PCE"] })
    await b.do(`${base}/settings`, { units: ["PCE"] })
    const filled = {
      period_base_price: "12.5",
      counter_unit_price: "3",
      service_group: "S1",
      return_warning: "Empty the tank",
      purchase_price: "5",
      depreciation_months: 36,
      residual_value: "1",
      vat_rate: "21",
      notes: "Ours",
      deliver_in_full: true,
      skip_check_after_hire: true,
      serials_public: true,
      unit: "PCE",
    }
    await a.do(`${base}/item-cards/${itemOf(theirs, `${sku}-S`)}`, filled)
    const { receipt } = await arrived([{ sku: `${sku}-S`, quantity: "3", unit_price: "2" }])
    const link = await linkAt(b, `${sku}-S`)
    expect(link).toMatchObject({ state: "linked", locked: true, their_sku: `${sku}-S` })
    expect(link?.blank_fields).toEqual(expect.arrayContaining(["prices", "notes", "minimum"]))
    expect(receipt?.lines).toMatchObject([{ inventory_item_id: link?.inventory_item_id }])
    const ours = await productAt(b, link?.product_id ?? "")
    expect(ours).toMatchObject({
      title: `Product ${sku}`,
      status: "draft",
      metadata: { shelf: "A1" },
      variants: [{ sku: `${sku}-S` }],
    })
    const { product: others } = await b.read<{ product: object }>(
      `/admin/products/${link?.product_id}?fields=type_id,collection_id,external_id,*tags,*variants.prices`
    )
    expect(others).toMatchObject({
      type_id: null,
      collection_id: null,
      external_id: null,
      tags: [],
      variants: [{ prices: [] }],
    })
    const card = await cardAt(b, link?.inventory_item_id ?? "")
    expect(card).toMatchObject({
      link: { peer_id: atB.peer, state: "linked" },
      policies: { notes: "blank", unit: "match_or_blank", article_status: "fixed_locked" },
    })
    // Only the unit crosses, as B's list has it; all else is empty, or off.
    expect(card.fields).toEqual({
      ...Object.fromEntries(
        Object.entries(filled).map(([name, value]) => [name, value === true ? false : null])
      ),
      unit: "PCE",
      article_status: "current",
    })
    for (const name of ["article_status", "unheard_of"]) {
      expect(
        await b.post(`${base}/item-cards/${link?.inventory_item_id}`, { [name]: "other" })
      ).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    }
    const letters = await eventually(
      () =>
        b.sql<{ data: object }>(
          `select data from notification where template = 'consignment-goods-received' and resource_id = $1`,
          [receipt?.id]
        ),
      (rows) => rows.length > 0
    )
    expect(letters).toMatchObject([
      {
        data: {
          lines: [{ sku: `${sku}-S`, quantity: "3" }],
          fields_to_complete: [{ sku: `${sku}-S`, fields: link?.blank_fields }],
        },
      },
    ])
    expect(await linkAt(a, `${sku}-S`)).toMatchObject({
      id: link?.id,
      locked: false,
      blank_fields: [],
    })
  })

  it("arrive many at once, and one that is here already waits alone", async () => {
    const { a, b, atB, home, deliver, delivery, productAt, linksAt, exceptionsAtB } = await tell()
    const word = unique("MANY")
    const sizes = ["S", "M"]
    const { created } = await a.do<{ created: Product[] }>(
      `/admin/products/batch?fields=${fields}`,
      {
        create: Array.from({ length: MANY / sizes.length }, (_, number) => ({
          title: `Product ${word} ${number}`,
          options: [{ title: "Size", values: sizes }],
          images: [{ url: `https://example.com/${number}.png` }],
          variants: sizes.map((size) => ({
            title: size,
            sku: `${word}-${number}-${size}`,
            options: { Size: size },
            prices: [],
          })),
        })),
      }
    )
    const variants = created.flatMap((product) => product.variants)
    await a.do("/admin/inventory-items/location-levels/batch", {
      create: variants.map(({ inventory_items: items }) => ({
        inventory_item_id: items[0]?.inventory_item_id,
        location_id: home,
        stocked_quantity: 5,
      })),
    })
    const known = `${word}-7-M`
    await b.do("/admin/inventory-items", { sku: known })
    const start = Date.now()
    const { id } = await deliver(
      variants.map(({ sku }) => ({ sku, quantity: "1", unit_price: "2" }))
    )
    const links = await eventually(
      () => linksAt(b),
      ({ length }) => length === MANY - 1,
      300
    )
    if (process.env.PEER_ARTICLES) console.log(`${MANY} articles in ${Date.now() - start} ms`)
    const [exception] = await eventually(exceptionsAtB, ({ length }) => length > 0)
    expect(exception).toMatchObject({ code: "ARTICLE_EXISTS", subject: known, waiting: 1 })

    const [first] = links
    const made = await productAt(b, first?.product_id ?? "")
    const theirs = created.find((product) =>
      product.variants.some((variant) => variant.sku === first?.sku)
    )
    expect(made).toMatchObject({ title: theirs?.title, status: "draft" })
    expect(made.variants.map(({ sku }) => sku).sort()).toEqual(
      theirs?.variants.flatMap(({ sku }) => (sku === known ? [] : (sku ?? []))).sort()
    )
    expect(new Set(links.map((link) => link.product_id)).size).toBe(created.length)
    // All that one page of messages brings is made in one transaction, up to the one that is known and from there on.
    const [written] = await b.sql<{ transactions: number }>(
      `select count(distinct xmin::text)::int as transactions from consignment_peer_link where peer_id = $1`,
      [atB.peer]
    )
    expect(written?.transactions).toBeLessThan(MANY / 10)

    await b.do(`${base}/peers/${atB.peer}/exceptions/${exception?.id}/link`)
    const { lines } = await eventually(
      () => delivery(id),
      (paper) => paper.lines.every((line) => line.peer_state === "received"),
      60
    )
    expect(lines).toHaveLength(MANY)
  }, 600_000)

  it("follow their owner in locked fields, which cannot be changed here", async () => {
    const { a, b, product, arrived, linkAt, productAt, caughtUp } = told
    const sku = unique("ART")
    const theirs = await product(sku)
    await arrived([{ sku: `${sku}-S`, quantity: "1", unit_price: "2" }])
    const link = await linkAt(b, `${sku}-S`)
    const url = `/admin/products/${link?.product_id}`
    expect(await b.post(url, { title: "Mine" })).toMatchObject({
      status: 400,
      data: { code: "LINKED_FIELD_LOCKED" },
    })
    expect(await b.post(url, { title: `Product ${sku}`, metadata: { shelf: "B" } })).toMatchObject({
      status: 200,
    })
    await a.do(`/admin/products/${theirs.id}`, { title: "New title", metadata: { shelf: "A2" } })
    await caughtUp()
    expect(await productAt(b, link?.product_id ?? "")).toMatchObject({
      title: "New title",
      metadata: { shelf: "B" },
    })
  })

  it.each(["a", "b"] as const)(
    "wait while the SKU is another at %s, and go on when it is set back",
    async (side) => {
      const { b, product, arrived, deliver, delivery, linkAt, caughtUp } = told
      const store = told[side]
      const sku = unique("ART")
      await product(sku)
      await arrived([{ sku: `${sku}-S`, quantity: "1", unit_price: "2" }])
      const link = await linkAt(store, `${sku}-S`)
      const item = `/admin/inventory-items/${link?.inventory_item_id}`
      await store.do(item, { sku: `${sku}-X` })
      await caughtUp()
      for (const each of [told.a, told.b]) {
        expect(await linkAt(each, `${sku}-X`)).toMatchObject({ state: "broken" })
      }
      const line = { inventory_item_id: (await linkAt(told.a, `${sku}-S`))?.inventory_item_id }
      const sent = await deliver([{ ...line, quantity: "2", unit_price: "2" }])
      await caughtUp()
      expect((await delivery(sent.id)).lines).toMatchObject([
        { peer_state: "failed", peer_error: { code: "LINK_BROKEN" } },
      ])
      await store.do(item, { sku: `${sku}-S` })
      await caughtUp()
      await eventually(
        () => delivery(sent.id),
        (paper) => paper.lines[0]?.peer_state === "received"
      )
      expect(await linkAt(b, `${sku}-S`)).toMatchObject({ state: "linked" })
    }
  )

  it("that exist here are asked for: skipped, asked again, linked", async () => {
    const { b, atB, product, createProduct, deliver, delivery, caughtUp, exceptionsAtB, linkAt } =
      told
    const sku = unique("ART")
    const ours = await createProduct(b, sku, { title: "Our own" })
    await product(sku)
    const lines = [{ sku: `${sku}-S`, quantity: "1", unit_price: "2" }]
    const url = `${base}/peers/${atB.peer}/exceptions`
    const first = await deliver(lines)
    await caughtUp()
    const [asked] = await exceptionsAtB()
    expect(asked).toMatchObject({ type: "article.described", code: "ARTICLE_EXISTS" })
    await b.do(`${url}/${asked?.id}/dismiss`, { reason: "Not ours" })
    await caughtUp()
    expect((await delivery(first.id)).lines).toMatchObject([
      { peer_state: "failed", peer_error: { code: "ARTICLE_SKIPPED" } },
    ])
    const second = await deliver(lines)
    await caughtUp()
    const again = (await exceptionsAtB()).find(({ code }) => code === "ARTICLE_EXISTS")
    await b.do(`${url}/${again?.id}/link`)
    await caughtUp()
    await eventually(
      () => delivery(second.id),
      (paper) => paper.lines[0]?.peer_state === "received"
    )
    expect(await linkAt(b, `${sku}-S`)).toMatchObject({ locked: false, product_id: ours.id })
    expect(await b.post(`/admin/products/${ours.id}`, { title: "Still our own" })).toMatchObject({
      status: 200,
    })
  })

  it("may be deleted here without stock, and come again with the next delivery", async () => {
    const { a, b, atA, atB, home, product, arrived, linkAt, caughtUp } = told
    const sku = unique("ART")
    await product(sku)
    const lines = [{ sku: `${sku}-S`, quantity: "1", unit_price: "2" }]
    await arrived(lines)
    const link = await linkAt(b, `${sku}-S`)
    const url = `/admin/products/${link?.product_id}`
    expect((await b.delete(url)).status).toBe(400)
    await a.do(`${base}/take-backs`, {
      warehouse_id: atA.warehouse,
      to_stock_location_id: home,
      lines: [{ sku: `${sku}-S`, quantity: "1" }],
    })
    await caughtUp()
    expect(await b.delete(url)).toMatchObject({ data: { code: "CONSIGNED_STOCK_PRESENT" } })
    // Units that came and went belong to a period that is still open.
    await b.do(`${base}/settlements`, { contractor_id: atB.contractor })
    expect(await b.delete(url)).toMatchObject({ status: 200, data: { deleted: true } })
    expect(await linkAt(b, `${sku}-S`)).toBeUndefined()
    await arrived(lines)
    expect(await linkAt(b, `${sku}-S`)).toMatchObject({ id: link?.id, state: "linked" })
  })
})

describe("a connection that links articles that exist", () => {
  it("links them at once", async () => {
    const { b, product, createProduct, arrived, linkAt }: Told = await tell({
      existingArticles: "link",
    })
    const sku = unique("ART")
    const ours = await createProduct(b, sku)
    await product(sku)
    await arrived([{ sku: `${sku}-S`, quantity: "1", unit_price: "2" }])
    expect(await linkAt(b, `${sku}-S`)).toMatchObject({ locked: false, product_id: ours.id })
  })
})
