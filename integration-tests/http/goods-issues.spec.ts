import type { Plan } from "../../src/http-contract/goods-issue"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const base = "/admin/consignment"

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

      it("E9b: refuses more than is in stock", async () => {
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
  },
})
