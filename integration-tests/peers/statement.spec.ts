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

  it("names what differs and how it is mended, keeps B from settling, and mends", async () => {
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
    const differing = { difference: "-6", remedy: "stock_count_or_delivery", in_flight: "0" }
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
        "Too few in the owner's book: the holder counts, or the owner posts a delivery."
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
})
