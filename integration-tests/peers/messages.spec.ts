import assert from "node:assert"
import { connectStores, type Connected } from "../helpers/connected-stores"
import { eventually, unique, type Store } from "../helpers/two-stores"
import { writeMessage } from "../helpers/write-message"

const base = "/admin/consignment"

interface Exception {
  id: string
  sequence: number
  type: string
  about: string[]
  code: string
  message: string
  status: string
  waiting: number
  created_at: string
  resolved_by: string | null
  reason: string | null
}

describe("messages between two stores", () => {
  let stores: Connected

  beforeEach(async () => {
    stores = await connectStores()
    await stores.caughtUp()
  })

  const peerOf = (store: Store) => (store === stores.a ? stores.atA.peer : stores.atB.peer)

  const exceptionsAt = async (store: Store, status = "open") =>
    (
      await store.read<{ exceptions: Exception[] }>(
        `${base}/peers/${peerOf(store)}/exceptions?status=${status}`
      )
    ).exceptions

  const write = async (store: Store, type: string, body: object, about: string[] = []) =>
    await writeMessage(store, peerOf(store), { type, body, about })

  const receivedAt = async (store: Store, sequence: number) => {
    const [row] = await store.sql<{ type: string; state: string }>(
      `select type, state from consignment_peer_message where peer_id = $1 and feed = 'received' and sequence = $2`,
      [peerOf(store), sequence]
    )
    return row
  }

  it("that a store does not know are kept until it is updated, and hold up what follows them", async () => {
    const { a, b, atB, caughtUp } = stores
    const sequence = await write(a, "moon.risen", { phase: "full" }, ["delivery:1"])
    await write(a, "note", { text: "Behind it" }, ["delivery:1"])
    const other = await write(a, "note", { text: "Not behind it", mood: "new field" })
    await caughtUp()
    const [exception] = await exceptionsAt(b)
    expect(exception).toMatchObject({ type: "moon.risen", code: "UPDATE_NEEDED", waiting: 1 })
    expect(await receivedAt(b, sequence + 1)).toMatchObject({ state: "waiting" })
    expect(await receivedAt(b, other)).toMatchObject({ type: "note", state: "applied" })
    await b.do(`${base}/peers/${atB.peer}/exceptions/${exception?.id}/dismiss`, { reason: "Moon" })
    await caughtUp()
    expect(await receivedAt(b, sequence + 1)).toMatchObject({ state: "applied" })
    const [sent] = await a.sql<{ state: string }>(
      `select state from consignment_peer_message where peer_id = $1 and feed = 'sent' and sequence = $2`,
      [peerOf(a), sequence]
    )
    expect(sent?.state).toBe("dismissed")
  })

  it("become exceptions that say what is wrong, to be retried or dismissed", async () => {
    const { a, b, atB, caughtUp } = stores
    const path = `${base}/peers/${atB.peer}/exceptions`
    const started = Date.now()
    const first = await write(a, "moon.risen", {}, ["article:1", "delivery:1"])
    await write(a, "note", {}, ["article:1", "delivery:2"])
    await write(a, "note", {}, ["delivery:2"])
    await write(a, "note", {}, ["delivery:3"])
    await write(a, "sun.set", {}, ["delivery:4"])
    await caughtUp()
    const [sun, moon] = await exceptionsAt(b)
    assert(moon && sun)
    expect(moon).toMatchObject({
      sequence: first,
      type: "moon.risen",
      about: ["article:1", "delivery:1"],
      code: "UPDATE_NEEDED",
      message: expect.stringContaining("moon.risen") as string,
      status: "open",
      // One of them waits behind the other.
      waiting: 2,
      resolved_by: null,
      reason: null,
    })
    expect(Date.parse(moon.created_at)).toBeGreaterThanOrEqual(started - 1_000)
    expect(sun).toMatchObject({ type: "sun.set", waiting: 0 })

    const retried = await b.post(`${path}/${moon.id}/retry`)
    expect(retried).toMatchObject({
      status: 200,
      data: { exception: { id: moon.id, status: "open", code: "UPDATE_NEEDED", waiting: 2 } },
    })
    for (const body of [{}, { reason: "" }]) {
      const refused = await b.post(`${path}/${moon.id}/dismiss`, body)
      expect(refused).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    }
    const linked = await b.post(`${path}/${moon.id}/link`)
    expect(linked).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    const unknown = await b.post(`${path}/csexc_nowhere/retry`)
    expect(unknown).toMatchObject({ status: 404, data: { code: "NOT_FOUND" } })

    // It names the user who dismissed it.
    const dismissed = await b.post(`${path}/${moon.id}/dismiss`, { reason: "No moon here" })
    expect(dismissed).toMatchObject({
      status: 200,
      data: {
        exception: {
          status: "dismissed",
          reason: "No moon here",
          resolved_by: expect.stringMatching(/^user_/) as string,
          waiting: 0,
        },
      },
    })
    for (const verb of ["retry", "dismiss"]) {
      const closed = await b.post(
        `${path}/${moon.id}/${verb}`,
        verb === "dismiss" ? { reason: "Again" } : {}
      )
      expect(closed).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    }
    expect(await exceptionsAt(b)).toMatchObject([{ id: sun.id }])
    expect(await exceptionsAt(b, "dismissed")).toMatchObject([{ id: moon.id }])
    expect(await exceptionsAt(b, "resolved")).toEqual([])
    const wrong = await b.get(`${path}?status=closed`)
    expect(wrong).toMatchObject({ status: 400, data: { code: "INVALID_DATA" } })
    const { messages } = await b.read<{ messages: { sequence: number; state: string }[] }>(
      `${base}/peers/${atB.peer}/messages?feed=received`
    )
    const stateOf = (sequence: number) =>
      messages.find((message) => message.sequence === sequence)?.state
    expect([0, 1, 2, 3, 4].map((more) => stateOf(first + more))).toEqual([
      "dismissed",
      "applied",
      "applied",
      "applied",
      "exception",
    ])
    // The sender is told what became of them.
    await caughtUp()
    const { messages: sent } = await a.read<{ messages: { sequence: number; state: string }[] }>(
      `${base}/peers/${peerOf(a)}/messages?feed=sent`
    )
    expect(sent.find(({ sequence }) => sequence === first)?.state).toBe("dismissed")
    expect(sent.find(({ sequence }) => sequence === first + 4)?.state).toBe("exception")
  })

  it.each([
    ["article.described", { link_id: "x" }],
    ["delivery.posted", { delivery_id: "x", lines: "many" }],
    ["delivery.posted", { lines: [{ quantity: "two" }] }],
    ["take_back.posted", {}],
    ["take_back.arrived", {}],
    ["hire.changed", { lines: [null] }],
    ["revaluation.posted", { lines: [{}] }],
    ["document.reversed", { lines: 1 }],
    ["exception.opened", { sequence: "first" }],
    ["warehouse.offered", { pair_id: 1, purpose: "theft" }],
    ["connection.changed", { url: "ftp://elsewhere.example.com" }],
    ["delivery.reversed", { undoes_document_id: "x", document_type: "delivery" }],
    ["exception.closed", { sequence: 1, status: "forgotten" }],
    ["link.broken", { link_id: 1 }],
    ["link.restored", {}],
    ["statement", { as_of: "now", lines: [1], settlements: [], unapplied: [], unread: [] }],
  ])("that say nothing useful as %s harm nobody", async (type, body) => {
    const { a, b, caughtUp, peerAt } = stores
    const { url } = await peerAt(b)
    const sequence = await write(a, type, body, ["delivery:1"])
    const next = await write(a, "note", {})
    await caughtUp()
    expect(await receivedAt(b, next)).toMatchObject({ state: "applied" })
    expect(await peerAt(b)).toMatchObject({ status: "connected", url })
    const isShown = type === "take_back.arrived"
    expect(await receivedAt(b, sequence)).toMatchObject({
      state: isShown ? "applied" : "exception",
    })
    const open = await exceptionsAt(b)
    expect(open).toMatchObject(isShown ? [] : [{ type, code: "INVALID_DATA" }])
    const { statement } = await b.read<{ statement: { differences: number } }>(
      `${base}/peers/${peerOf(b)}/statement?refresh=true`
    )
    expect(statement.differences).toBe(0)
  })

  it.each([
    ["delivery.received", { delivery_id: "x", lines: [{ state: "lost" }] }],
    ["consignor_return.posted", { lines: [] }],
    ["stock_count.posted", { document_id: "x", lines: [{ quantity: "1" }] }],
    ["document.reversed", { undoes_document_id: "x" }],
    ["settlement.closed", { settlement_id: "x", net_value: "much" }],
    ["settlement.cancelled", {}],
    ["warehouse.accepted", { pair_id: null }],
  ])("that the holder says nothing useful in as %s harm nobody", async (type, body) => {
    const { a, b, caughtUp, peerAt } = stores
    const sequence = await write(b, type, body, ["account:EUR"])
    const next = await write(b, "note", {})
    await caughtUp()
    expect(await receivedAt(a, sequence)).toMatchObject({ state: "exception" })
    expect(await receivedAt(a, next)).toMatchObject({ state: "applied" })
    expect(await exceptionsAt(a)).toMatchObject([{ type, code: "INVALID_DATA" }])
    expect(await peerAt(a)).toMatchObject({ status: "connected" })
  })

  it("of one store reach no goods of another", async () => {
    const { a, b, caughtUp } = stores
    const third = await connectStores()
    const sku = await third.article()
    const { delivery } = await third.arrived([{ sku, quantity: "5", unit_price: "2" }])
    const [line] = delivery.lines
    assert(line)
    const document = {
      document_id: unique("DOC"),
      number: "1",
      effective_at: new Date().toISOString(),
    }
    const told = { origin_line_id: line.id, quantity: "5", unit_cost: "2", liable: true }
    await write(b, "delivery.received", {
      delivery_id: delivery.id,
      effective_at: null,
      number: null,
      lines: [{ origin_line_id: line.id, state: "failed", code: "INVALID_DATA", message: "No" }],
    })
    await write(b, "stock_count.posted", { ...document, currency_code: "EUR", lines: [told] })
    await write(b, "consignor_return.posted", {
      ...document,
      pair_id: null,
      currency_code: "EUR",
      lines: [{ ...told, serial_numbers: [] }],
    })
    await write(b, "settlement.closed", {
      ...document,
      settlement_id: document.document_id,
      currency_code: "EUR",
      cut_off: document.effective_at,
      net_value: "10.00",
      lines: [{ ...told, serial_numbers_out: [], serial_numbers_in: [] }],
      includes: [],
    })
    await caughtUp()
    expect(await exceptionsAt(a)).toHaveLength(4)
    const kept = await third.delivery(delivery.id)
    expect(kept.lines).toMatchObject([{ peer_state: "received", peer_error: null }])
    const { lots } = await a.read<{ lots: object[] }>(`${base}/lots?document_id=${delivery.id}`)
    expect(lots).toMatchObject([{ quantity_remaining: "5" }])
  })

  it("tell of a new address", async () => {
    const { a, b, caughtUp, peerAt } = stores
    const { url } = await peerAt(b)
    const moved = (url ?? "").replace("localhost", "127.0.0.1")
    await write(a, "connection.changed", { url: moved })
    await caughtUp()
    expect((await peerAt(b)).url).toBe(moved)
    await write(a, "connection.changed", { url })
    await caughtUp()
  })

  it("of a settlement that differs post nothing, until the cause is mended", async () => {
    const { a, b, atA, atB, article, arrived, caughtUp } = stores
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "5", unit_price: "2" }])
    const line = delivery.lines[0]
    const cut_off = new Date().toISOString()
    await write(
      b,
      "settlement.closed",
      {
        settlement_id: "conset_elsewhere",
        document_id: "conset_elsewhere",
        number: "ST-1",
        currency_code: "EUR",
        cut_off,
        net_value: "5.00",
        lines: [
          {
            origin_line_id: line?.id,
            quantity: "2",
            unit_cost: "2",
            serial_numbers_out: [],
            serial_numbers_in: [],
          },
        ],
        includes: [],
      },
      ["account:EUR"]
    )
    await caughtUp()
    const [exception] = await exceptionsAt(a)
    expect(exception).toMatchObject({ type: "settlement.closed", code: "SETTLEMENT_DIFFERS" })
    const { settlements } = await a.read<{ settlements: object[] }>(
      `${base}/settlements?contractor_id=${atA.contractor}`
    )
    expect(settlements).toEqual([])
    const { lots } = await a.read<{ lots: object[] }>(`${base}/lots?document_id=${delivery.id}`)
    expect(lots).toMatchObject([{ quantity_remaining: "5" }])
    expect(await exceptionsAt(b)).toEqual([])
    expect(atB.peer).toBeTruthy()
  })

  it("of a delivery fail as a whole: the line at fault with its code, the others wait", async () => {
    const { a, b, home, article, deliver, delivery, caughtUp } = stores
    const [good, bad] = [await article(5), await article(5)]
    await a.do(`${base}/serial-numbers`, { stock_location_id: home, sku: bad, serials: ["T1"] })
    // The unit is in B's own stock already.
    await stores.arrived([{ sku: bad, quantity: "1", unit_price: "2" }])
    const [item] = await b.sql<{ id: string }>(`select id from inventory_item where sku = $1`, [
      bad,
    ])
    await b.do(`/admin/inventory-items/${item?.id}/location-levels`, {
      location_id: await ownLocation(),
      stocked_quantity: 1,
    })
    await b.do(`${base}/serial-numbers`, {
      stock_location_id: place,
      inventory_item_id: item?.id,
      serials: ["T1"],
    })
    const sent = await deliver([
      { sku: good, quantity: "1", unit_price: "2" },
      { sku: bad, quantity: "1", unit_price: "2", serial_numbers: ["T1"] },
    ])
    await caughtUp()
    expect((await delivery(sent.id)).lines).toMatchObject([
      { peer_state: "failed", peer_error: { code: "WAITS" } },
      { peer_state: "failed", peer_error: { code: "SERIAL_TAKEN" } },
    ])
    expect(await exceptionsAt(b)).toMatchObject([{ code: "SERIAL_TAKEN" }])
  })

  describe("of a delivery wait for what B has not arranged", () => {
    interface Agreement {
      id: string
    }

    /** Delivers, and expects it to fail at B for a reason, until that is mended. */
    const failUntilMended = async (
      code: string,
      { line, more = {}, mend }: { line: object; more?: object; mend: () => Promise<unknown> }
    ) => {
      const { a, b, atB, deliver, delivery, caughtUp, receiptsOf } = stores
      const sent = await deliver([{ quantity: "2", unit_price: "3", ...line }], more)
      await caughtUp()
      const failed = { peer_state: "failed", peer_error: { code } }
      expect((await delivery(sent.id)).lines).toMatchObject([failed])
      const [exception] = await exceptionsAt(b)
      expect(exception).toMatchObject({ type: "delivery.posted", code })

      // Trying again mends nothing by itself.
      const path = `${base}/peers/${atB.peer}/exceptions/${exception?.id}/retry`
      expect(await b.do(path)).toMatchObject({ exception: { status: "open", code } })
      await mend()
      expect(await b.do(path)).toMatchObject({ exception: { status: "resolved" } })
      await caughtUp()
      expect((await delivery(sent.id)).lines).toMatchObject([
        { peer_state: "received", peer_error: null },
      ])
      const [first] = sent.lines
      assert(first)
      expect(await receiptsOf(first)).toMatchObject([
        { status: "posted", lines: [{ quantity: "2", unit_cost: "3" }] },
      ])
      for (const store of [a, b]) {
        expect(
          await store.read(`${base}/peers/${peerOf(store)}/statement?refresh=true`)
        ).toMatchObject({ statement: { differences: 0 } })
      }
    }

    it("an agreement that is in force", async () => {
      const { b, atB, article } = stores
      const { agreements } = await b.read<{ agreements: Agreement[] }>(
        `${base}/agreements?contractor_id=${atB.contractor}`
      )
      const [agreement] = agreements
      const until = async (valid_to: string | null) => {
        await b.do(`${base}/agreements/${agreement?.id}`, { valid_to })
      }
      const sku = await article()
      await until("2026-01-01")
      await failUntilMended("NO_AGREEMENT", { line: { sku }, mend: () => until(null) })
    })

    it("its mark as owner of the article", async () => {
      const { a, b, atA, atB, home, article, arrived, caughtUp } = stores
      const sku = await article()
      const { receipt } = await arrived([{ sku, quantity: "1", unit_price: "3" }])
      // The mark stays while goods of the owner are there.
      await a.do(`${base}/take-backs`, {
        warehouse_id: atA.warehouse,
        to_stock_location_id: home,
        lines: [{ sku, quantity: "1" }],
      })
      await caughtUp()
      const [line] = receipt?.lines ?? []
      const items = `${base}/contractors/${atB.contractor}/items`
      const inventory_item_id = line?.inventory_item_id
      expect((await b.delete(`${items}/${String(inventory_item_id)}`)).status).toBe(200)
      await failUntilMended("NOT_ITEM_OWNER", {
        line: { sku },
        mend: () => b.do(items, { items: [{ inventory_item_id }] }),
      })
    })

    it("a warehouse that it has accepted, which a restored backup may not know", async () => {
      const { a, b, atA, atB, article, caughtUp, peerAt } = stores
      const open = async (store: Store, body: object): Promise<string> => {
        const { stock_location: location } = await store.do<{ stock_location: { id: string } }>(
          "/admin/stock-locations",
          { name: unique("Branch") }
        )
        const { warehouse } = await store.do<{ warehouse: { id: string } }>(`${base}/warehouses`, {
          stock_location_id: location.id,
          ...body,
        })
        return warehouse.id
      }
      const ours = await open(a, { direction: "outbound", contractor_id: atA.contractor })
      const theirs = await open(b, { direction: "inbound" })
      await a.do(`${base}/peers/${atA.peer}/warehouses`, { warehouse_id: ours })
      await caughtUp()
      const offer = (await peerAt(b)).warehouses.find(({ status }) => status === "offered")
      const accept = async () => {
        await b.do(`${base}/peers/${atB.peer}/warehouses`, {
          offer_id: offer?.id,
          warehouse_id: theirs,
        })
        await caughtUp()
      }
      await accept()
      await b.sql(
        `update consignment_peer_warehouse set status = 'offered', warehouse_id = null where id = $1`,
        [offer?.id]
      )
      await failUntilMended("NOT_CONSIGNMENT_WAREHOUSE", {
        line: { sku: await article() },
        more: { warehouse_id: ours },
        mend: accept,
      })
    })
  })

  let place = ""
  const ownLocation = async () => {
    const { stock_location } = await stores.b.do<{ stock_location: { id: string } }>(
      "/admin/stock-locations",
      { name: "Own" }
    )
    place = stock_location.id
    return place
  }

  it("that are large come in pages of 8 MB", async () => {
    const { a, b, caughtUp } = stores
    const text = "x".repeat(3 * 1024 * 1024)
    const written: number[] = []
    for (let count = 0; count < 4; count += 1) written.push(await write(a, "note", { text }))
    // An answer of more than 8 MB would be refused.
    await caughtUp()
    for (const sequence of written) {
      expect(await receivedAt(b, sequence)).toMatchObject({ state: "applied" })
    }
  })

  it("of a document may be of almost 8 MB; a larger document is refused when it is posted", async () => {
    const { a, b, atA, home, article, deliver, caughtUp, peerAt } = stores
    const sku = await article(40_000)
    const line = (name: string) => ({
      sku,
      quantity: "10000",
      unit_price: "2",
      serial_numbers: Array.from({ length: 10_000 }, (_, index) =>
        `${name}-${index}-`.padEnd(240, "x")
      ),
    })
    const { sent_sequence: before } = await peerAt(a)
    const parts = ["one", "two", "three"].map(line)
    const refused = await a.post(`${base}/deliveries`, {
      warehouse_id: atA.warehouse,
      from_stock_location_id: home,
      lines: [...parts, line("four")],
    })
    expect(refused).toMatchObject({
      status: 400,
      data: {
        code: "INVALID_DATA",
        message: expect.stringContaining("post it in parts") as string,
      },
    })
    const { deliveries } = await a.read<{ deliveries: object[] }>(
      `${base}/deliveries?contractor_id=${atA.contractor}`
    )
    expect(deliveries).toEqual([])
    const told = (await peerAt(a)).sent_sequence - before
    // The article alone, which is described before.
    expect(told).toBe(1)

    const posted = await deliver(parts)
    const next = await write(a, "note", { text: "Behind it" })
    await caughtUp(120)
    expect(await receivedAt(b, next)).toMatchObject({ state: "applied" })
    expect((await stores.delivery(posted.id)).lines).toMatchObject(
      parts.map(() => ({ peer_state: "received" }))
    )
    const [kept] = await b.sql<{ count: number }>(
      `select count(*)::int from consignment_serial_number s join consignment_lot l on l.id = s.lot_id
       where l.contractor_id = $1 and s.state = 'in_lot'`,
      [stores.atB.contractor]
    )
    expect(kept?.count).toBe(30_000)
  }, 600_000)

  it("carry the statement once a day", async () => {
    const { a, b, atA, atB, article, arrived, caughtUp } = stores
    await arrived([{ sku: await article(), quantity: "5", unit_price: "2" }])
    await caughtUp()
    for (const store of [a, b]) {
      await store.sql(
        `update consignment_peer set statement_told_at = now() - interval '2 days' where id = $1`,
        [peerOf(store)]
      )
    }
    await caughtUp()
    for (const [store, side] of [
      [a, atA],
      [b, atB],
    ] as const) {
      const { messages } = await store.read<{ messages: { type: string; state: string }[] }>(
        `${base}/peers/${side.peer}/messages?feed=received&type=statement`
      )
      expect(messages).toMatchObject([{ state: "applied" }])
      const { statement } = await store.read<{ statement: { as_of: string; lines: object[] } }>(
        `${base}/peers/${side.peer}/statement`
      )
      expect(statement).toMatchObject({ differences: 0, lines: [{ ours: "5", theirs: "5" }] })
    }
  })

  it("that were applied long ago are cleared; a store that asks for them needs attention", async () => {
    const { a, b, atA, atB, article, arrived, caughtUp, peerAt } = stores
    await arrived([{ sku: await article(), quantity: "5", unit_price: "2" }])
    await caughtUp()
    await a.sql(
      `update consignment_peer_feed set cleared_up_to = sequence where peer_id = $1 and feed = 'sent'`,
      [atA.peer]
    )
    await caughtUp()
    expect(await peerAt(b)).toMatchObject({ status: "connected" })
    // B is restored to an earlier state.
    await b.sql(
      `update consignment_peer_feed set sequence = 0, hash = '' where peer_id = $1 and feed = 'received'`,
      [atB.peer]
    )
    await stores.pull(b)
    const stopped = await peerAt(b)
    expect(stopped).toMatchObject({ status: "needs_attention" })
    expect(stopped.last_error).toContain("90 days")
    await b.do(`${base}/peers/${atB.peer}/resume`, { accept_statement: true })
    const { delivery } = await arrived([{ sku: await article(), quantity: "1", unit_price: "2" }])
    expect(delivery.lines[0]?.peer_state).toBe("received")
  })

  it("carry the owner's liability, which holds at both stores", async () => {
    const prepared = await connectStores({ agreement: { count_loss_liability: "consignor" } })
    stores = prepared
    const { a, b, atB, article, arrived, caughtUp } = prepared
    const sku = await article()
    // B's own agreement says otherwise, and so does nobody's books.
    await b.sql(
      `update consignment_agreement set count_loss_liability = 'consignee' where contractor_id = $1`,
      [atB.contractor]
    )
    await arrived([{ sku, quantity: "5", unit_price: "2" }])
    await b.do(`${base}/stock-counts`, {
      warehouse_id: atB.warehouse,
      contractor_id: atB.contractor,
      lines: [{ sku, counted_quantity: "4" }],
    })
    const { settlement } = await b.do<{ settlement: { net_value: string } }>(
      `${base}/settlements`,
      { contractor_id: atB.contractor }
    )
    expect(settlement.net_value).toBe("0.00")
    await caughtUp()
    await eventually(
      () => exceptionsAt(a),
      (exceptions) => exceptions.length === 0
    )
  })
})
