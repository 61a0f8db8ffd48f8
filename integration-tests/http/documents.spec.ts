import type { Document } from "../../src/http-contract/document"
import type { Plan } from "../../src/http-contract/goods-issue"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, instant, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string

/** LOC and OWNLOC belong together: nothing own may lie at LOC. */
const dedicated: Setting = { warehouses: { LOC: { branch_code: "WAW", own: "OWNLOC" } } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("goods issues", () => {
      it("E1: empties the lots first in, first out, over all contractors", async () => {
        const { given, when, then } = story()
        await given.receipt("A:L1", "10", "5.00", { dated: "2026-03-01" })
        await given.receipt("B:L2", "10", "4.00", { dated: "2026-03-02" })
        await given.receipt("A:L3", "5", "6.00", { dated: "2026-03-03" })
        await then.level(["25", "0", "25"])

        await then.picks(await when.issues("17"), "L1 10", "L2 7")
        await then.picks(await when.issues("5"), "L2 3", "L3 2")
        await then.level(["3", "0", "3"])
        await then.value({ EUR: "18.00" })

        const ofA = await when.settles({ contractor: "A" })
        await then.lines(ofA, { issued: "12", net: "12", net_value: "62.00" })
        await then.statement(ofA, { received: "15", consumed: "12", closing: "3" })
        const ofB = await when.settles({ contractor: "B" })
        await then.lines(ofB, { issued: "10", net: "10", net_value: "40.00" })
        await then.statement(ofB, { received: "10", consumed: "10", closing: "0" })
      })

      it.each([
        ["E17a", "own_first", "11", ["own 4", "A1 5", "B1 2"]],
        ["E17a", "fifo", "11", ["own 4", "A1 5", "B1 2"]],
        ["E17b", "consignment_first", "17", ["A1 5", "B1 5", "C1 5", "own 2"]],
        ["E17c", "fefo", "15", ["B1 5", "A1 5", "own 4", "C1 1"]],
        ["E17d", "lowest_cost", "11", ["own 4", "B1 5", "C1 2"]],
        ["E17e", "contractor_priority", "16", ["own 4", "C1 5", "B1 5", "A1 2"]],
      ])("%s: issues by %s, as planned", async (_, strategy, quantity, expected) => {
        const { given, when, then } = story({ warehouses: { LOC: { priority: ["C", "B"] } } })
        await given.own("4")
        await given.receipt("A:A1", "5", "5.00", { dated: "2026-01-01", expires: "2026-09-30" })
        await given.receipt("B:B1", "5", "4.00", { dated: "2026-01-02", expires: "2026-06-30" })
        await given.receipt("C:C1", "5", "4.50", { dated: "2026-01-03" })
        await then.picks(await when.plans(quantity, { strategy }), ...expected)
        await then.level(["19", "4", "15"])
        await then.picks(await when.issues(quantity, { strategy }), ...expected)
      })

      it("E17f: takes a named lot only", async () => {
        const { given, when, then } = story()
        await given.own("4")
        await given.receipt("A:A1", "5", "5.00")
        await given.receipt("B:B1", "5", "4.00")
        await then.picks(await when.issues("3", { lot: "B1" }), "B1 3")
        await then.refuses(() => when.issues("3", { lot: "B1" }), "INSUFFICIENT_STOCK", {
          lines: [
            {
              index: 0,
              code: "INSUFFICIENT_STOCK",
              sku: "X",
              quantity: "3",
              available: "2",
            },
          ],
        })
        await then.lots({ A1: "5", B1: "2" })
        await then.picks(await when.issues("2", { lot: "B1" }), "B1 2")
        await then.refuses(() => when.issues("1", { lot: "B1" }), "INSUFFICIENT_STOCK", {
          lines: [{ available: "0" }],
        })
      })

      it("E17g: takes what was posted first where lots were received at once", async () => {
        const { given, when, then } = story()
        await given.receipt("B:Z", "2", "4.00", { dated: "2026-01-10" })
        await given.receipt("A:Y", "2", "4.00", { dated: "2026-01-10" })
        await then.picks(await when.issues("3"), "Z 2", "Y 1")
      })

      it("E17h: takes the oldest first where costs are in two currencies", async () => {
        const { given, when, then } = story()
        await given.receipt("A:LA", "5", "12.50", { dated: "2026-01-10" })
        await given.receipt("B:LB", "5", "9.00", { dated: "2026-01-11", currency: "PLN" })
        await then.picks(await when.issues("6", { strategy: "lowest_cost" }), "LA 5", "LB 1")
      })

      it("E17i: walks from own stock into a lot and back", async () => {
        const { given, when, then } = story()
        await given.own("4")
        await given.receipt("L", "6", "5.00")
        await then.level(["10", "4", "6"])
        await then.picks(await when.issues("3"), "own 3")
        const second = await when.issues("3")
        await then.picks(second, "own 1", "L 2")
        await then.level(["4", "0", "4"])
        await then.gaveBack(await when.returns("3", { of: second }), "L 2 open", "own 1 own")
        await then.level(["7", "1", "6"])
        await then.lines(await when.settles(), {
          issued: "2",
          returned: "2",
          net: "0",
          balanced: true,
        })
      })

      it("takes the strategy of the issue, else of the channel, else of the warehouse", async () => {
        const { given, when, then, id } = story({
          warehouses: { LOC: { issue_strategy: "consignment_first" } },
        })
        await given.own("9")
        await given.receipt("A:OLD", "9", "5.00", { dated: "2026-01-01" })
        await given.receipt("A:CHEAP", "9", "4.00", { dated: "2026-01-02" })
        const channel = await world.given.salesChannel()
        await admin.post(`${base}/settings`, {
          issue_strategy_by_sales_channel: { [channel.id]: "fifo" },
        })
        const plan = async (others: object) => {
          const answer = await admin.post<{ plan: Plan }>(`${base}/goods-issues/plan`, {
            stock_location_id: await id.location("LOC"),
            lines: [{ sku: "X", quantity: "1" }],
            ...others,
          })
          return answer.data.plan
        }
        await then.picks(await plan({}), "OLD 1")
        await then.picks(await plan({ sales_channel_id: channel.id }), "own 1")
        await then.picks(
          await plan({ sales_channel_id: channel.id, issue_strategy: "lowest_cost" }),
          "own 1"
        )
        await given.own("-9")
        await then.picks(
          await plan({ sales_channel_id: channel.id, issue_strategy: "lowest_cost" }),
          "CHEAP 1"
        )
        await then.picks(await when.issues("1", { strategy: "lowest_cost" }), "CHEAP 1")
      })

      it("E9b: refuses more than lies there", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        const refusal = {
          lines: [{ index: 0, code: "INSUFFICIENT_STOCK", quantity: "11", available: "10" }],
        }
        await then.refuses(() => when.issues("11"), "INSUFFICIENT_STOCK", refusal)
        await then.refuses(() => when.plans("11"), "INSUFFICIENT_STOCK", refusal)
        await then.lots({ L: "10" })
      })

      it("E9c: leaves what is reserved to its order", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        await given.reserved("4")
        await then.refuses(() => when.issues("7"), "INSUFFICIENT_STOCK", {
          lines: [{ index: 0, available: "6" }],
        })
        await then.picks(await when.issues("6"), "L 6")
        await then.lots({ L: "4" })
      })

      it("E9f: posts nothing when one line is short", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        await then.refuses(() => when.issues({ X: "3", Y: "1" }), "INSUFFICIENT_STOCK", {
          lines: [{ index: 1, sku: "Y", quantity: "1", available: "0" }],
        })
        await then.lots({ L: "10" })
        await then.level(["10", "0", "10"])
      })

      it("names every line that is short, and counts what earlier lines have taken", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        const goods = [
          { item: "Y", quantity: "1" },
          { item: "X", quantity: "6" },
          { item: "X", quantity: "5" },
          { item: "X", quantity: "4" },
        ]
        await then.refuses(() => when.issues(goods), "INSUFFICIENT_STOCK", {
          lines: [
            { index: 0, sku: "Y", quantity: "1", available: "0" },
            { index: 2, sku: "X", quantity: "5", available: "4" },
          ],
        })
      })

      it("takes our own stock where there is no warehouse", async () => {
        const { given, when, then } = story()
        await given.own("5", { at: "SHOP" })
        const issue = await when.issues("2", { at: "SHOP" })
        await then.picks(issue, "own 2")
        expect(issue).toMatchObject({ warehouse_id: null, branch_code: null })
        await then.level(["3", "3", "0"], { at: "SHOP" })
        await then.refuses(() => when.issues("4", { at: "SHOP" }), "INSUFFICIENT_STOCK")
      })

      it("E33c: attributes once and for all; a late receipt sorts by its date from then on", async () => {
        const { given, when, then } = story()
        await given.receipt("A:L1", "5", "5.00", { dated: "2026-02-05" })
        const first = await when.issues("2")
        await given.receipt("B:L0", "5", "4.00", { dated: "2026-02-01" })
        await then.picks(await when.issues("4"), "L0 4")
        await then.picks(first, "L1 2")
        await then.lots({ L1: "3", L0: "1" })
      })
    })

    describe("goods receipts", () => {
      it("E9e: takes goods of their owner under an agreement only", async () => {
        const { given, when, then } = story()
        await then.refuses(
          () => given.receipt("B:L", "1", "1.00", { isMarked: false }),
          "NOT_ITEM_OWNER",
          { lines: [{ index: 0, code: "NOT_ITEM_OWNER", sku: "X" }] }
        )
        await then.refuses(
          () => given.receipt("C:L", "1", "1.00", { hasAgreement: false }),
          "NO_AGREEMENT",
          { currency_code: "EUR" }
        )
        await given.receipt("B:L", "1", "1.00")
        await then.picks(await when.issues("1"), "L 1")
      })

      it("has to fall within the agreement, day by day of its time zone", async () => {
        const { given, then } = story({
          terms: { valid_from: "2026-02-01", valid_to: "2026-02-28", time_zone: "Europe/Warsaw" },
        })
        const receive = (dated: string) => given.receipt("L", "1", "1.00", { dated })
        await then.refuses(() => receive("2026-01-31T22:59:59.999Z"), "NO_AGREEMENT")
        await receive("2026-01-31T23:00:00.000Z")
        await receive("2026-02-28T22:59:59.999Z")
        await then.refuses(() => receive("2026-02-28T23:00:00.000Z"), "NO_AGREEMENT")
        await then.level(["2", "0", "2"])
      })

      it("names every line of goods that are not the contractor's", async () => {
        const { given, id } = story()
        await given.receipt("L", "1", "1.00")
        const answer = await admin.post(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [
            { inventory_item_id: await id.item("Y"), quantity: "1", unit_cost: "1" },
            { inventory_item_id: await id.item("X"), quantity: "1", unit_cost: "1" },
            { inventory_item_id: await id.item("Z"), quantity: "1", unit_cost: "1" },
          ],
        })
        expectRefusal(answer, "NOT_ITEM_OWNER", {
          lines: [
            { index: 0, sku: "Y" },
            { index: 2, sku: "Z" },
          ],
        })
      })

      it("takes the cost of the item card unless the line has one, and asks where neither does", async () => {
        const { given, id } = story()
        await given.agreement("A", "EUR")
        const contractor_id = await id.contractor("A")
        await world.given.marks(contractor_id, [
          { inventory_item_id: await id.item("X"), unit_cost: "12.500" },
          { inventory_item_id: await id.item("Y") },
        ])
        const receive = async (lines: object[]) =>
          await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
            contractor_id,
            warehouse_id: await id.warehouse("LOC"),
            lines,
          })
        const refused = await receive([
          { sku: "X", quantity: "1" },
          { sku: "Y", quantity: "1" },
        ])
        expectRefusal(refused, "INVALID_DATA", {
          lines: [{ index: 1, path: "unit_cost" }],
        })
        const received = await receive([
          { sku: "X", quantity: "1" },
          { sku: "Y", quantity: "1", unit_cost: "0" },
        ])
        expect(received.data.goods_receipt.lines.map((line) => line.unit_cost)).toEqual([
          "12.5",
          "0",
        ])
      })

      it("E11b: asks for the currency where several agreements are in force", async () => {
        const { given, id } = story()
        await given.agreement("A", "EUR")
        await given.agreement("A", "PLN")
        await given.mark("A", "X")
        const receive = async (currency_code?: string) =>
          await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
            contractor_id: await id.contractor("A"),
            warehouse_id: await id.warehouse("LOC"),
            currency_code,
            lines: [{ sku: "X", quantity: "1", unit_cost: "1" }],
          })
        expectInvalid(await receive(), "currency_code")
        expectRefusal(await receive("JPY"), "NO_AGREEMENT", { currency_code: "JPY" })
        expect((await receive("pln")).data.goods_receipt).toMatchObject({ currency_code: "PLN" })
      })

      it("is received into inbound warehouses only", async () => {
        const { given, id } = story()
        await given.agreement("A", "EUR")
        await given.mark("A", "X")
        const shop = await world.given.warehouse({
          direction: "outbound",
          contractor_id: await id.contractor("A"),
        })
        const answer = await admin.post(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: shop.id,
          lines: [{ sku: "X", quantity: "1", unit_cost: "1" }],
        })
        expectRefusal(answer, "NOT_CONSIGNMENT_WAREHOUSE", { warehouse_id: shop.id })
      })
    })

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

    describe("reversals of receipts", () => {
      it("takes back a receipt of which nothing has moved", async () => {
        const { given, when, then, read, id } = story()
        await given.own("2")
        const receipt = await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        const { document, reversal } = await when.reverses(receipt)
        expect(document).toEqual({ ...receipt, status: "reversed" })
        expect(reversal).toEqual({ id: text, number: "REV-000001" })
        await then.movements(
          { lot_id: id.lot("L") },
          { type: "goods_receipt", quantity: "20", dated: "2026-01-10" },
          { type: "goods_receipt_reversal", quantity: "-20", dated: "2026-01-10" }
        )
        const [received, reversed] = await read.movements({ lot_id: id.lot("L") })
        expect(reversed).toMatchObject({ reverses_id: received?.id, document_id: reversal.id })
        expect(await read.lot(id.lot("L"))).toMatchObject({
          quantity_received: "0",
          quantity_remaining: "0",
          quantity_consumed: "0",
        })
        await then.level(["2", "2", "0"])
        await then.picks(await when.issues("2"), "own 2")
        await then.lines(await when.settles())
      })

      it("takes back all its lots or none", async () => {
        const { given, when, then, id } = story()
        await given.receipt("OTHER", "1", "1.00", { item: "Y" })
        await given.receipt("L", "1", "1.00", { item: "X" })
        const answer = await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [
            { sku: "X", quantity: "5", unit_cost: "1" },
            { sku: "Y", quantity: "7", unit_cost: "1" },
          ],
        })
        const receipt = answer.data.goods_receipt
        const issue = await when.issues({ Y: "2" })
        const second = receipt.lines[1]?.lot_id
        await then.refuses(() => when.reverses(receipt), "EXCEEDS_REVERSIBLE", { lots: [second] })
        await then.level(["6", "0", "6"])
        await when.reverses(issue)
        // What has come back was gone: the lot has a history.
        await then.refuses(() => when.reverses(receipt), "EXCEEDS_REVERSIBLE")
      })

      it("refuses after the settlement and a second time", async () => {
        const { given, when, then } = story()
        const receipt = await given.receipt("L", "20", "7.50")
        const settlement = await when.settles()
        await then.refuses(() => when.reverses(receipt), "PERIOD_CLOSED")
        await when.cancels(settlement)
        await when.reverses(receipt)
        await then.refuses(() => when.reverses(receipt), "ALREADY_REVERSED", { id: receipt.id })
        await then.level(["0", "0", "0"])
      })

      it("leaves what is reserved", async () => {
        const { given, when, then } = story()
        await given.own("2")
        const receipt = await given.receipt("L", "20", "7.50")
        await given.reserved("3")
        await then.refuses(() => when.reverses(receipt), "INSUFFICIENT_STOCK", {
          available: "19",
        })
        await given.own("1")
        await when.reverses(receipt)
        await then.level(["3", "3", "0"])
      })

      it("is late if the receipt was", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00", { dated: "2026-01-10" })
        await when.settles({ to: "2026-01-31" })
        const late = await given.receipt("LATE", "5", "1.00", { dated: "2026-01-30" })
        expect(late.late).toBe(true)
        const { document } = await when.reverses(late)
        expect(document).toMatchObject({ status: "reversed", late: true })
        await then.movements(
          { document_id: [late.id], type: "goods_receipt" },
          { quantity: "5", late: true }
        )
        await then.movements(
          { type: "goods_receipt_reversal" },
          { quantity: "-5", late: true, dated: "2026-01-30" }
        )
        await then.statement(await when.settles(), { opening: "10", closing: "10" })
      })
    })

    describe("reversals of issues", () => {
      it("puts everything back, dated like the issue, so that both meet in one settlement", async () => {
        const { given, when, then, read } = story()
        await given.own("2")
        await given.receipt("L", "20", "7.50", { dated: "2026-01-05" })
        const issue = await when.issues("8", { dated: "2026-01-10" })
        await then.picks(issue, "own 2", "L 6")
        const { document, reversal } = await when.reverses(issue)
        expect(document.status).toBe("reversed")
        expect(document.lines[0]?.allocations?.map((one) => one.quantity_returned)).toEqual([
          "2",
          "6",
        ])
        const [issued] = await read.movements({ document_id: issue.id })
        await then.movements(
          { document_id: reversal.id },
          {
            type: "goods_issue_reversal",
            lot: "L",
            quantity: "6",
            branch_code: "WAW",
            dated: "2026-01-10",
            reverses_id: issued?.id,
          }
        )
        await then.level(["22", "2", "20"])
        await then.lines(await when.settles({ to: "2026-01-31" }), {
          issued: "6",
          returned: "6",
          net: "0",
          balanced: true,
        })
        await then.refuses(() => when.reverses(issue), "ALREADY_REVERSED", { id: issue.id })
        await then.refuses(() => when.returns("1", { of: issue }), "EXCEEDS_RETURNABLE", {
          lines: [{ index: 0, returnable: "0" }],
        })
      })

      it("puts back what has not come back yet", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        await when.returns("3", { of: issue })
        await when.reverses(issue)
        await then.level(["20", "0", "20"])
        await then.lines(await when.settles(), {
          issued: "8",
          returned: "8",
          net: "0",
          balanced: true,
        })
      })

      it("has nothing to put back where everything came back", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        await when.returns("8", { of: issue })
        await then.refuses(() => when.reverses(issue), "EXCEEDS_REVERSIBLE")
      })

      it("goes back to the lot even where returns are not netted", async () => {
        const { given, when, then } = story({ terms: { net_returns: false } })
        await given.receipt("L", "20", "7.50")
        await when.reverses(await when.issues("8"))
        await then.level(["20", "0", "20"])
        await then.lines(await when.settles(), {
          issued: "8",
          returned: "8",
          net: "0",
          balanced: true,
        })
      })

      it("refuses after the settlement, of whichever contractor", async () => {
        const { given, when, then } = story()
        await given.receipt("A:LA", "5", "1.00", { dated: "2026-01-01" })
        await given.receipt("B:LB", "5", "1.00", { dated: "2026-01-02" })
        const issue = await when.issues("8")
        await when.settles({ contractor: "B" })
        await then.refuses(() => when.reverses(issue), "PERIOD_CLOSED")
        await then.lots({ LA: "0", LB: "2" })
      })
    })

    describe("reversals of returns", () => {
      it("lets the pieces leave their lot again", async () => {
        const { given, when, then, read } = story()
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        const goodsReturn = await when.returns("3", { of: issue })
        const { document, reversal } = await when.reverses(goodsReturn)
        expect(document).toMatchObject({ id: goodsReturn.id, status: "reversed" })
        const [returned] = await read.movements({ document_id: goodsReturn.id })
        await then.movements(
          { document_id: reversal.id },
          {
            type: "goods_issue_return_reversal",
            quantity: "-3",
            reverses_id: returned?.id,
            effective_at: returned?.effective_at,
          }
        )
        await then.level(["12", "0", "12"])
        await then.gaveBack(await when.returns("8", { of: issue }), "L 8 open")
        await then.lines(await when.settles(), {
          issued: "8",
          returned: "8",
          net: "0",
          balanced: true,
        })
      })

      it("lets them leave a child lot and our own stock, too", async () => {
        const { given, when, then } = story({
          warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } },
        })
        await given.own("2")
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        const goodsReturn = await when.returns("7", { of: issue, at: "KRK" })
        await then.gaveBack(goodsReturn, "child of L 6 open", "own 1 own")
        const { reversal } = await when.reverses(goodsReturn)
        await then.movements(
          { document_id: reversal.id },
          { type: "warehouse_transfer_in_reversal", lot: "child of L", quantity: "-6" },
          { type: "warehouse_transfer_out_reversal", lot: "L", quantity: "6" },
          { type: "goods_issue_return_reversal", lot: "L", quantity: "-6" }
        )
        await then.level(["14", "0", "14"])
        await then.level(["0", "0", "0"], { at: "KRK" })
        await then.gaveBack(await when.returns("8", { of: issue }), "L 6 open", "own 2 own")
      })

      it("refuses where the pieces are gone, reserved, settled or reversed", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "8", "7.50")
        const issue = await when.issues("8")
        const goodsReturn = await when.returns("3", { of: issue })
        const next = await when.issues("1")
        await then.refuses(() => when.reverses(goodsReturn), "EXCEEDS_REVERSIBLE", {
          quantity: "3",
          available: "2",
        })
        await when.reverses(next)
        await given.reserved("1")
        await then.refuses(() => when.reverses(goodsReturn), "EXCEEDS_REVERSIBLE", {
          available: "2",
        })
        await given.own("1")
        const settlement = await when.settles()
        await then.refuses(() => when.reverses(goodsReturn), "PERIOD_CLOSED")
        await when.cancels(settlement)
        await when.reverses(goodsReturn)
        await then.refuses(() => when.reverses(goodsReturn), "ALREADY_REVERSED", {
          id: goodsReturn.id,
        })
        await then.level(["1", "1", "0"])
      })
    })

    describe("dates", () => {
      it("E33: dates no movement before the goods were there", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "5.00", { dated: "2026-02-03" })
        const issue = await when.issues("2", { dated: "2026-01-29" })
        expect(issue.effective_at).toBe(instant("2026-01-29"))
        await then.movements(issue, { quantity: "-2", dated: "2026-02-03", late: false })
        const january = await when.settles({ to: "2026-01-31" })
        await then.lines(january)
        await then.statement(january)
        const february = await when.settles({ to: "2026-02-28" })
        await then.lines(february, { issued: "2", net: "2", net_value: "10.00" })
        await then.statement(february, { received: "10", consumed: "2", closing: "8" })
      })

      it("E33e: dates no movement before the goods were there again", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "5", "5.00", { dated: "2026-01-05" })
        const first = await when.issues("5", { dated: "2026-01-10" })
        await when.returns("5", { of: first, dated: "2026-02-02" })
        const second = await when.issues("5", { dated: "2026-01-30" })
        await then.movements(second, { quantity: "-5", dated: "2026-02-02" })
        const january = await when.settles({ to: "2026-01-31" })
        await then.lines(january, { issued: "5", net: "5", net_value: "25.00" })
        await then.statement(january, { received: "5", consumed: "5", closing: "0" })
        const february = await when.settles({ to: "2026-02-28" })
        await then.lines(february, {
          opening: "5",
          issued: "5",
          returned: "5",
          net: "0",
          to_invoice: "5",
          net_value: "0.00",
          amount: "25.00",
        })
        await then.statement(february, {})
      })

      it("E33b: takes a receipt that comes late into the next settlement", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00", { dated: "2026-01-10" })
        await when.settles({ to: "2026-01-31" })
        const late = await given.receipt("LATE", "5", "1.00", { dated: "2026-01-30" })
        expect(late.late).toBe(true)
        await then.movements(late, { quantity: "5", late: true })
        const february = await when.settles({ to: "2026-02-28" })
        await then.lines(february)
        await then.statement(february, { opening: "10", received: "5", closing: "15" })
      })

      it("E33d: may issue and take back late, but takes nothing back before its issue", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "1.00", { dated: "2026-01-05" })
        await when.settles({ to: "2026-01-31" })
        const issue = await when.issues("4", { dated: "2026-01-25" })
        expect(issue.late).toBe(true)
        const goodsReturn = await when.returns("1", { of: issue, dated: "2026-01-26" })
        expect(goodsReturn.late).toBe(true)
        await then.movements(goodsReturn, { quantity: "1", dated: "2026-01-26", late: true })
        await then.refuses(
          () => when.returns("1", { of: issue, dated: "2026-01-24" }),
          "INVALID_DATA",
          { path: "effective_at" }
        )
        const other = await when.issues("2", { dated: "2026-01-28" })
        const { reversal } = await when.reverses(other)
        await then.movements(
          { document_id: reversal.id },
          { type: "goods_issue_reversal", dated: "2026-01-28", late: true }
        )
        await then.lines(await when.settles({ to: "2026-02-28" }), {
          issued: "6",
          returned: "3",
          net: "3",
          net_value: "3.00",
          late_quantity: "3",
        })
      })

      it("tells late movement by movement: late for one contractor, not for another", async () => {
        const { given, when, then } = story()
        await given.receipt("A:LA", "2", "1.00", { dated: "2026-01-05" })
        await given.receipt("B:LB", "9", "1.00", { dated: "2026-01-06" })
        await when.settles({ contractor: "A", to: "2026-01-31" })
        const issue = await when.issues("5", { dated: "2026-01-20" })
        expect(issue.late).toBe(true)
        await then.movements(
          issue,
          { lot: "LA", quantity: "-2", late: true },
          { lot: "LB", quantity: "-3", late: false }
        )
        const ofB = await when.issues("1", { dated: "2026-01-20" })
        expect(ofB.late).toBe(false)
        await then.lines(await when.settles({ contractor: "B", to: "2026-01-31" }), {
          issued: "4",
          net: "4",
          net_value: "4.00",
        })
        await then.lines(await when.settles({ contractor: "A" }), {
          issued: "2",
          net: "2",
          net_value: "2.00",
          late_quantity: "2",
        })
      })

      it("keeps the accounts of a contractor apart", async () => {
        const { given, when } = story()
        await given.receipt("A:EURO", "5", "1.00", { dated: "2026-01-05" })
        await given.receipt("A:ZLOTY", "5", "1.00", { dated: "2026-01-06", currency: "PLN" })
        await when.settles({ currency: "PLN", to: "2026-01-31" })
        expect((await when.issues("5", { dated: "2026-01-20" })).late).toBe(false)
        expect((await when.issues("5", { dated: "2026-01-20" })).late).toBe(true)
      })

      it("is late up to the cut-off itself, and no instant longer", async () => {
        const { given, when } = story()
        await given.receipt("L", "9", "1.00", { dated: "2026-01-05" })
        const cutOff = "2026-01-31T17:00:00.000Z"
        await when.settles({ to: cutOff })
        expect((await when.issues("1", { dated: cutOff })).late).toBe(true)
        expect((await when.issues("1", { dated: "2026-01-31T17:00:00.001Z" })).late).toBe(false)
      })

      it("posts nothing in the future, and nothing older than the store allows", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "9", "1.00", { dated: "2026-01-05" })
        const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString()
        const future = { path: "effective_at" }
        await then.refuses(() => when.issues("1", { dated: tomorrow }), "INVALID_DATA", future)
        await then.refuses(() => when.plans("1", { dated: tomorrow }), "INVALID_DATA", future)
        await then.refuses(
          () => given.receipt("L2", "1", "1.00", { dated: tomorrow }),
          "INVALID_DATA",
          future
        )
        const issue = await when.issues("1", { dated: "2026-01-06" })
        await then.refuses(
          () => when.returns("1", { of: issue, dated: tomorrow }),
          "INVALID_DATA",
          future
        )

        await admin.post(`${base}/settings`, { allow_backdating_days: 3 })
        const daysAgo = (days: number): string =>
          new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString()
        const tooOld = { path: "effective_at", allow_backdating_days: 3 }
        for (const tell of [
          () => when.issues("1", { dated: daysAgo(4) }),
          () => when.plans("1", { dated: daysAgo(4) }),
          () => given.receipt("L2", "1", "1.00", { dated: daysAgo(4) }),
          () => when.returns("1", { of: issue, dated: daysAgo(4) }),
        ]) {
          await then.refuses(tell, "INVALID_DATA", tooOld)
        }
        await when.issues("1", { dated: daysAgo(2) })
        await when.reverses(issue)
      })
    })
  },
})
