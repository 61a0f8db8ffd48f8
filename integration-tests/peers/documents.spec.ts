import {
  address,
  connectStores,
  type Connected,
  type Line,
  type Paper,
} from "../helpers/connected-stores"
import { eventually, unique, type Store } from "../helpers/two-stores"

const base = "/admin/consignment"

interface Settlement {
  id: string
  number: string
  status: string
  cut_off: string
  net_value: string
  lines: { sku: string; net: string; net_value: string }[]
}

describe("documents in step", () => {
  let stores: Connected

  beforeEach(async () => {
    stores = await connectStores()
  })

  const first = (paper: Paper | undefined): Line => paper?.lines[0] as Line

  /** Units of a delivery line that remain at both stores. */
  const remaining = async (line: Line) => {
    const { a, b } = stores
    const [ours] = await a.sql<{ sum: string }>(
      `select trim_scale(sum(quantity_remaining))::text as sum from consignment_lot where line_id = $1`,
      [line.id]
    )
    const [theirs] = await b.sql<{ sum: string }>(
      `select trim_scale(sum(l.quantity_remaining))::text as sum from consignment_lot l
       join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id)
       join consignment_document_line o on o.id = root.line_id where o.origin_line_id = $1`,
      [line.id]
    )
    return [ours?.sum, theirs?.sum]
  }

  const issue = async (sku: string, quantity: string): Promise<Paper> =>
    (
      await stores.b.do<{ goods_issue: Paper }>(`${base}/goods-issues`, {
        stock_location_id: stores.atB.location,
        lines: [{ sku, quantity }],
      })
    ).goods_issue

  const settle = async (): Promise<Settlement> =>
    (
      await stores.b.do<{ settlement: Settlement }>(`${base}/settlements`, {
        contractor_id: stores.atB.contractor,
      })
    ).settlement

  const settlementsAt = async (store: Store): Promise<Settlement[]> => {
    const side = store === stores.a ? stores.atA : stores.atB
    const { settlements } = await store.read<{ settlements: Settlement[] }>(
      `${base}/settlements?contractor_id=${side.contractor}`
    )
    return settlements
  }

  const openExceptions = async (store: Store) => {
    const side = store === stores.a ? stores.atA : stores.atB
    const { exceptions } = await store.read<{
      exceptions: { id: string; code: string; type: string; waiting: number }[]
    }>(`${base}/peers/${side.peer}/exceptions?status=open`)
    return exceptions
  }

  const statementOf = async (store: Store) => {
    const side = store === stores.a ? stores.atA : stores.atB
    const { statement } = await store.read<{
      statement: { lines: Record<string, string>[]; settlements: object[]; differences: number }
    }>(`${base}/peers/${side.peer}/statement?refresh=true`)
    return statement
  }

  it("make B's settlement a reported sale and the same settlement at A", async () => {
    const { a, b, atA, article, arrived } = stores
    const one = await article()
    const other = await article()
    const { delivery } = await arrived([
      { sku: one, quantity: "10", unit_price: "3.333333" },
      { sku: other, quantity: "5", unit_price: "0.005" },
    ])
    await issue(one, "7")
    await issue(other, "3")
    const before = await statementOf(b)
    expect(before).toMatchObject({ differences: 0 })
    const settlement = await settle()
    expect(settlement.net_value).toBe("23.35")
    await eventually(
      () => settlementsAt(a),
      (settlements) => settlements.length === 1
    )
    const [ours] = await settlementsAt(a)
    expect(ours).toMatchObject({
      cut_off: settlement.cut_off,
      net_value: settlement.net_value,
      status: "closed",
    })
    const { reported_sales: sales } = await a.read<{ reported_sales: Paper[] }>(
      `${base}/reported-sales?contractor_id=${atA.contractor}`
    )
    expect(sales).toMatchObject([{ effective_at: settlement.cut_off }])
    expect(sales[0]?.lines.map(({ quantity }) => quantity).sort()).toEqual(["3", "7"])
    expect(await remaining(first(delivery))).toEqual(["3", "3"])
    for (const store of [a, b]) expect(await statementOf(store)).toMatchObject({ differences: 0 })
    for (const format of ["csv", "pdf", "xlsx"]) {
      expect(
        await a.download(`${base}/peers/${atA.peer}/statement/document?format=${format}`)
      ).toMatchObject({ status: 200 })
    }
  })

  it("keep B from settling while the books differ", async () => {
    const { b, atB, article, arrived } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "5", unit_price: "2" }])
    await issue(sku, "1")
    await statementOf(b)
    // The owner's books are made to say something else.
    await b.sql(
      `update consignment_peer set statement = jsonb_set(statement, '{lines,0,remaining}', '"4"') where id = $1`,
      [atB.peer]
    )
    const refused = await b.post(`${base}/settlements`, { contractor_id: atB.contractor })
    expect(refused).toMatchObject({
      status: 400,
      data: {
        code: "OPEN_DIFFERENCE",
        details: {
          differences: [
            {
              delivery_line_id: first(delivery).id,
              difference: "-1",
              remedy: "undo_count_or_take_back",
            },
          ],
        },
      },
    })
    expect(await statementOf(b)).toMatchObject({ differences: 0 })
    // Costs count as quantities do.
    await b.sql(
      `update consignment_peer set statement = jsonb_set(statement, '{lines,0,unit_cost}', '"3"') where id = $1`,
      [atB.peer]
    )
    expect(await b.post(`${base}/settlements`, { contractor_id: atB.contractor })).toMatchObject({
      status: 400,
      data: {
        code: "OPEN_DIFFERENCE",
        details: {
          differences: [
            {
              delivery_line_id: first(delivery).id,
              unit_cost: "2",
              their_unit_cost: "3",
              remedy: "revaluation",
            },
          ],
        },
      },
    })
    expect(await b.read(`${base}/peers/${atB.peer}/statement`)).toMatchObject({
      statement: { differences: 1 },
    })
    expect(await statementOf(b)).toMatchObject({ differences: 0 })
    await settle()
  })

  it("announce what B sends back to A", async () => {
    const { a, b, atA, atB, article, arrived, caughtUp } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "5", unit_price: "2" }])
    await b.do(`${base}/consignor-returns`, {
      contractor_id: atB.contractor,
      warehouse_id: atB.warehouse,
      lines: [{ sku, quantity: "2" }],
    })
    await caughtUp()
    const drafts = await a.sql<{ status: string; origin: string; announced: string }>(
      `select d.status, d.origin, trim_scale(l.announced_quantity)::text as announced
       from consignment_document d join consignment_document_line l on l.document_id = d.id
       where d.peer_id = $1 and d.type = 'take_back'`,
      [atA.peer]
    )
    expect(drafts).toEqual([{ status: "draft", origin: "peer", announced: "2" }])
    expect(await remaining(first(delivery))).toEqual(["5", "3"])
    for (const store of [a, b]) expect(await statementOf(store)).toMatchObject({ differences: 0 })
  })

  it("let B settle while the shortfall of a return is open, and after the customer has borne it", async () => {
    const { a, b, atA, atB, home, article, arrived, caughtUp } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "0.005" }])
    await b.do(`${base}/consignor-returns`, {
      contractor_id: atB.contractor,
      warehouse_id: atB.warehouse,
      lines: [{ sku, quantity: "4" }],
    })
    await caughtUp()
    const { take_backs: drafts } = await a.read<{ take_backs: Paper[] }>(
      `${base}/take-backs?status=draft&contractor_id=${atA.contractor}`
    )
    const [draft] = drafts
    const { take_back: posted } = await a.do<{ take_back: Paper }>(
      `${base}/take-backs/${draft?.id}/post`,
      { to_stock_location_id: home, lines: [{ line_id: first(draft).id, quantity: "3" }] }
    )
    await caughtUp()
    for (const store of [a, b]) {
      expect(await statementOf(store)).toMatchObject({
        differences: 0,
        lines: [{ in_flight: "1" }],
      })
    }
    await issue(sku, "1")
    const before = await settle()
    await caughtUp()
    expect(await settlementsAt(a)).toMatchObject([{ net_value: before.net_value }])

    await a.do(`${base}/take-backs/${posted.id}/difference`, {
      lines: [{ line_id: first(posted).id, quantity: "1", bearer: "customer" }],
    })
    await issue(sku, "1")
    const after = await settle()
    await caughtUp()
    expect(await openExceptions(a)).toEqual([])
    // One unit each: 0.005 is 0.01, both together are 0.01, too.
    expect(after.net_value).toBe("0.01")
    expect(await settlementsAt(a)).toHaveLength(2)
    expect(await remaining(first(delivery))).toEqual(["4", "4"])
    for (const store of [a, b]) expect(await statementOf(store)).toMatchObject({ differences: 0 })
  })

  it("undo a settlement that B cancels, and follow the next one", async () => {
    const { a, b, article, arrived, caughtUp } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    await issue(sku, "4")
    const settlement = await settle()
    await caughtUp()
    await b.do(`${base}/settlements/${settlement.id}/cancel`)
    await caughtUp()
    expect(await settlementsAt(a)).toMatchObject([{ status: "cancelled" }])
    expect(await remaining(first(delivery))).toEqual(["10", "6"])
    await issue(sku, "1")
    const again = await settle()
    await caughtUp()
    expect(await openExceptions(a)).toEqual([])
    expect(await settlementsAt(a)).toContainEqual(
      expect.objectContaining({ status: "closed", net_value: again.net_value })
    )
    expect(await remaining(first(delivery))).toEqual(["5", "5"])
  })

  it("follow goods that come back to B after they were settled", async () => {
    stores = await connectStores({ agreement: { net_returns: true } })
    const { a, article, arrived, caughtUp } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    const sold = await issue(sku, "4")
    await settle()
    await caughtUp()
    await stores.b.do(`${base}/goods-issues/${sold.id}/returns`, {
      lines: [{ line_id: first(sold).id, quantity: "3" }],
    })
    const next = await settle()
    await caughtUp()
    expect(await openExceptions(a)).toEqual([])
    expect((await settlementsAt(a)).map((one) => one.net_value)).toContain(next.net_value)
    expect(await statementOf(a)).toMatchObject({ differences: 0 })
    const [ours, theirs] = await remaining(first(delivery))
    expect(ours).toBe(theirs)
  })

  it("take goods back at B that A fetches, and stop where B has sold them", async () => {
    const { a, b, atA, home, article, arrived, caughtUp } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    const takeBack = async (quantity: string) =>
      (
        await a.do<{ take_back: Paper }>(`${base}/take-backs`, {
          warehouse_id: atA.warehouse,
          to_stock_location_id: home,
          lines: [{ sku, quantity }],
        })
      ).take_back
    const fetched = await takeBack("3")
    expect(first(fetched).peer_state).toBe("sent")
    await caughtUp()
    expect(await remaining(first(delivery))).toEqual(["7", "7"])
    const read = async (id: string) =>
      (await a.read<{ take_back: Paper }>(`${base}/take-backs/${id}`)).take_back
    expect(first(await read(fetched.id))).toMatchObject({ peer_state: "received" })

    await issue(sku, "5")
    const tooMany = await takeBack("6")
    await caughtUp()
    const [exception] = await openExceptions(b)
    expect(exception).toMatchObject({ code: "INSUFFICIENT_STOCK", type: "take_back.posted" })
    expect(first(await read(tooMany.id))).toMatchObject({
      peer_state: "failed",
      peer_error: { code: "INSUFFICIENT_STOCK" },
    })
    const retried = await b.do<{ exception: { status: string } }>(
      `${base}/peers/${stores.atB.peer}/exceptions/${exception?.id}/retry`
    )
    expect(retried.exception.status).toBe("open")
    const url = `${base}/peers/${stores.atB.peer}/exceptions/${exception?.id}`
    const invalid = { status: 400, data: { code: "INVALID_DATA" } }
    expect(await b.post(`${url}/link`)).toMatchObject(invalid)
    expect(await b.post(`${url}/dismiss`)).toMatchObject(invalid)
    expect(await openExceptions(b)).toHaveLength(1)
    expect(await statementOf(b)).toMatchObject({ differences: 0 })

    await a.do(`${base}/take-backs/${tooMany.id}/reverse`)
    await caughtUp()
    expect(await openExceptions(b)).toEqual([])
    expect(await b.post(`${url}/retry`)).toMatchObject(invalid)
    expect(await b.post(`${url}/link`)).toMatchObject(invalid)
    expect(await b.post(`${url}/dismiss`, { reason: "Once more" })).toMatchObject(invalid)
    expect(await remaining(first(delivery))).toEqual(["7", "2"])
    await a.do(`${base}/take-backs/${fetched.id}/reverse`)
    await caughtUp()
    expect(await remaining(first(delivery))).toEqual(["10", "5"])
    expect(await statementOf(b)).toMatchObject({ differences: 0 })
  })

  it("give up the receipt of a delivery that A reverses, unless something has moved", async () => {
    const { a, b, article, arrived, receiptsOf, caughtUp } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    await a.do(`${base}/deliveries/${delivery.id}/reverse`)
    await caughtUp()
    expect(await receiptsOf(first(delivery))).toMatchObject([{ status: "reversed" }])

    const second = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    await issue(sku, "1")
    await a.do(`${base}/deliveries/${second.delivery.id}/reverse`)
    await caughtUp()
    expect(await openExceptions(b)).toMatchObject([
      { code: "ALREADY_MOVED", type: "delivery.reversed" },
    ])
  })

  it("give B's goods the cost that A gives them", async () => {
    const { a, b, atA, article, arrived, caughtUp } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    await issue(sku, "4")
    await statementOf(a)
    const { revaluation } = await a.do<{ revaluation: Paper }>(`${base}/revaluations`, {
      contractor_id: atA.contractor,
      lines: [{ sku, unit_cost: "3" }],
    })
    const known = async () => await a.read(`${base}/peers/${atA.peer}/statement`)
    // The books of B that A knows are older than the new cost: it is on its way.
    const onItsWay = {
      statement: { differences: 0, lines: [{ unit_cost: "3", their_unit_cost: "2" }] },
    }
    expect(await known()).toMatchObject(onItsWay)
    await caughtUp()
    await statementOf(a)
    await a.do(`${base}/revaluations/${revaluation.id}/reverse`)
    expect(await known()).toMatchObject({
      statement: { differences: 0, lines: [{ unit_cost: "2", their_unit_cost: "3" }] },
    })
    await caughtUp()
    await a.do(`${base}/revaluations`, {
      contractor_id: atA.contractor,
      lines: [{ sku, unit_cost: "2.5" }],
    })
    await caughtUp()
    const [lot] = await b.sql<{ unit_cost: string }>(
      `select trim_scale(l.unit_cost)::text as unit_cost from consignment_lot l
       join consignment_document_line o on o.id = l.line_id where o.origin_line_id = $1`,
      [first(delivery).id]
    )
    expect(lot?.unit_cost).toBe("2.5")
    await issue(sku, "2")
    const settlement = await settle()
    await caughtUp()
    expect(settlement.net_value).toBe("13.00")
    expect(await openExceptions(a)).toEqual([])
    expect(await settlementsAt(a)).toMatchObject([{ net_value: "13.00" }])
  })

  it("follow what B counts, by who bears the loss", async () => {
    const { a, b, atB, article, arrived, caughtUp } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    const count = async (counted: string) =>
      (
        await b.do<{ stock_count: Paper }>(`${base}/stock-counts`, {
          warehouse_id: atB.warehouse,
          contractor_id: atB.contractor,
          lines: [{ sku, counted_quantity: counted }],
        })
      ).stock_count
    const counted = await count("8")
    await caughtUp()
    expect(await remaining(first(delivery))).toEqual(["8", "8"])
    await b.do(`${base}/stock-counts/${counted.id}/reverse`)
    await caughtUp()
    expect(await remaining(first(delivery))).toEqual(["10", "10"])
    await count("9")
    await issue(sku, "2")
    const settlement = await settle()
    await caughtUp()
    expect(await openExceptions(a)).toEqual([])
    expect(await settlementsAt(a)).toMatchObject([{ net_value: settlement.net_value }])
    expect(await statementOf(a)).toMatchObject({ differences: 0 })
  })

  it("keep the address of B's location while it holds goods of A", async () => {
    const { a, atA, home, article, arrived, caughtUp } = stores
    const url = `/admin/stock-locations/${atA.location}`
    const tell = async (more: object, name = "Shop") =>
      await a.post(url, { name, address: { ...address, ...more } })
    expect(await tell({})).toMatchObject({ status: 200 })
    const sku = await article()
    await arrived([{ sku, quantity: "2", unit_price: "2" }])
    expect(await tell({ address_1: "2 Main Street" })).toMatchObject({
      status: 400,
      data: { code: "DOCUMENT_POSTED" },
    })
    expect(await tell({}, "Another name")).toMatchObject({ status: 200 })
    await a.do(`${base}/take-backs`, {
      warehouse_id: atA.warehouse,
      to_stock_location_id: home,
      lines: [{ sku, quantity: "2" }],
    })
    await caughtUp()
    expect(await tell({ address_1: "2 Main Street" })).toMatchObject({ status: 200 })
  })

  it("keep the shipping address of an order whose goods went to B", async () => {
    const { a, article, arrived } = stores
    const { region } = await a.do<{ region: { id: string } }>("/admin/regions", {
      name: unique("Region"),
      currency_code: "eur",
    })
    const { draft_order: order } = await a.do<{ draft_order: { id: string } }>(
      "/admin/draft-orders",
      {
        email: "shop@example.com",
        region_id: region.id,
        shipping_address: address,
        items: [{ title: "Drill", unit_price: 2, quantity: 1 }],
      }
    )
    await a.do(`/admin/draft-orders/${order.id}/convert-to-order`)
    const url = `/admin/orders/${order.id}`
    const move = async (street: string) =>
      await a.post(url, { shipping_address: { address_1: street } })
    expect(await move("2 Main Street")).toMatchObject({ status: 200 })
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "2", unit_price: "2" }], {
      order_id: order.id,
    })
    expect(await move("3 Main Street")).toMatchObject({
      status: 400,
      data: { code: "DOCUMENT_POSTED" },
    })
    expect(await move("2 Main Street")).toMatchObject({ status: 200 })
    expect(await a.post(url, { email: "other@example.com" })).toMatchObject({ status: 200 })
    await a.do(`${base}/deliveries/${delivery.id}/reverse`)
    expect(await move("3 Main Street")).toMatchObject({ status: 200 })
  })

  it("are led by one side each", async () => {
    const { a, b, atA, atB, article, arrived } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    const led = { status: 400, data: { code: "LED_BY_PEER" } }
    const lines = [{ sku, quantity: "1" }]
    const refused = [
      await a.post(`${base}/reported-sales`, { warehouse_id: atA.warehouse, lines }),
      await a.post(`${base}/stock-counts`, {
        warehouse_id: atA.warehouse,
        lines: [{ sku, counted_quantity: "1" }],
      }),
      await a.post(`${base}/settlements`, {
        contractor_id: atA.contractor,
        direction: "outbound",
      }),
      await b.post(`${base}/goods-receipts`, {
        contractor_id: atB.contractor,
        warehouse_id: atB.warehouse,
        lines: [{ sku, quantity: "1", unit_cost: "1" }],
      }),
      await b.post(`${base}/revaluations`, {
        contractor_id: atB.contractor,
        lines: [{ sku, unit_cost: "1" }],
      }),
      await b.post(`${base}/opening-balances`, {
        contractor_id: atB.contractor,
        warehouse_id: atB.warehouse,
        lines: [{ sku, quantity: "1", unit_cost: "1", received_at: "2020-01-01" }],
      }),
    ]
    for (const answer of refused) expect(answer).toMatchObject(led)
    for (const [store, side] of [
      [a, atA],
      [b, atB],
    ] as const) {
      for (const path of [`warehouses/${side.warehouse}`, `contractors/${side.contractor}`]) {
        const answer = await store.delete(`${base}/${path}`)
        expect(answer).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
      }
    }
    await issue(sku, "2")
    await settle()
    await stores.caughtUp()
    const [settlement] = await settlementsAt(a)
    expect(await a.post(`${base}/settlements/${settlement?.id}/cancel`)).toMatchObject(led)
    const { reported_sales: sales } = await a.read<{ reported_sales: Paper[] }>(
      `${base}/reported-sales?contractor_id=${atA.contractor}`
    )
    expect(await a.post(`${base}/reported-sales/${sales[0]?.id}/reverse`)).toMatchObject(led)
    expect(delivery.status).toBe("posted")
  })

  it("come by further warehouses that A offers and B accepts", async () => {
    const { a, b, atA, atB, article, deliver, caughtUp, peerAt } = stores
    const place = async (store: Store, direction: string, contractor_id?: string) => {
      const { stock_location } = await store.do<{ stock_location: { id: string } }>(
        "/admin/stock-locations",
        { name: unique("Location") }
      )
      const { warehouse } = await store.do<{ warehouse: { id: string } }>(`${base}/warehouses`, {
        stock_location_id: stock_location.id,
        direction,
        contractor_id,
      })
      return warehouse.id
    }
    const atCustomer = await place(a, "outbound", atA.contractor)
    await a.do(`${base}/peers/${atA.peer}/warehouses`, { warehouse_id: atCustomer })
    const sku = await article()
    const early = await a.post(`${base}/deliveries`, {
      warehouse_id: atCustomer,
      from_stock_location_id: stores.home,
      lines: [{ sku, quantity: "1", unit_price: "1" }],
    })
    expect(early).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    await caughtUp()
    const offer = (await peerAt(b)).warehouses.find(({ status }) => status === "offered")
    const here = await place(b, "inbound")
    await b.do(`${base}/peers/${atB.peer}/warehouses`, { offer_id: offer?.id, warehouse_id: here })
    await caughtUp()
    expect((await peerAt(a)).warehouses).toMatchObject([{ status: "paired" }, { status: "paired" }])
    const delivery = await deliver([{ sku, quantity: "1", unit_price: "1" }], {
      warehouse_id: atCustomer,
    })
    await caughtUp()
    expect(await stores.receiptsOf(first(delivery))).toMatchObject([{ warehouse_id: here }])
  })
})
