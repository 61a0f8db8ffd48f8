import type { ItemCard, PeerLink } from "../../src/http-contract/item-card"
import {
  address,
  connectStores,
  type Connected,
  type Line,
  type Paper,
} from "../helpers/connected-stores"
import { verbsOf } from "../helpers/peer-verbs"
import { eventually, unique, type Store } from "../helpers/two-stores"

const base = "/admin/consignment"

interface Loan {
  id: string
  status: string
  lines: Record<string, string>[]
}

interface Product {
  id: string
  title: string
  status: string
  sales_channels: object[]
  variants: { id: string; sku: string; inventory_items: { inventory_item_id: string }[] }[]
}

/** The examples E40 to E43: a drill that is hired out by number, blades that are sold with it, and tubes. */
describe("a rental company and its customer", () => {
  let stores: Connected
  let shop: string
  let drill: string
  let blade: string
  let delivery: Paper
  let receipt: Paper

  const product = async (sku: string, quantity: number): Promise<string> => {
    const { a, home } = stores
    const { product: made } = await a.do<{ product: Product }>(
      "/admin/products?fields=*variants,*variants.inventory_items",
      {
        title: `Product ${sku}`,
        description: "Good",
        weight: 1200,
        metadata: { shelf: "A1" },
        options: [{ title: "Size", values: ["S"] }],
        variants: [{ title: sku, sku, options: { Size: "S" }, prices: [], manage_inventory: true }],
      }
    )
    const itemId = made.variants[0]?.inventory_items[0]?.inventory_item_id
    await a.do(`/admin/inventory-items/${itemId}/location-levels`, {
      location_id: home,
      stocked_quantity: quantity,
    })
    return sku
  }

  const linkAtB = async (sku: string): Promise<PeerLink | undefined> =>
    (
      await stores.b.read<{ links: PeerLink[] }>(
        `${base}/peers/${stores.atB.peer}/links?limit=1000`
      )
    ).links.find((link) => link.their_sku === sku || link.sku === sku)

  const productAtB = async (sku: string): Promise<Product> => {
    const link = await linkAtB(sku)
    const { product: made } = await stores.b.read<{ product: Product }>(
      `/admin/products/${link?.product_id}?fields=*variants,*variants.inventory_items,*sales_channels`
    )
    return made
  }

  const levelAt = async (store: Store, sku: string, place: string): Promise<number[]> => {
    const [level] = await store.sql<{ stocked: string; reserved: string }>(
      `select l.stocked_quantity::text as stocked, l.reserved_quantity::text as reserved from inventory_level l
       join inventory_item i on i.id = l.inventory_item_id
       where i.sku = $1 and l.location_id = $2 and l.deleted_at is null`,
      [sku, place]
    )
    return [Number(level?.stocked ?? 0), Number(level?.reserved ?? 0)]
  }

  const unitsAt = async (store: Store, sku: string): Promise<string[]> =>
    (
      await store.sql<{ unit: string }>(
        `select s.serial || ' ' || s.state as unit from consignment_serial_number s
         join inventory_item i on i.id = s.inventory_item_id where i.sku = $1 order by 1`,
        [sku]
      )
    ).map(({ unit }) => unit)

  const lotsAtB = async (query: string) =>
    (
      await stores.b.read<{ lots: Record<string, unknown>[] }>(
        `${base}/lots?contractor_id=${stores.atB.contractor}&open=true&${query}`
      )
    ).lots

  const lend = async (line: object, more: object = {}) =>
    await stores.b.do<{ loan: Loan; warnings: object[] }>(`${base}/loans`, {
      warehouse_id: stores.atB.warehouse,
      borrower: { kind: "staff", name: "Workshop" },
      lines: [line],
      ...more,
    })

  const loanOf = async ({ id }: Loan): Promise<Loan> =>
    (await stores.b.read<{ loan: Loan }>(`${base}/loans/${id}`)).loan

  beforeAll(async () => {
    stores = await connectStores({
      agreement: { allow_hire: true },
      warehouse: { purpose: "hire", notification_email: "depot@example.com" },
    })
    const { a, b, atB, home, arrived, caughtUp } = stores
    const { stock_location: place } = await b.do<{ stock_location: { id: string } }>(
      "/admin/stock-locations",
      { name: "Shop", address }
    )
    shop = place.id
    await b.do(`${base}/warehouses/${atB.warehouse}`, { own_stock_location_id: shop })
    await b.do(`${base}/contractors/${atB.contractor}`, { email: "owner@example.com" })
    drill = await product(unique("DRILL"), 3)
    blade = await product(unique("BLADE"), 10)
    const serials = ["S1", "S2", "S3"]
    await a.do(`${base}/serial-numbers`, { stock_location_id: home, sku: drill, serials })
    const posted = await arrived([
      { sku: drill, quantity: "2", unit_price: "2", terms: "hire", serial_numbers: ["S1", "S2"] },
      { sku: blade, quantity: "10", unit_price: "1.50", terms: "sale" },
    ])
    delivery = posted.delivery
    receipt = posted.receipt as Paper
    await caughtUp()
  })

  describe("E40: a delivery of hired and sold goods", () => {
    it("leaves S3 and no blades at A", async () => {
      const { a, home } = stores
      expect(await levelAt(a, drill, home)).toEqual([1, 0])
      expect(await levelAt(a, blade, home)).toEqual([0, 0])
      const itemId = String(delivery.lines[0]?.inventory_item_id)
      const { serial_numbers: own } = await a.read<{ serial_numbers: { serial: string }[] }>(
        `${base}/serial-numbers?inventory_item_id=${itemId}&state=own`
      )
      expect(own).toMatchObject([{ serial: "S3" }])
      expect(delivery.lines).toMatchObject([
        { sku: drill, peer_state: "received", peer_error: null },
        { sku: blade, peer_state: "received", peer_error: null },
      ])
    })

    it("makes products at B by the field policy, as drafts in no sales channel", async () => {
      for (const sku of [drill, blade]) {
        expect(await productAtB(sku)).toMatchObject({
          title: `Product ${sku}`,
          description: "Good",
          weight: 1200,
          metadata: { shelf: "A1" },
          status: "draft",
          sales_channels: [],
          variants: [{ sku }],
        })
        expect(await linkAtB(sku)).toMatchObject({ state: "linked", locked: true, sku })
      }
    })

    it("is a lot of two drills and ten own blades there, on a receipt that is read only", async () => {
      const { b } = stores
      expect(await lotsAtB("")).toMatchObject([
        {
          sku: drill,
          quantity_remaining: "2",
          serial_numbers: ["S1", "S2"],
          document_id: receipt.id,
        },
      ])
      expect(await levelAt(b, blade, shop)).toEqual([10, 0])
      const read = await b.read<{ goods_receipt: Paper }>(`${base}/goods-receipts/${receipt.id}`)
      expect(read.goods_receipt).toMatchObject({
        origin: "peer",
        read_only: true,
        peer_id: stores.atB.peer,
        lines: [
          { sku: drill, quantity: "2", terms: "hire", outstanding_quantity: "2" },
          { sku: blade, quantity: "10", terms: "sale", outstanding_quantity: "0" },
        ],
      })
      expect(await b.post(`${base}/goods-receipts/${receipt.id}/reverse`)).toMatchObject({
        status: 400,
        data: { code: "DOCUMENT_POSTED" },
      })
    })

    it("is announced to the warehouse's address, with lines and fields to complete", async () => {
      const letters = await eventually(
        () =>
          stores.b.sql<{ to: string; data: object }>(
            `select "to", data from notification where template = 'consignment-goods-received' and resource_id = $1`,
            [receipt.id]
          ),
        (rows) => rows.length > 0
      )
      expect(letters).toMatchObject([
        {
          to: "depot@example.com",
          data: {
            lines: [
              { sku: drill, quantity: "2" },
              { sku: blade, quantity: "10" },
            ],
            fields_to_complete: [{ sku: drill }, { sku: blade }],
          },
        },
      ])
    })

    it("settles the blades at both for 15.00, and no drill", async () => {
      const { a, b, caughtUp } = stores
      const { list, settle, settlementsAt } = verbsOf(stores)
      const closed = await settle()
      expect(closed).toMatchObject({ net_value: "15.00" })
      expect(closed.lines).toMatchObject([
        { sku: blade, transferred: "10", net: "10", net_value: "15.00" },
      ])
      expect(closed.lines).toHaveLength(1)
      await caughtUp()
      const [ours] = await settlementsAt(a)
      expect(ours).toMatchObject({ net_value: "15.00", cut_off: closed.cut_off })
      expect(ours?.lines).toMatchObject([
        { sku: blade, issued: "10", net: "10", net_value: "15.00" },
      ])
      expect(ours?.lines).toHaveLength(1)
      expect(await list(a, "reported-sales")).toMatchObject([
        { lines: [{ sku: blade, quantity: "10" }] },
      ])
      expect(await list(b, "ownership-transfers")).toMatchObject([
        { lines: [{ sku: blade, quantity: "10" }] },
      ])
    })

    it("changes nothing when it is read again", async () => {
      const { a, b } = stores
      const { list } = verbsOf(stores)
      const before = await lotsAtB("")
      // B's cursor stands before the delivery again, as after a restored backup.
      const [message] = await b.sql<{ sequence: string }>(
        `select sequence from consignment_peer_message where peer_id = $1 and feed = 'received' and type = 'delivery.posted'`,
        [stores.atB.peer]
      )
      const last = Number(message?.sequence) - 1
      await b.sql(
        `update consignment_peer_feed f set sequence = $2, hash = coalesce((select hash from consignment_peer_message m
           where m.peer_id = f.peer_id and m.feed = 'received' and m.sequence = $2), '')
         where f.peer_id = $1 and f.feed = 'received'`,
        [stores.atB.peer, last]
      )
      for (const store of [b, a, b]) await stores.pull(store)
      await stores.caughtUp()
      expect(await stores.receiptsOf(delivery.lines[0] as Line)).toHaveLength(1)
      expect(await list(b, "ownership-transfers")).toHaveLength(1)
      expect(await list(a, "reported-sales")).toHaveLength(1)
      expect(await lotsAtB("")).toEqual(before)
      expect(await levelAt(b, blade, shop)).toEqual([10, 0])
      expect(await verbsOf(stores).exceptionsAt(b)).toEqual([])
    })
  })

  it("E43: guards what was sold, delivered and linked", async () => {
    const { a, b, atA, atB, home, deliver, delivery: read, caughtUp } = stores
    const { sku: refusedSku } = { sku: blade }
    expect(
      await b.post(`${base}/consignor-returns`, {
        contractor_id: atB.contractor,
        warehouse_id: atB.warehouse,
        lines: [{ sku: refusedSku, quantity: "1" }],
      })
    ).toMatchObject({ status: 400, data: { code: "INSUFFICIENT_STOCK" } })
    expect(
      await a.post(`${base}/take-backs`, {
        warehouse_id: atA.warehouse,
        to_stock_location_id: home,
        lines: [{ sku: refusedSku, quantity: "1" }],
      })
    ).toMatchObject({ status: 400, data: { code: "INSUFFICIENT_STOCK" } })
    expect(
      await a.post(`${base}/deliveries/${delivery.id}`, { warehouse_id: "another" })
    ).toMatchObject({ status: 400, data: { code: "DOCUMENT_POSTED" } })

    // B renames the drill: the link breaks, and what A sends waits until the number is set back.
    const made = await productAtB(drill)
    const variant = `/admin/products/${made.id}/variants/${made.variants[0]?.id}`
    expect(await b.post(variant, { sku: `${drill}-B` })).toMatchObject({ status: 200 })
    await caughtUp()
    expect(await linkAtB(drill)).toMatchObject({ state: "broken" })
    const waiting = await deliver([
      { sku: drill, quantity: "1", unit_price: "2", terms: "hire", serial_numbers: ["S3"] },
    ])
    await caughtUp()
    expect((await read(waiting.id)).lines).toMatchObject([
      { peer_state: "failed", peer_error: { code: "LINK_BROKEN" } },
    ])
    await b.do(variant, { sku: drill })
    await caughtUp()
    expect(await linkAtB(drill)).toMatchObject({ state: "linked", sku: drill })
    await eventually(
      () => read(waiting.id),
      ({ lines }) => lines[0]?.peer_state === "received"
    )

    // B's notes stay, whatever A changes later; a locked field is A's.
    const link = await linkAtB(drill)
    const card = `${base}/item-cards/${link?.inventory_item_id}`
    await b.do(card, { notes: "Ours", period_base_price: "12.5" })
    expect(await b.post(`/admin/products/${made.id}`, { title: "Mine" })).toMatchObject({
      status: 400,
      data: { code: "LINKED_FIELD_LOCKED", message: expect.stringContaining("title") as string },
    })
    const [owners] = await a.sql<{ id: string }>(
      `select p.id from product p join product_variant v on v.product_id = p.id where v.sku = $1`,
      [drill]
    )
    await a.do(`/admin/products/${owners?.id}`, { title: "New title" })
    await caughtUp()
    expect(await productAtB(drill)).toMatchObject({ title: "New title" })
    expect((await b.read<{ item_card: ItemCard }>(card)).item_card.fields).toMatchObject({
      notes: "Ours",
      period_base_price: "12.5",
      article_status: "current",
    })

    // A loan may be agreed for longer than A's hire runs, and ends with it.
    const soon = new Date(Date.now() + 4_000).toISOString()
    await a.do(`${base}/deliveries/${waiting.id}/extend-hire`, { hire_until: soon })
    await caughtUp()
    const { loan, warnings } = await lend(
      { sku: drill, quantity: "1", serial_numbers: ["S3"] },
      { until: "2099-12-31" }
    )
    expect(warnings).toMatchObject([{ code: "BEYOND_HIRE", line: 0, hire_until: soon }])
    expect(loan).toMatchObject({ status: "active" })
    expect(
      await eventually(
        () => loanOf(loan),
        ({ status }) => status === "ended"
      )
    ).toMatchObject({ lines: [{ quantity: "1", quantity_ended: "1", quantity_collected: "0" }] })
    expect(await levelAt(b, drill, atB.location)).toEqual([3, 1])
    const again = await b.post(`${base}/loans`, {
      warehouse_id: atB.warehouse,
      borrower: { kind: "staff", name: "Workshop" },
      lines: [{ sku: drill, quantity: "1", serial_numbers: ["S3"] }],
    })
    expect(again).toMatchObject({ status: 400, data: { code: "INSUFFICIENT_STOCK" } })
  })

  it("E41: A takes S1 back from B's customer; the loan ends, and the article stays", async () => {
    const { a, b, atA, atB, home, caughtUp } = stores
    const link = await linkAtB(drill)
    // B has a drill of its own, with a number of its own.
    await b.do(`/admin/inventory-items/${link?.inventory_item_id}/location-levels`, {
      location_id: shop,
      stocked_quantity: 1,
    })
    await b.do(`${base}/serial-numbers`, { stock_location_id: shop, sku: drill, serials: ["X9"] })
    const { loan } = await lend({ sku: drill, quantity: "1", serial_numbers: ["S1"] })
    const { loan: other } = await lend({ sku: drill, quantity: "1", serial_numbers: ["S2"] })
    await a.do(`${base}/take-backs`, {
      warehouse_id: atA.warehouse,
      to_stock_location_id: home,
      lines: [{ sku: drill, quantity: "1", serial_numbers: ["S1"] }],
    })
    await caughtUp()
    expect(await loanOf(loan)).toMatchObject({ status: "ended", lines: [{ quantity_ended: "1" }] })
    expect(await loanOf(other)).toMatchObject({
      status: "active",
      lines: [{ quantity_ended: "0" }],
    })
    expect(await unitsAt(b, drill)).toEqual(["S1 returned", "S2 lent", "S3 lent", "X9 own"])
    expect(await unitsAt(a, drill)).toEqual(["S1 own", "S2 in_lot", "S3 in_lot"])
    const read = await b.read<{ goods_receipt: Paper }>(`${base}/goods-receipts/${receipt.id}`)
    expect(read.goods_receipt.lines).toMatchObject([
      { quantity: "2", outstanding_quantity: "1" },
      { quantity: "10", outstanding_quantity: "0" },
    ])
    expect(await productAtB(drill)).toMatchObject({
      title: "New title",
      variants: [{ sku: drill }],
    })

    // Nothing of it is left at B once the others are back, and it is still there.
    await a.do(`${base}/take-backs`, {
      warehouse_id: atA.warehouse,
      to_stock_location_id: home,
      lines: [{ sku: drill, quantity: "2", serial_numbers: ["S2", "S3"] }],
    })
    await caughtUp()
    expect(await lotsAtB(`inventory_item_id=${link?.inventory_item_id}`)).toEqual([])
    expect(await levelAt(b, drill, atB.location)).toEqual([0, 0])
    expect(await levelAt(b, drill, shop)).toEqual([1, 0])
    expect(await productAtB(drill)).toMatchObject({ status: "draft", variants: [{ sku: drill }] })
  })

  it("E42: A takes 40 of 100 tubes, of which 80 are lent: the newest loan gives up what is not free", async () => {
    const { a, b, atA, atB, home, arrived, caughtUp } = stores
    const tube = await product(unique("TUBE"), 100)
    await arrived([{ sku: tube, quantity: "100", unit_price: "1", terms: "hire" }])
    const { customer } = await b.do<{ customer: { id: string } }>("/admin/customers", {
      email: `${unique("borrower")}@example.com`.toLowerCase(),
    })
    const { loan: first } = await lend({ sku: tube, quantity: "50" })
    const { loan: second } = await lend(
      { sku: tube, quantity: "30" },
      { borrower: { kind: "customer", id: customer.id } }
    )
    expect(await levelAt(b, tube, atB.location)).toEqual([100, 80])
    await a.do(`${base}/take-backs`, {
      warehouse_id: atA.warehouse,
      to_stock_location_id: home,
      lines: [{ sku: tube, quantity: "40" }],
    })
    await caughtUp()
    expect(await loanOf(first)).toMatchObject({ lines: [{ quantity: "50", quantity_ended: "0" }] })
    expect(await loanOf(second)).toMatchObject({
      status: "active",
      lines: [{ quantity: "30", quantity_ended: "20" }],
    })
    expect(await levelAt(b, tube, atB.location)).toEqual([60, 60])
    expect(await lotsAtB(`sku=${tube}`)).toMatchObject([{ quantity_remaining: "60" }])

    // The holder of the units, the depot and the owner are told.
    const told = await eventually(
      () =>
        b.sql<{ to: string }>(
          `select "to" from notification where template = 'consignment-loan-ended' and data ->> 'id' = $1 order by 1`,
          [second.id]
        ),
      (rows) => rows.length === 3,
      90
    )
    expect(told.map(({ to }) => to)).toEqual(
      expect.arrayContaining(["depot@example.com", "owner@example.com"])
    )
  })

  it("used its pairing code up: it opens no second connection", async () => {
    const { a, b } = stores
    const side = async (store: Store, direction: "inbound" | "outbound") => {
      const code = unique("PARTNER")
      const { contractor } = await store.do<{ contractor: { id: string } }>(`${base}/contractors`, {
        code,
        name: code,
      })
      await store.do(`${base}/agreements`, {
        contractor_id: contractor.id,
        direction,
        currency_code: "EUR",
      })
      const { stock_location: place } = await store.do<{ stock_location: { id: string } }>(
        "/admin/stock-locations",
        { name: code }
      )
      const { warehouse } = await store.do<{ warehouse: { id: string } }>(`${base}/warehouses`, {
        stock_location_id: place.id,
        direction,
        ...(direction === "outbound" ? { contractor_id: contractor.id } : {}),
      })
      return { contractor_id: contractor.id, warehouse_id: warehouse.id }
    }
    const { warehouse_id } = await side(a, "outbound")
    const { pairing_code } = await a.do<{ pairing_code: string }>(`${base}/peers`, { warehouse_id })
    const join = async () =>
      await b.post(`${base}/peers/join`, {
        url: a.line,
        pairing_code,
        ...(await side(b, "inbound")),
      })
    expect(await join()).toMatchObject({ status: 201 })
    expect(await join()).toMatchObject({ status: 400, data: { code: "PAIRING_REFUSED" } })
  })
})
