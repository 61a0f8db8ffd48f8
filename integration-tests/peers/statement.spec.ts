import { parse } from "csv-parse/sync"
import { pagesOf, readSheets } from "../../src/paper/__tests__/reading"
import { connectStores, type Connected } from "../helpers/connected-stores"
import { firstLine, verbsOf } from "../helpers/peer-verbs"
import type { Store } from "../helpers/two-stores"

const base = "/admin/consignment"

describe("the statement of two connected stores", () => {
  let stores: Connected

  const download = async (store: Store, query: string): Promise<Buffer> => {
    const peer = store === stores.a ? stores.atA.peer : stores.atB.peer
    const { status, content } = await store.download(
      `${base}/peers/${peer}/statement/document?language=en&${query}`
    )
    expect(status).toBe(200)
    return content
  }

  const csvOf = async (store: Store, table = "lines"): Promise<Record<string, string>[]> => {
    return parse(await download(store, `format=csv&table=${table}`), { bom: true, columns: true })
  }

  const sheetOf = async (store: Store): Promise<unknown[][]> =>
    (await readSheets(await download(store, "format=xlsx"))).flatMap(
      ({ data }) => data as unknown[][]
    )

  const expectSameBooks = async (): Promise<void> => {
    const { exceptionsAt, statementOf } = verbsOf(stores)
    for (const store of [stores.a, stores.b]) {
      expect(await statementOf(store)).toMatchObject({ differences: 0, lines: [] })
      expect(await exceptionsAt(store)).toEqual([])
    }
  }

  it("says the same on both sides, on the screen, as PDF, CSV and XLSX", async () => {
    stores = await connectStores()
    const { a, b, article, arrived, caughtUp } = stores
    const { issue, sendBack, settle, statementOf } = verbsOf(stores)
    const sku = await article()
    const { delivery } = await arrived([{ sku, quantity: "10", unit_price: "2.5" }])
    await issue(sku, "3")
    const settled = await settle()
    await issue(sku, "2")
    await sendBack(sku, "1")
    await caughtUp()

    // A holds 10 less the 3 that were settled; B what it has not sold, with one on its way back.
    const line = {
      delivery_line_id: firstLine(delivery).id,
      sku,
      unsettled: "2",
      in_flight: "1",
      unit_cost: "2.5",
      their_unit_cost: "2.5",
      lent: "0",
      difference: "0",
      remedy: null,
    }
    const atA = await statementOf(a)
    const atB = await statementOf(b)
    expect(atA.lines).toMatchObject([{ ...line, ours: "7", theirs: "4" }])
    expect(atB.lines).toMatchObject([{ ...line, ours: "4", theirs: "7" }])
    const values = {
      net_value: "7.50",
      their_net_value: "7.50",
      difference: "0.00",
      currency_code: "EUR",
    }
    expect(atB.settlements).toMatchObject([
      { ...values, number: settled.number, cut_off: settled.cut_off },
    ])
    expect(atA.settlements).toMatchObject([
      { ...values, their_number: settled.number, cut_off: settled.cut_off },
    ])

    for (const [store, ours, theirs] of [
      [a, "7", "4"],
      [b, "4", "7"],
    ] as const) {
      expect(await csvOf(store)).toMatchObject([
        {
          SKU: sku,
          "Our books": ours,
          "Their books": theirs,
          "Sold, not settled": "2",
          "In transit": "1",
          Difference: "0",
        },
      ])
      expect(await csvOf(store, "settlements")).toMatchObject([
        { "Net value": "7.50", "Their net value": "7.50", Difference: "0.00" },
      ])
      const cells = (await sheetOf(store)).map((row) => row.map(String))
      expect(cells).toContainEqual(expect.arrayContaining([sku, ours, theirs, "2.5"]))
      const text = (await pagesOf(await download(store, "format=pdf"))).join(" ")
      for (const word of ["Comparison of books", sku, settled.number, "7.50"]) {
        expect(text).toContain(word)
      }
    }
  })

  it("names what differs, keeps B from settling, and is mended by A, who reverses a pick-up that B has dismissed", async () => {
    stores = await connectStores()
    const { a, b, article, arrived, caughtUp } = stores
    const { answer, exceptionsAt, issue, reverse, settle, statementOf, takeBack } = verbsOf(stores)
    const sku = await article()
    await arrived([{ sku, quantity: "10", unit_price: "2" }])
    await issue(sku, "5")
    const tooMany = await takeBack(sku, "6")
    await caughtUp()
    const [exception] = await exceptionsAt(b)
    expect(exception).toMatchObject({ code: "INSUFFICIENT_STOCK" })
    if (exception) await answer(b, exception, "dismiss", { reason: "Five were sold" })
    await caughtUp()

    // A has taken back six of ten, B has five and sold five.
    const differing = { difference: "-6", remedy: "undo_count_or_take_back", in_flight: "0" }
    for (const [store, ours, theirs] of [
      [a, "4", "5"],
      [b, "5", "4"],
    ] as const) {
      const statement = await statementOf(store)
      expect(statement).toMatchObject({
        differences: 1,
        lines: [{ ...differing, ours, theirs, unsettled: "5" }],
        agreed: {
          sent_sequence: expect.any(Number) as number,
          received_sequence: expect.any(Number) as number,
        },
      })
      const sentence =
        "Too few in the owner's book. Reverse the document that was dismissed: the owner's pick-up, or the holder's count."
      expect((await sheetOf(store)).flat()).toContain(sentence)
      const text = (await pagesOf(await download(store, "format=pdf"))).join(" ")
      expect(text.replace(/\s+/g, " ")).toContain("Too few in the owner's book")
      expect(text).toContain("Books agree up to")
    }
    await expect(settle()).rejects.toThrow("OPEN_DIFFERENCE")

    // The owner undoes what the holder has not followed.
    expect(await reverse(a, "take-backs", tooMany)).toMatchObject({ status: 201 })
    await caughtUp()
    for (const store of [a, b]) {
      expect(await statementOf(store)).toMatchObject({
        differences: 0,
        lines: [{ difference: "0", remedy: null }],
      })
    }
    expect(await settle()).toMatchObject({ net_value: "10.00" })
  })

  it("is mended by B, who reverses a count that A has dismissed", async () => {
    stores = await connectStores()
    const { a, b, article, arrived, caughtUp } = stores
    const { answer, count, exceptionsAt, reverse, setStatus, statementOf, takeBack } =
      verbsOf(stores)
    const sku = await article()
    await arrived([{ sku, quantity: "10", unit_price: "2" }])
    await setStatus(b, "paused")
    await takeBack(sku, "10")
    const counted = await count(sku, "7")
    await setStatus(b, "connected")
    await caughtUp()
    const [fetched] = await exceptionsAt(b)
    expect(fetched).toMatchObject({ type: "take_back.posted", code: "INSUFFICIENT_STOCK" })
    const [missing] = await exceptionsAt(a)
    expect(missing).toMatchObject({ type: "stock_count.posted", code: "INSUFFICIENT_STOCK" })
    if (missing) await answer(a, missing, "dismiss", { reason: "We have fetched all ten" })
    await caughtUp()
    const differing = { difference: "3", remedy: "undo_count_or_delivery" }
    for (const store of [a, b]) {
      expect(await statementOf(store)).toMatchObject({ differences: 1, lines: [differing] })
    }

    expect(await reverse(b, "stock-counts", counted)).toMatchObject({ status: 201 })
    if (fetched) await answer(b, fetched, "retry")
    await caughtUp()
    await expectSameBooks()
  })

  it("is mended by A, who reverses a delivery that B has dismissed", async () => {
    stores = await connectStores()
    const { a, b, atB, article, deliver, caughtUp } = stores
    const { answer, exceptionsAt, reverse, statementOf } = verbsOf(stores)
    const { agreements } = await b.read<{ agreements: { id: string }[] }>(
      `${base}/agreements?contractor_id=${atB.contractor}`
    )
    await b.do(`${base}/agreements/${agreements[0]?.id}`, { valid_to: "2026-01-01" })
    const delivery = await deliver([{ sku: await article(), quantity: "2", unit_price: "3" }])
    await caughtUp()
    const [refused] = await exceptionsAt(b)
    expect(refused).toMatchObject({ type: "delivery.posted", code: "NO_AGREEMENT" })
    if (refused) await answer(b, refused, "dismiss", { reason: "We have not ordered it" })
    await caughtUp()
    const differing = { difference: "2", remedy: "undo_count_or_delivery" }
    for (const store of [a, b]) {
      expect(await statementOf(store)).toMatchObject({ differences: 1, lines: [differing] })
    }

    expect(await reverse(a, "deliveries", delivery)).toMatchObject({ status: 201 })
    await caughtUp()
    await expectSameBooks()
  })
})
