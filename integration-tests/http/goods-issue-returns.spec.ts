import type { Document } from "../../src/http-contract/document"
import { expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, instant, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

/** LOC and OWNLOC belong together: LOC must hold no own stock. */
const dedicated: Setting = { warehouses: { LOC: { branch_code: "WAW", own: "OWNLOC" } } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("returns in the open period", () => {
      it("E2a: balances a sale that comes back whole", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        await then.gaveBack(await when.returns("8", { of: issue }), "L 8 open")
        await then.lots({ L: "20" })
        await then.level(["20", "0", "20"])
        const expected = { issued: "8", returned: "8", net: "0", net_value: "0.00", balanced: true }
        await then.lines(await when.previews(), expected)
        await then.lines(await when.settles(), expected)
      })

      it("E2b: nets what comes back", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        await then.gaveBack(await when.returns("3", { of: issue }), "L 3 open")
        await then.level(["15", "0", "15"])
        await then.lines(await when.settles(), {
          issued: "8",
          returned: "3",
          net: "5",
          net_value: "37.50",
        })
      })

      it("E2c: keeps what comes back as own where returns are not netted", async () => {
        const { given, when, then } = story({ terms: { net_returns: false } })
        await given.receipt("L", "20", "7.50")
        const goodsReturn = await when.returns("3", { of: await when.issues("8") })
        await then.gaveBack(goodsReturn, "own 3 net_returns_off")
        expect(goodsReturn.lines[0]?.allocations?.[0]).toMatchObject({
          unit_cost: "7.5",
          currency_code: "EUR",
        })
        await then.level(["15", "3", "12"])
        await then.lines(await when.settles(), { issued: "8", net: "8", net_value: "60.00" })
      })

      it("E9: refuses more than was issued and did not come back", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        const issue = await when.issues("5")
        await when.returns("3", { of: issue })
        await then.refuses(() => when.returns("3", { of: issue }), "EXCEEDS_RETURNABLE", {
          lines: [
            {
              index: 0,
              code: "EXCEEDS_RETURNABLE",
              quantity: "3",
              returnable: "2",
            },
          ],
        })
        await when.returns("2", { of: issue })
        await then.lots({ L: "10" })
      })

      it("counts every line of the return against the line of the issue", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        const issue = await when.issues("5")
        const goods = ["4", "1", "2"].map((quantity) => ({ item: "X", quantity }))
        await then.refuses(() => when.returns(goods, { of: issue }), "EXCEEDS_RETURNABLE", {
          lines: [{ index: 2, quantity: "2", returnable: "0" }],
        })
        const goodsReturn = await when.returns(goods.slice(0, 2), { of: issue })
        await then.gaveBack(goodsReturn, "L 4 open", "L 1 open")
      })

      it("takes the line that is named, the last allocation first", async () => {
        const { given, when, then } = story()
        await given.own("2")
        await given.receipt("A:L1", "3", "1.00", { dated: "2026-01-01" })
        await given.receipt("B:L2", "5", "2.00", { dated: "2026-01-02" })
        const issue = await when.issues([
          { item: "X", quantity: "6" },
          { item: "X", quantity: "2" },
        ])
        await then.picks(issue, "own 2", "L1 3", "L2 1", "L2 2")
        await then.gaveBack(
          await when.returns("5", { of: issue }),
          "L2 1 open",
          "L1 3 open",
          "own 1 own"
        )
        const [first] = (
          await admin.get<{ goods_issue: Document }>(`${base}/goods-issues/${issue.id}`)
        ).data.goods_issue.lines
        expect(first?.allocations?.map((one) => one.quantity_returned)).toEqual(["1", "3", "1"])
      })
    })

    describe("returns after the close", () => {
      it("E4: keeps as own what was settled, and issues it first", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50", { dated: "2026-01-05" })
        const issue = await when.issues("8", { dated: "2026-01-10" })
        await then.lines(await when.settles({ to: "2026-01-31" }), {
          issued: "8",
          net: "8",
          net_value: "60.00",
        })
        const goodsReturn = await when.returns("3", { of: issue, dated: "2026-02-05" })
        await then.gaveBack(goodsReturn, "own 3 settled")
        expect(goodsReturn.lines[0]?.allocations?.[0]).toMatchObject({ unit_cost: "7.5" })
        await then.level(["15", "3", "12"])

        await then.picks(await when.issues("5", { dated: "2026-02-06" }), "own 3", "L 2")
        // Nothing is invoiced yet, so the first settlement is still to be.
        await then.lines(await when.settles({ to: "2026-02-28" }), {
          opening: "8",
          issued: "2",
          net: "2",
          net_value: "15.00",
          to_invoice: "10",
          amount: "75.00",
        })
        await then.lots({ L: "10" })
      })

      it("E16: takes back two issues, one of them settled", async () => {
        const { given, when, then } = story()
        await given.own("3")
        await given.receipt("L", "20", "7.00", { dated: "2026-06-01" })
        const june = await when.issues("7", { dated: "2026-06-30" })
        await then.picks(june, "own 3", "L 4")
        await then.lines(await when.settles({ to: "2026-06-30" }), {
          issued: "4",
          net: "4",
          net_value: "28.00",
        })
        const july = await when.issues("3", { dated: "2026-07-02" })
        await then.picks(july, "L 3")
        await then.gaveBack(await when.returns("3", { of: july }), "L 3 open")
        await then.gaveBack(await when.returns("2", { of: june }), "own 2 settled")
        await then.gaveBack(await when.returns("5", { of: june }), "own 2 settled", "own 3 own")
        await then.level(["23", "7", "16"])
      })

      it("E26: moves what became own out of a dedicated warehouse", async () => {
        const { given, when, then } = story(dedicated)
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        await then.lines(await when.settles(), { issued: "8", net: "8", net_value: "60.00" })
        await then.gaveBack(await when.returns("3", { of: issue }), "own 3 settled")
        await then.level(["12", "0", "12"])
        await then.level(["3", "3", "0"], { at: "OWNLOC" })

        await then.picks(await when.issues("2", { at: "OWNLOC" }), "own 2")
        await then.picks(await when.issues("2"), "L 2")
        await then.lines(await when.settles(), {
          opening: "8",
          issued: "2",
          net: "2",
          net_value: "15.00",
          to_invoice: "10",
          amount: "75.00",
        })
      })
    })

    describe("returns elsewhere", () => {
      const krakow: Setting = {
        warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } },
      }
      const otherDedicated: Setting = {
        warehouses: { LOC: { branch_code: "WAW" }, DED: { own: "DOWN" } },
      }
      /** L 20 at LOC, of which 8 are issued there. */
      const sold = async (setting: Setting) => {
        const told = story(setting)
        await told.given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        return { ...told, issue: await told.when.issues("8") }
      }

      it("E25a: moves open pieces to a child lot at another warehouse", async () => {
        const { when, then, issue, id } = await sold(krakow)
        const goodsReturn = await when.returns("3", { of: issue, at: "KRK" })
        await then.gaveBack(goodsReturn, "child of L 3 open")
        await then.movements(
          goodsReturn,
          { type: "goods_issue_return", lot: "L", quantity: "3", branch_code: "WAW" },
          { type: "warehouse_transfer_out", lot: "L", quantity: "-3" },
          { type: "warehouse_transfer_in", lot: "child of L", quantity: "3" }
        )
        await then.childLots("KRK", {
          contractor_id: await id.contractor("A"),
          received_at: instant("2026-01-10"),
          quantity_received: "3",
          quantity_remaining: "3",
          unit_cost: "7.5",
          currency_code: "EUR",
          origin_lot_id: id.lot("L"),
          document_id: goodsReturn.id,
        })
        await then.level(["12", "0", "12"])
        await then.level(["3", "0", "3"], { at: "KRK" })
        const settlement = await when.settles()
        await then.lines(settlement, { issued: "8", returned: "3", net: "5", net_value: "37.50" })
        await then.statement(settlement, { received: "20", consumed: "5", closing: "15" })
        await then.picks(await when.issues("3", { at: "KRK" }), "child of L 3")
      })

      it("E25b: keeps settled pieces as own at another warehouse", async () => {
        const { when, then, issue } = await sold(krakow)
        await when.settles()
        const goodsReturn = await when.returns("3", { of: issue, at: "KRK" })
        await then.gaveBack(goodsReturn, "own 3 settled")
        await then.level(["3", "3", "0"], { at: "KRK" })
        await then.level(["12", "0", "12"])
      })

      it("E25c: keeps open pieces as own, still reported, where no warehouse is", async () => {
        const { when, then, issue } = await sold({})
        const goodsReturn = await when.returns("3", { of: issue, at: "SHOP" })
        await then.gaveBack(goodsReturn, "own 3 no_consignment_warehouse")
        await then.level(["3", "3", "0"], { at: "SHOP" })
        await then.lots({ L: "12" })
        await then.lines(await when.settles(), { issued: "8", net: "8", net_value: "60.00" })
      })

      it("E25d: moves open pieces from the own location back to their dedicated warehouse", async () => {
        const { when, then, issue } = await sold(dedicated)
        const goodsReturn = await when.returns("3", { of: issue, at: "OWNLOC" })
        await then.gaveBack(goodsReturn, "L 3 open")
        await then.level(["15", "0", "15"])
        await then.level(["0", "0", "0"], { at: "OWNLOC" })
        await then.lines(await when.settles(), {
          issued: "8",
          returned: "3",
          net: "5",
          net_value: "37.50",
        })
      })

      it("E25e: keeps settled pieces as own at the own location", async () => {
        const { when, then, issue } = await sold(dedicated)
        await when.settles()
        const goodsReturn = await when.returns("3", { of: issue, at: "OWNLOC" })
        await then.gaveBack(goodsReturn, "own 3 settled")
        await then.level(["12", "0", "12"])
        await then.level(["3", "3", "0"], { at: "OWNLOC" })
      })

      it("E25f: moves settled pieces on to the own location of another dedicated warehouse", async () => {
        const { when, then, issue } = await sold(otherDedicated)
        await when.settles()
        const goodsReturn = await when.returns("3", { of: issue, at: "DED" })
        await then.gaveBack(goodsReturn, "own 3 settled")
        await then.level(["0", "0", "0"], { at: "DED" })
        await then.level(["3", "3", "0"], { at: "DOWN" })
        await then.level(["12", "0", "12"])
      })

      it("E25g: keeps open pieces consigned at another dedicated warehouse", async () => {
        const { when, then, issue } = await sold(otherDedicated)
        const goodsReturn = await when.returns("3", { of: issue, at: "DED" })
        await then.gaveBack(goodsReturn, "child of L 3 open")
        await then.level(["3", "0", "3"], { at: "DED" })
        await then.level(["0", "0", "0"], { at: "DOWN" })
        await then.level(["12", "0", "12"])
      })

      it("E25h: brings back the lots of a mixed sale before our own pieces", async () => {
        const { given, when, then } = story()
        await given.own("2")
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("5")
        await then.picks(issue, "own 2", "L 3")
        const goodsReturn = await when.returns("4", { of: issue, at: "SHOP" })
        await then.gaveBack(goodsReturn, "own 3 no_consignment_warehouse", "own 1 own")
        await then.level(["4", "4", "0"], { at: "SHOP" })
        await then.lines(await when.settles(), { issued: "3", net: "3", net_value: "22.50" })
      })

      it("does not come back to a customer's warehouse", async () => {
        const { when, then, issue, id } = await sold({
          warehouses: { LOC: {}, KRK: {} },
        })
        const shop = await world.given.warehouse({
          direction: "outbound",
          contractor_id: await id.contractor("B"),
        })
        const answer = await admin.post(`${base}/goods-issues/${issue.id}/returns`, {
          stock_location_id: shop.stock_location_id,
          lines: [{ line_id: issue.lines[0]?.id, quantity: "1" }],
        })
        expectRefusal(answer, "NOT_CONSIGNMENT_WAREHOUSE", { warehouse_id: shop.id })
        const issued = await admin.post(`${base}/goods-issues`, {
          stock_location_id: shop.stock_location_id,
          lines: [{ sku: "X", quantity: "1" }],
        })
        expectRefusal(issued, "NOT_CONSIGNMENT_WAREHOUSE", { warehouse_id: shop.id })
        await then.gaveBack(await when.returns("1", { of: issue }), "L 1 open")
      })
    })
  },
})
