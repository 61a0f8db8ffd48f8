import { connectStores, type Connected, type Line, type Paper } from "../helpers/connected-stores"
import { firstLine, verbsOf } from "../helpers/peer-verbs"
import { eventually, unique, type Store } from "../helpers/two-stores"

const base = "/admin/consignment"

/** Goods that cross, and come back, with all that belongs to them. */
describe("goods of two connected stores", () => {
  const hire = { agreement: { allow_hire: true }, warehouse: { purpose: "hire" } }

  const expectAgreed = async (stores: Connected, lines?: object[]) => {
    const { statementOf } = verbsOf(stores)
    for (const store of [stores.a, stores.b]) {
      expect(await statementOf(store)).toMatchObject({ differences: 0, ...(lines && { lines }) })
    }
  }

  /** Units with their states, as a store knows them. */
  const unitsAt = async (store: Store, sku: string | null): Promise<string[]> =>
    (
      await store.sql<{ unit: string }>(
        `select s.serial || ' ' || s.state as unit from consignment_serial_number s
         join inventory_item i on i.id = s.inventory_item_id where i.sku = $1 order by 1`,
        [sku]
      )
    ).map(({ unit }) => unit)

  /** Stocked and reserved units of an item at B's warehouse. */
  const levelAtB = async ({ b, atB }: Connected, sku: string): Promise<string[]> => {
    const [level] = await b.sql<{ stocked: string; reserved: string }>(
      `select l.stocked_quantity::text as stocked, l.reserved_quantity::text as reserved from inventory_level l
       join inventory_item i on i.id = l.inventory_item_id
       where i.sku = $1 and l.location_id = $2 and l.deleted_at is null`,
      [sku, atB.location]
    )
    return [level?.stocked ?? "", level?.reserved ?? ""]
  }

  it("have their batch and expiry at both", async () => {
    const stores = await connectStores()
    const { a, b, article, arrived } = stores
    const [sku, other] = [await article(), await article()]
    const { delivery, receipt } = await arrived([
      { sku, quantity: "2", unit_price: "2", batch: "LOT-7", expires_at: "2099-03-31" },
      { sku: other, quantity: "1", unit_price: "1" },
    ])
    const lotsOf = async (store: Store, id: string | undefined) =>
      (
        await store.read<{
          lots: { sku: string; batch: string | null; expires_at: string | null }[]
        }>(`${base}/lots?document_id=${id}&order=sku`)
      ).lots.map((lot) => ({ sku: lot.sku, batch: lot.batch, expires_at: lot.expires_at }))
    const lots = await lotsOf(b, receipt?.id)
    expect(lots).toEqual(await lotsOf(a, delivery.id))
    expect(lots).toContainEqual(expect.objectContaining({ sku, batch: "LOT-7" }))
    expect(lots.find((lot) => lot.sku === sku)?.expires_at).toMatch(/^2099-03-3/)
    expect(lots).toContainEqual({ sku: other, batch: null, expires_at: null })
  })

  it("are checked on arrival: what is accepted is free, what is rejected goes back to A", async () => {
    const stores = await connectStores({ holdersWarehouse: { check_on_arrival: true } })
    const { a, b, atA, article, home, arrived, caughtUp } = stores
    const { issue, list, remaining, receivedAt, takeBack } = verbsOf(stores)
    const sku = await article()
    const { delivery, receipt } = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    const line = firstLine(delivery)
    expect(receipt?.lines).toMatchObject([{ quantity: "10", checked_quantity: "0" }])
    expect(await levelAtB(stores, sku)).toEqual(["10", "10"])
    await expect(issue(sku, "1")).rejects.toThrow("INSUFFICIENT_STOCK")

    const { goods_receipt: checked } = await b.do<{ goods_receipt: Paper }>(
      `${base}/goods-receipts/${receipt?.id}/check`,
      {
        lines: [
          {
            line_id: firstLine(receipt).id,
            accepted_quantity: "5",
            rejected_quantity: "2",
            reason: "Broken",
          },
        ],
      }
    )
    expect(checked.lines).toMatchObject([{ checked_quantity: "7" }])
    expect(await levelAtB(stores, sku)).toEqual(["8", "3"])
    const [returned] = await list(b, "consignor-returns")
    expect(returned).toMatchObject({ note: "Broken", lines: [{ sku, quantity: "2" }] })
    await caughtUp()
    const [draft] = await list(a, "take-backs", "&status=draft")
    expect(draft).toMatchObject({
      origin: "peer",
      reference: returned?.number,
      lines: [{ sku, announced_quantity: "2" }],
    })
    await expectAgreed(stores, [{ in_flight: "2" }])

    // One of the two arrives; B learns of it, and the other one stays visible until it is settled.
    await a.do(`${base}/take-backs/${draft?.id}/post`, {
      to_stock_location_id: home,
      lines: [{ line_id: firstLine(draft).id, quantity: "1" }],
    })
    await caughtUp()
    expect(await receivedAt(b, "take_back.arrived")).toMatchObject({
      state: "applied",
      body: {
        reference: returned?.number,
        lines: [{ origin_line_id: line.id, announced_quantity: "2", quantity: "1" }],
      },
    })
    await expectAgreed(stores, [{ in_flight: "1" }])
    await a.do(`${base}/take-backs/${draft?.id}/difference`, {
      lines: [{ line_id: firstLine(draft).id, quantity: "1", bearer: "us" }],
    })
    await expectAgreed(stores, [{ in_flight: "0", ours: "8", theirs: "8" }])

    // Units that wait to be checked are B's to give back, too.
    const fetched = await takeBack(sku, "7")
    await caughtUp()
    expect(await a.read(`${base}/take-backs/${fetched.id}`)).toMatchObject({
      take_back: { lines: [{ peer_state: "received", peer_error: null }] },
    })
    expect(await remaining(line)).toEqual(["1", "1"])
    expect(atA.peer).not.toBe("")
    await expectAgreed(stores)
  })

  it("come back by name, and A may say which of them arrived", async () => {
    const stores = await connectStores()
    const { a, b, article, home, arrived, caughtUp } = stores
    const { list, sendBack } = verbsOf(stores)
    const sku = await article(5)
    const serials = ["S1", "S2", "S3", "S4", "S5"]
    await a.do(`${base}/serial-numbers`, { stock_location_id: home, sku, serials })
    await arrived([{ sku, quantity: "5", unit_price: "2", serial_numbers: serials }])
    const post = async (more: object) => {
      await caughtUp()
      const [draft] = await list(a, "take-backs", "&status=draft")
      const { take_back: posted } = await a.do<{ take_back: Paper }>(
        `${base}/take-backs/${draft?.id}/post`,
        {
          to_stock_location_id: home,
          ...("quantity" in more ? { lines: [{ line_id: firstLine(draft).id, ...more }] } : {}),
        }
      )
      return firstLine(posted)
    }
    await sendBack(sku, "2", { serial_numbers: ["S2", "S4"] })
    expect(await post({})).toMatchObject({ quantity: "2", serial_numbers: ["S2", "S4"] })
    await sendBack(sku, "2", { serial_numbers: ["S1", "S5"] })
    expect(await post({ quantity: "1", serial_numbers: ["S5"] })).toMatchObject({
      quantity: "1",
      announced_quantity: "2",
      serial_numbers: ["S5"],
    })
    expect(await unitsAt(a, sku)).toEqual(["S1 in_lot", "S2 own", "S3 in_lot", "S4 own", "S5 own"])
    expect(await unitsAt(b, sku)).toEqual([
      "S1 returned",
      "S2 returned",
      "S3 in_lot",
      "S4 returned",
      "S5 returned",
    ])
  })

  it("are not expected any more once B has undone their return, unless they have arrived", async () => {
    const stores = await connectStores()
    const { a, b, article, home, arrived, caughtUp } = stores
    const { answer, exceptionsAt, list, remaining, reverse, sendBack, settle } = verbsOf(stores)
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "5", unit_price: "2" }])
    const first = await sendBack(sku, "1")
    await caughtUp()
    expect(await list(a, "take-backs", "&status=draft")).toHaveLength(1)
    expect(await reverse(b, "consignor-returns", first)).toMatchObject({ status: 201 })
    await caughtUp()
    expect(await list(a, "take-backs", "&status=draft")).toEqual([])
    await expectAgreed(stores, [{ ours: "5", theirs: "5", in_flight: "0" }])

    const second = await sendBack(sku, "2")
    await caughtUp()
    const [draft] = await list(a, "take-backs", "&status=draft")
    await a.do(`${base}/take-backs/${draft?.id}/post`, { to_stock_location_id: home })
    await reverse(b, "consignor-returns", second)
    await caughtUp()
    const [exception] = await exceptionsAt(a)
    expect(exception).toMatchObject({ type: "document.reversed", code: "ALREADY_MOVED" })
    expect(await remaining(firstLine(delivery))).toEqual(["3", "5"])

    // A keeps them: they are gone from B's book again.
    expect(
      exception && (await answer(a, exception, "dismiss", { reason: "They are here" }))
    ).toMatchObject({ status: 200 })
    await caughtUp()
    expect(await remaining(firstLine(delivery))).toEqual(["3", "3"])
    expect([await exceptionsAt(a), await exceptionsAt(b)]).toEqual([[], []])
    const [kept] = await list(b, "consignor-returns", "&status=posted")
    expect(kept).toMatchObject({ read_only: true, lines: [{ quantity: "2" }] })
    expect(await reverse(b, "consignor-returns", kept ?? second)).toMatchObject({
      status: 400,
      data: { code: "LED_BY_PEER" },
    })
    await expectAgreed(stores, [{ ours: "3", theirs: "3", in_flight: "0", difference: "0" }])
    expect(await settle()).toMatchObject({ net_value: "0.00" })
  })

  it("that came to A stay a difference where B has undone their return and sold them, until they are there again", async () => {
    const stores = await connectStores()
    const { a, b, article, home, arrived, caughtUp } = stores
    const { answer, exceptionsAt, issue, list, reverse, sendBack, settle, statementOf } =
      verbsOf(stores)
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "5", unit_price: "2" }])
    const back = await sendBack(sku, "2")
    await caughtUp()
    const [draft] = await list(a, "take-backs", "&status=draft")
    await a.do(`${base}/take-backs/${draft?.id}/post`, { to_stock_location_id: home })
    await reverse(b, "consignor-returns", back)
    const sold = await issue(sku, "4")
    await caughtUp()
    const [arrivedAlready] = await exceptionsAt(a)
    if (arrivedAlready) await answer(a, arrivedAlready, "dismiss", { reason: "They are here" })
    await caughtUp()

    // Both sides see it, and B cannot settle.
    const [short] = await exceptionsAt(b)
    expect(short).toMatchObject({ type: "exception.closed", code: "INSUFFICIENT_STOCK" })
    await expect(settle()).rejects.toThrow("OPEN_DIFFERENCE")
    const differing = {
      delivery_line_id: firstLine(delivery).id,
      remedy: "undo_count_or_take_back",
      difference: "-2",
      unsettled: "4",
    }
    expect(await statementOf(a)).toMatchObject({
      differences: 1,
      lines: [{ ...differing, ours: "3", theirs: "1" }],
    })
    expect(await statementOf(b)).toMatchObject({
      differences: 1,
      lines: [{ ...differing, ours: "1", theirs: "3" }],
    })

    await b.do(`${base}/goods-issues/${sold.id}/reverse`)
    expect(short && (await answer(b, short, "retry"))).toMatchObject({ status: 200 })
    await caughtUp()
    await expectAgreed(stores, [{ ours: "3", theirs: "3", difference: "0" }])
  })

  it("that A has fetched stay fetched where A undoes that and B has settled since", async () => {
    const stores = await connectStores()
    const { a, b, article, arrived, pull, caughtUp } = stores
    const { answer, exceptionsAt, list, remaining, reverse, settle, takeBack } = verbsOf(stores)
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "5", unit_price: "2" }])
    const fetched = await takeBack(sku, "2")
    await pull(b)
    // A does not hear that B has settled.
    await b.disturb({ drop: 1 })
    await settle()
    expect(await reverse(a, "take-backs", fetched)).toMatchObject({ status: 201 })
    await b.disturb()
    await caughtUp()
    const [closed] = await exceptionsAt(b)
    expect(closed).toMatchObject({ type: "document.reversed", code: "ALREADY_MOVED" })
    expect(await remaining(firstLine(delivery))).toEqual(["5", "3"])
    if (closed) await answer(b, closed, "dismiss", { reason: "The period is closed" })
    await caughtUp()
    expect(await remaining(firstLine(delivery))).toEqual(["3", "3"])
    expect(await list(a, "take-backs", "&status=posted")).toMatchObject([
      { lines: [{ quantity: "2", peer_state: "received" }] },
    ])
    expect([await exceptionsAt(a), await exceptionsAt(b)]).toEqual([[], []])
    await expectAgreed(stores, [{ ours: "3", theirs: "3", difference: "0" }])
  })

  it("that B has counted stay counted where A has fetched them and B undoes the count", async () => {
    const stores = await connectStores()
    const { a, b, article, arrived, caughtUp } = stores
    const { answer, count, exceptionsAt, list, remaining, reverse, setStatus, settle, takeBack } =
      verbsOf(stores)
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2" }])
    const counted = await count(sku, "12")
    await caughtUp()
    await setStatus(b, "paused")
    await takeBack(sku, "11")
    expect(await reverse(b, "stock-counts", counted)).toMatchObject({ status: 201 })
    await setStatus(b, "connected")
    await caughtUp()
    const [fetched] = await exceptionsAt(b)
    expect(fetched).toMatchObject({ type: "take_back.posted", code: "INSUFFICIENT_STOCK" })
    const [undone] = await exceptionsAt(a)
    expect(undone).toMatchObject({ type: "document.reversed", code: "ALREADY_MOVED" })
    expect(await remaining(firstLine(delivery))).toEqual(["1", "10"])

    if (undone) await answer(a, undone, "dismiss", { reason: "We have fetched eleven" })
    await caughtUp()
    expect(await list(b, "stock-counts", "&status=posted")).toMatchObject([
      { lines: [{ sku, quantity: "2" }] },
    ])
    if (fetched) await answer(b, fetched, "retry")
    await caughtUp()
    expect(await remaining(firstLine(delivery))).toEqual(["1", "1"])
    expect([await exceptionsAt(a), await exceptionsAt(b)]).toEqual([[], []])
    await expectAgreed(stores, [{ ours: "1", theirs: "1", difference: "0" }])

    // Documents of either store are followed from now on.
    await count(sku, "0")
    await settle()
    await caughtUp()
    expect([await exceptionsAt(a), await exceptionsAt(b)]).toEqual([[], []])
    await expectAgreed(stores, [])
  })

  it("that are sold with their delivery are sold at A once B has them, dated as there", async () => {
    const stores = await connectStores()
    const { a, b, article, deliver, delivery: read, caughtUp } = stores
    const { list, reverse, setStatus } = verbsOf(stores)
    const sku = await article(20)
    await setStatus(b, "paused")
    const posted = await deliver([{ sku, quantity: "10", unit_price: "1.50", terms: "sale" }])
    expect(await list(a, "reported-sales")).toEqual([])
    expect(posted.lines).toMatchObject([{ peer_state: "sent" }])
    const taken = await a.post(`${base}/take-backs`, {
      warehouse_id: stores.atA.warehouse,
      to_stock_location_id: stores.home,
      lines: [{ sku, quantity: "1" }],
    })
    expect(taken).toMatchObject({ status: 400, data: { code: "INSUFFICIENT_STOCK" } })
    await setStatus(b, "connected")
    await caughtUp()
    const [bought] = await list(b, "ownership-transfers")
    expect(await list(a, "reported-sales")).toMatchObject([
      { effective_at: bought?.effective_at, lines: [{ sku, quantity: "10" }] },
    ])
    expect((await read(posted.id)).lines).toMatchObject([{ peer_state: "received" }])

    // Sold goods do not come back: not by undoing their delivery either.
    expect(await reverse(a, "deliveries", posted)).toMatchObject({
      status: 400,
      data: { code: "EXCEEDS_REVERSIBLE" },
    })
    await expectAgreed(stores)
  })

  it("that were to be sold are not sold where A undoes the delivery before B has it", async () => {
    const stores = await connectStores()
    const { a, b, article, deliver, caughtUp } = stores
    const { list, reverse, setStatus } = verbsOf(stores)
    const sku = await article(20)
    await setStatus(b, "paused")
    const posted = await deliver([
      { sku, quantity: "10", unit_price: "1.50", terms: "sale" },
      { sku: await article(5), quantity: "1", unit_price: "3" },
    ])
    expect(await reverse(a, "deliveries", posted)).toMatchObject({ status: 201 })
    await setStatus(b, "connected")
    await caughtUp()
    expect(await list(a, "reported-sales")).toEqual([])
    expect(await list(b, "ownership-transfers")).toMatchObject([{ status: "reversed" }])
    expect(await list(b, "goods-receipts")).toMatchObject([{ status: "reversed" }])
    expect(await levelAtB(stores, sku)).toEqual(["0", "0"])
    await expectAgreed(stores)
  })

  describe("of a delivery that A undoes while B sells them", () => {
    /** A reverses what B has received and, in part, sold. */
    const cross = async (line: object) => {
      const stores = await connectStores({ agreement: { net_returns: true } })
      const { a, b, article, deliver, pull, caughtUp } = stores
      const { issue, reverse } = verbsOf(stores)
      const sku = await article(20)
      // A learns nothing of B, and B reads what A has written.
      await b.disturb({ drop: 1 })
      const posted = await deliver([{ sku, quantity: "3", unit_price: "1", ...line }])
      await pull(b)
      const sold = await issue(sku, "1")
      expect(await reverse(a, "deliveries", posted)).toMatchObject({ status: 201 })
      await b.disturb()
      await caughtUp()
      return { stores, sku, posted, sold, ...verbsOf(stores) }
    }

    const inTheWay = [{ type: "delivery.reversed", code: "ALREADY_MOVED" }]
    const theirs = [{ type: "settlement.closed", code: "SETTLEMENT_DIFFERS" }]

    it("are given back by B once they are there again, though they were settled", async () => {
      const { stores, sold, answer, exceptionsAt, list, settle, settlementsAt } = await cross({
        terms: "sale",
      })
      const { a, b, caughtUp } = stores
      expect(await list(a, "reported-sales")).toEqual([])
      const [exception] = await exceptionsAt(b)
      expect([exception]).toMatchObject(inTheWay)
      const { id } = await settle()
      await caughtUp()
      expect(await exceptionsAt(a)).toMatchObject(theirs)

      await b.do(`${base}/goods-issues/${sold.id}/reverse`)
      await b.do(`${base}/settlements/${id}/cancel`)
      if (exception) await answer(b, exception, "retry")
      await caughtUp()
      expect([await exceptionsAt(a), await exceptionsAt(b)]).toEqual([[], []])
      expect(await list(b, "ownership-transfers")).toMatchObject([{ status: "reversed" }])
      expect((await settle()).net_value).toBe("0.00")
      await caughtUp()
      expect(await settlementsAt(a)).toMatchObject([{ net_value: "0.00" }])
      await expectAgreed(stores)
    })

    it("stay sold if B keeps them: A posts the delivery again, and the settlements agree", async () => {
      const { stores, sku, answer, exceptionsAt, list, settle, settlementsAt } = await cross({
        terms: "sale",
      })
      const { a, b, caughtUp } = stores
      await settle()
      await caughtUp()
      const [differing] = await exceptionsAt(a)
      expect([differing]).toMatchObject(theirs)
      const [exception] = await exceptionsAt(b)
      expect([exception]).toMatchObject(inTheWay)

      if (exception) await answer(b, exception, "dismiss", { reason: "One is sold" })
      await caughtUp()
      const [bought] = await list(b, "ownership-transfers")
      expect(await list(a, "reported-sales")).toMatchObject([
        { effective_at: bought?.effective_at, lines: [{ sku, quantity: "3" }] },
      ])
      if (differing) await answer(a, differing, "retry")
      await caughtUp()
      expect([await exceptionsAt(a), await exceptionsAt(b)]).toEqual([[], []])
      expect(await settlementsAt(a)).toMatchObject([{ net_value: "3.00" }])
      await expectAgreed(stores)
    })

    it("stay consigned if B keeps them, and follow what either store does with them", async () => {
      const { stores, sku, posted, answer, exceptionsAt, list, reverse, settle, settlementsAt } =
        await cross({})
      const { a, b, atA, caughtUp } = stores
      const { count, takeBack } = verbsOf(stores)
      // Without stock, A cannot post the delivery again at once.
      const elsewhere = await stores.deliver([{ sku, quantity: "20", unit_price: "1" }])
      const [exception] = await exceptionsAt(b)
      if (exception) await answer(b, exception, "dismiss", { reason: "One is sold" })
      await caughtUp()
      const [short] = await exceptionsAt(a)
      expect(short).toMatchObject({ type: "exception.closed", code: "INSUFFICIENT_STOCK" })
      expect(await reverse(a, "deliveries", elsewhere)).toMatchObject({ status: 201 })
      if (short) await answer(a, short, "retry")
      await caughtUp()
      expect(await exceptionsAt(a)).toEqual([])

      const line = { delivery_line_id: firstLine(posted).id, sku, difference: "0" }
      await expectAgreed(stores, [{ ...line, unsettled: "1" }])
      await a.do(`${base}/revaluations`, {
        contractor_id: atA.contractor,
        lines: [{ sku, unit_cost: "2" }],
      })
      await caughtUp()
      await count(sku, "1")
      expect((await settle()).net_value).toBe("3.00")
      await caughtUp()
      expect(await settlementsAt(a)).toMatchObject([{ net_value: "3.00" }])
      await takeBack(sku, "1")
      await caughtUp()
      expect([await exceptionsAt(a), await exceptionsAt(b)]).toEqual([[], []])
      const lots = await list<{ quantity_remaining: string }>(b, "lots")
      expect(lots.map((lot) => lot.quantity_remaining)).toEqual(["0", "0"])
      await expectAgreed(stores, [])
    })

    it("are kept as often as A undoes the delivery, and fetched in the end", async () => {
      const { stores, sku, answer, exceptionsAt, list, reverse } = await cross({})
      const { a, b, caughtUp } = stores
      const { takeBack } = verbsOf(stores)
      const keep = async () => {
        const [exception] = await exceptionsAt(b)
        expect([exception]).toMatchObject(inTheWay)
        if (exception) await answer(b, exception, "dismiss", { reason: "One is sold" })
        await caughtUp()
        return (await list(a, "deliveries")).find(({ status }) => status === "posted")
      }
      const again = await keep()
      expect(again && (await reverse(a, "deliveries", again))).toMatchObject({ status: 201 })
      await caughtUp()
      expect(await keep()).toMatchObject({ lines: [{ quantity: "3", peer_state: "received" }] })
      await takeBack(sku, "2")
      await caughtUp()
      expect([await exceptionsAt(a), await exceptionsAt(b)]).toEqual([[], []])
      await expectAgreed(stores, [{ unsettled: "1", difference: "0" }])
    })
  })

  it("that are sold with their delivery keep its price where A revalues them before B has confirmed", async () => {
    const stores = await connectStores()
    const { a, atA, article, deliver, caughtUp } = stores
    const { settle, settlementsAt, setStatus } = verbsOf(stores)
    const sku = await article(20)
    await setStatus(stores.b, "paused")
    const posted = await deliver([
      { sku, quantity: "3", unit_price: "1.10", terms: "sale" },
      { sku, quantity: "5", unit_price: "2" },
    ])
    const revalue = (line: object) =>
      a.post<{ revaluation: Paper }>(`${base}/revaluations`, {
        contractor_id: atA.contractor,
        lines: [{ unit_cost: "3.333333", ...line }],
      })
    const { data } = await revalue({ sku })
    expect(data.revaluation.lines).toMatchObject([{ sku, quantity: "5" }])
    expect(await revalue({ lot_id: firstLine(posted).lot_id })).toMatchObject({
      status: 400,
      data: { code: "INVALID_DATA" },
    })
    await setStatus(stores.b, "connected")
    await caughtUp()
    await expectAgreed(stores)
    expect((await settle()).net_value).toBe("3.30")
    await caughtUp()
    expect(await settlementsAt(a)).toMatchObject([{ net_value: "3.30" }])
  })

  it("that B has sold out have their new cost when they come back", async () => {
    const stores = await connectStores({ agreement: { net_returns: true } })
    const { a, b, atA, article, arrived, caughtUp } = stores
    const { issue, settle, settlementsAt } = verbsOf(stores)
    const sku = await article()
    await arrived([{ sku, quantity: "4", unit_price: "2" }])
    const sold = await issue(sku, "4")
    await a.do(`${base}/revaluations`, {
      contractor_id: atA.contractor,
      lines: [{ sku, unit_cost: "3" }],
    })
    await caughtUp()
    await b.do(`${base}/goods-issues/${sold.id}/returns`, {
      lines: [{ line_id: firstLine(sold).id, quantity: "1" }],
    })
    await expectAgreed(stores, [{ sku, unit_cost: "3", their_unit_cost: "3" }])
    await issue(sku, "1")
    expect((await settle()).net_value).toBe("9.00")
    await caughtUp()
    expect(await settlementsAt(a)).toMatchObject([{ net_value: "9.00" }])
  })

  it("that B has sold at their new cost keep it, until A gives them the cost again", async () => {
    const stores = await connectStores()
    const { a, b, atA, article, arrived, caughtUp } = stores
    const { answer, exceptionsAt, issue, reverse, settle, settlementsAt, statementOf } =
      verbsOf(stores)
    const sku = await article()
    await arrived([{ sku, quantity: "10", unit_price: "2" }])
    const revalue = async (unit_cost: string) =>
      (
        await a.do<{ revaluation: Paper }>(`${base}/revaluations`, {
          contractor_id: atA.contractor,
          lines: [{ sku, unit_cost }],
        })
      ).revaluation
    const revaluation = await revalue("3")
    await caughtUp()
    await issue(sku, "4")
    expect(await reverse(a, "revaluations", revaluation)).toMatchObject({ status: 201 })
    await caughtUp()
    const [exception] = await exceptionsAt(b)
    expect(exception).toMatchObject({ type: "document.reversed", code: "ALREADY_MOVED" })
    if (exception) await answer(b, exception, "dismiss", { reason: "Sold at the new cost" })
    await caughtUp()
    expect(await statementOf(b)).toMatchObject({
      differences: 1,
      lines: [{ unit_cost: "3", their_unit_cost: "2", difference: "0", remedy: "revaluation" }],
    })
    await expect(settle()).rejects.toThrow("OPEN_DIFFERENCE")
    await revalue("2.5")
    await caughtUp()
    await expectAgreed(stores, [{ unit_cost: "2.5", their_unit_cost: "2.5" }])
    await issue(sku, "1")
    const settlement = await settle()
    expect(settlement.net_value).toBe("14.50")
    await caughtUp()
    expect(await settlementsAt(a)).toMatchObject([{ net_value: "14.50" }])
  })

  it("are dated in no settled period of the store that follows", async () => {
    const stores = await connectStores()
    const { b, article, deliver, delivery: read, caughtUp } = stores
    const { list, settle, setStatus } = verbsOf(stores)
    const sku = await article(20)
    await setStatus(b, "paused")
    const posted = await deliver([
      { sku, quantity: "2", unit_price: "1" },
      { sku: await article(5), quantity: "1", unit_price: "3", terms: "sale" },
    ])
    const closed = await settle()
    await setStatus(b, "connected")
    await caughtUp()
    const after = new Date(new Date(closed.cut_off).getTime() + 1).toISOString()
    expect((await read(posted.id)).lines).toMatchObject([
      { peer_state: "received" },
      { peer_state: "received" },
    ])
    for (const [store, path] of [
      [b, "goods-receipts"],
      [b, "ownership-transfers"],
      [stores.a, "reported-sales"],
    ] as const) {
      expect(await list(store, path)).toMatchObject([{ effective_at: after, late: false }])
    }
  })

  it("on loan are no loss, whether a count includes them or not", async () => {
    const stores = await connectStores(hire)
    const { b, atB, article, arrived, caughtUp } = stores
    const { count, remaining } = verbsOf(stores)
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2", terms: "hire" }])
    const line = firstLine(delivery)
    await b.do(`${base}/loans`, {
      warehouse_id: atB.warehouse,
      borrower: { kind: "staff", name: "Workshop" },
      lines: [{ sku, quantity: "3" }],
    })
    for (const found of ["10", "7"]) {
      await count(sku, found)
      await caughtUp()
      expect(await remaining(line)).toEqual(["10", "10"])
    }
    await count(sku, "6")
    await caughtUp()
    expect(await remaining(line)).toEqual(["9", "9"])
    expect(await levelAtB(stores, sku)).toEqual(["9", "3"])
    await expectAgreed(stores)
  })

  it("on loan by name are no loss either", async () => {
    const stores = await connectStores(hire)
    const { a, b, atB, article, home, arrived, caughtUp } = stores
    const { count, remaining } = verbsOf(stores)
    const sku = await article(4)
    const serials = ["S1", "S2", "S3", "S4"]
    await a.do(`${base}/serial-numbers`, { stock_location_id: home, sku, serials })
    const { delivery } = await arrived([
      { sku, quantity: "4", unit_price: "2", terms: "hire", serial_numbers: serials },
    ])
    await b.do(`${base}/loans`, {
      warehouse_id: atB.warehouse,
      borrower: { kind: "contractor", id: atB.contractor },
      lines: [{ sku, quantity: "2", serial_numbers: ["S1", "S2"] }],
    })
    await count(sku, "1", { serial_numbers: ["S3"] })
    await caughtUp()
    expect(await remaining(firstLine(delivery))).toEqual(["3", "3"])
    expect(await unitsAt(b, sku)).toEqual(["S1 lent", "S2 lent", "S3 in_lot", "S4 lost"])
    expect(await unitsAt(a, sku)).toEqual(["S1 in_lot", "S2 in_lot", "S3 in_lot", "S4 lost"])
    await count(sku, "3", { serial_numbers: ["S1", "S2", "S3"] })
    await caughtUp()
    expect(await remaining(firstLine(delivery))).toEqual(["3", "3"])
  })

  it("that B owes a customer are gone as they arrive, with what is known of their numbers", async () => {
    const stores = await connectStores({ agreement: { net_returns: true } })
    const { a, b, article, home, arrived, caughtUp } = stores
    const { remaining, settle, settlementsAt } = verbsOf(stores)
    const sku = await article(5)
    const serials = ["S1", "S2", "S3"]
    await a.do(`${base}/serial-numbers`, { stock_location_id: home, sku, serials })
    await arrived([{ sku, quantity: "1", unit_price: "2" }])
    const [item] = await b.sql<{ id: string }>(`select id from inventory_item where sku = $1`, [
      sku,
    ])
    const owed = await backorder(stores, item?.id ?? "", 3)
    expect(owed).toBe("2")
    const { delivery } = await arrived([
      { sku, quantity: "3", unit_price: "2", serial_numbers: serials },
    ])
    const line = firstLine(delivery)
    // Two of the three have left; nobody knows which.
    expect(await unitsAt(b, sku)).toEqual(["S1 possible", "S2 possible", "S3 possible"])
    expect(await b.read(`${base}/lots?inventory_item_id=${item?.id}&open=true`)).toMatchObject({
      lots: [{ quantity_remaining: "1", serial_numbers: [], possible_serial_numbers: serials }],
    })
    const settlement = await settle()
    await caughtUp()
    expect(await settlementsAt(a)).toMatchObject([{ net_value: settlement.net_value }])
    expect(await remaining(line)).toEqual(["1", "1"])
    await expectAgreed(stores)
  })

  /** Parcels leave from B's warehouse; answers the shipping option. */
  const offerParcels = async ({ b, atB }: Connected, profileId: string): Promise<string> => {
    const name = unique("Parcels")
    const place = `/admin/stock-locations/${atB.location}`
    await b.do(`${place}/fulfillment-providers`, { add: ["manual_manual"] })
    const { stock_location: location } = await b.do<{
      stock_location: { fulfillment_sets: { id: string }[] }
    }>(`${place}/fulfillment-sets?fields=*fulfillment_sets`, { name, type: "shipping" })
    const { fulfillment_set: set } = await b.do<{
      fulfillment_set: { service_zones: { id: string }[] }
    }>(`/admin/fulfillment-sets/${location.fulfillment_sets[0]?.id}/service-zones`, {
      name,
      geo_zones: [{ type: "country", country_code: "nl" }],
    })
    const { shipping_option: option } = await b.do<{ shipping_option: { id: string } }>(
      "/admin/shipping-options",
      {
        name,
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

  /** An order of B's shop that takes more than is there; answers what is owed. */
  const backorder = async (stores: Connected, itemId: string, quantity: number) => {
    const { b, atB } = stores
    const { sales_channel: channel } = await b.do<{ sales_channel: { id: string } }>(
      "/admin/sales-channels",
      { name: `Shop ${itemId}` }
    )
    await b.do(`/admin/stock-locations/${atB.location}/sales-channels`, { add: [channel.id] })
    const { shipping_profile: profile } = await b.do<{ shipping_profile: { id: string } }>(
      "/admin/shipping-profiles",
      { name: unique("Parcels"), type: "default" }
    )
    const { product } = await b.do<{ product: { variants: { id: string }[] } }>("/admin/products", {
      title: `Drill ${itemId}`,
      status: "published",
      shipping_profile_id: profile.id,
      options: [{ title: "Size", values: ["S"] }],
      sales_channels: [{ id: channel.id }],
      variants: [
        {
          title: "S",
          options: { Size: "S" },
          prices: [{ amount: 5, currency_code: "eur" }],
          manage_inventory: true,
          allow_backorder: true,
          inventory_items: [{ inventory_item_id: itemId, required_quantity: 1 }],
        },
      ],
    })
    const { region } = await b.do<{ region: { id: string } }>("/admin/regions", {
      name: `Region ${itemId}`,
      currency_code: "eur",
    })
    const { draft_order: order } = await b.do<{ draft_order: { id: string } }>(
      "/admin/draft-orders",
      {
        email: "shop@example.com",
        region_id: region.id,
        sales_channel_id: channel.id,
        items: [{ variant_id: product.variants[0]?.id, quantity, unit_price: 5 }],
      }
    )
    await b.do(`/admin/draft-orders/${order.id}/convert-to-order`)
    const { order: placed } = await b.read<{ order: { items: Line[] } }>(
      `/admin/orders/${order.id}`
    )
    await b.do(`/admin/orders/${order.id}/fulfillments`, {
      location_id: atB.location,
      shipping_option_id: await offerParcels(stores, profile.id),
      items: [{ id: placed.items[0]?.id, quantity }],
    })
    const { ownership } = await b.read<{ ownership: { pending: string }[] }>(
      `${base}/stock/ownership?inventory_item_id=${itemId}&stock_location_id=${atB.location}`
    )
    return ownership[0]?.pending
  }

  it("whose settlement A has invoiced stay settled there; what follows waits, and only in its currency", async () => {
    const stores = await connectStores({ moreCurrencies: ["PLN"] })
    const { a, b, atA, article, arrived, caughtUp } = stores
    const { answer, exceptionsAt, issue, receivedAt, settle, settlementsAt } = verbsOf(stores)
    const [inEuro, inZloty] = [await article(), await article()]
    await arrived([{ sku: inEuro, quantity: "10", unit_price: "2" }], { currency_code: "EUR" })
    await arrived([{ sku: inZloty, quantity: "10", unit_price: "3" }], { currency_code: "PLN" })
    await issue(inEuro, "4")
    const closed = await settle({ currency_code: "EUR" })
    await caughtUp()
    const [ours] = await settlementsAt(a)
    const { invoice } = await a.do<{ invoice: { id: string } }>(`${base}/invoices`, {
      contractor_id: atA.contractor,
      settlement_ids: [ours?.id],
      kind: "sales",
    })
    await b.do(`${base}/settlements/${closed.id}/cancel`)
    await issue(inEuro, "1")
    await issue(inZloty, "2")
    const again = await settle({ currency_code: "EUR" })
    const zloty = await settle({ currency_code: "PLN" })
    await caughtUp()
    const [exception] = await exceptionsAt(a)
    expect(exception).toMatchObject({
      type: "settlement.cancelled",
      code: "SETTLEMENT_INVOICED",
      waiting: 1,
    })
    const worthAtA = async () =>
      (await settlementsAt(a)).map((one) => `${one.status} ${one.net_value}`).sort()
    expect(await worthAtA()).toEqual(
      [`closed ${closed.net_value}`, `closed ${zloty.net_value}`].sort()
    )
    await expectAgreed(stores)
    const retried = await (exception && answer(a, exception, "retry"))
    expect(retried).toMatchObject({
      status: 200,
      data: { exception: { status: "open", code: "SETTLEMENT_INVOICED" } },
    })

    await a.delete(`${base}/invoices/${invoice.id}`)
    expect(await (exception && answer(a, exception, "retry"))).toMatchObject({
      status: 200,
      data: { exception: { status: "resolved" } },
    })
    await caughtUp()
    expect(await exceptionsAt(a)).toEqual([])
    expect(await worthAtA()).toEqual(
      [
        `cancelled ${closed.net_value}`,
        `closed ${again.net_value}`,
        `closed ${zloty.net_value}`,
      ].sort()
    )
    expect(await eventually(() => receivedAt(b, "exception.closed"), Boolean)).toMatchObject({
      body: { type: "settlement.cancelled", status: "resolved" },
    })
    await expectAgreed(stores)
  })
})
