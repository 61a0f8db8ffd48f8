import { tellOfDocuments } from "../helpers/document-verbs"
import { expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

const krakow: Setting = { warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("revaluations", () => {
      it("E8: changes the cost of what remains, from now on", async () => {
        const { given, when, then, id } = story()
        await given.receipt("L", "10", "10.00")
        await when.issues("4")
        const revaluation = await when.revalues("12.00")
        expect(revaluation).toMatchObject({
          type: "revaluation",
          lots: [
            {
              line_id: revaluation.lines[0]?.id,
              lot_id: id.lot("L"),
              quantity: "6",
              old_unit_cost: "10",
              unit_cost: "12",
              value_change: "12.00",
              currency_code: "EUR",
            },
          ],
        })
        await then.movements(revaluation, { type: "revaluation", quantity: "0", unit_cost: "12" })
        await when.issues("3")
        const settlement = await when.settles()
        await then.lines(settlement, { issued: "7", net: "7", net_value: "76.00" })
        await then.lot("L", { quantity_remaining: "3", unit_cost: "12" })
        await then.value({ EUR: "36.00" })
      })

      it("E8c: values a piece that comes back at the cost it left with, and keeps it at today's", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "10.00")
        const first = await when.issues("4")
        await when.revalues("12.00")
        await when.issues("3")
        const goodsReturn = await when.returns("1", { of: first })
        await then.movements(goodsReturn, { quantity: "1", unit_cost: "10" })
        await then.lots({ L: "4" })
        await then.value({ EUR: "48.00" })
        await then.lines(await when.settles(), {
          issued: "7",
          returned: "1",
          net: "6",
          net_value: "66.00",
        })
      })

      it("takes all open lots of the item, or the lot that is named", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L1", "2", "10.00", { dated: "2026-01-01" })
        await given.receipt("L2", "3", "11.00", { dated: "2026-01-02" })
        await given.receipt("L3", "4", "11.00", { dated: "2026-01-03", at: "KRK" })
        await given.receipt("B:LB", "4", "11.00")
        await when.issues("2", { lot: "L1" })
        const byItem = await when.revalues("12.345678")
        expect(byItem).toMatchObject({
          lots: [{ quantity: "3" }, { quantity: "4" }],
          lines: [{ quantity: "7", unit_cost: "12.345678" }],
        })
        await then.lot("L1", { unit_cost: "10" })
        await then.lot("LB", { unit_cost: "11" })
        await when.revalues("9", { lot: "L3" })
        await then.lot("L2", { unit_cost: "12.345678" })
        await then.lot("L3", { unit_cost: "9" })
      })

      it("works from now on, and cannot be dated", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "2", "10.00", { dated: "2026-01-01" })
        await then.refuses(() => when.revalues("12", { dated: "2026-01-05" }), "INVALID_DATA", {
          path: "effective_at",
        })
        await when.settles({ to: "2026-01-31" })
        await then.refuses(() => when.revalues("12", { dated: "2026-01-05" }), "PERIOD_CLOSED")
        await then.refuses(() => when.revalues("12", { dated: "2026-02-05" }), "INVALID_DATA")
        await then.refuses(() => when.revalues("12", { dated: "2099-02-05" }), "INVALID_DATA", {
          path: "effective_at",
        })
        await then.lot("L", { unit_cost: "10" })
      })

      it("refuses an item without an open lot, of two currencies, or twice", async () => {
        const { given, when, then, id } = story()
        await given.receipt("L", "2", "10.00")
        await given.receipt("ZLOTY", "2", "40.00", { currency: "PLN" })
        await then.refuses(() => when.revalues("12"), "CURRENCY_MISMATCH", {
          lines: [expect.objectContaining({ index: 0 })],
        })
        await then.refuses(() => when.revalues("12", { item: "NONE" }), "INVALID_DATA", {
          lines: [expect.objectContaining({ index: 0 })],
        })
        await then.refuses(() => when.revalues("12", { contractor: "B" }), "INVALID_DATA")
        const answer = await admin.post(`${base}/revaluations`, {
          contractor_id: await id.contractor("A"),
          lines: [
            { lot_id: id.lot("L"), unit_cost: "11" },
            { lot_id: id.lot("ZLOTY"), unit_cost: "41" },
            { lot_id: id.lot("L"), unit_cost: "12" },
          ],
        })
        expectRefusal(answer, "INVALID_DATA", {
          lines: [
            expect.objectContaining({ index: 0, path: "lot_id" }),
            expect.objectContaining({ index: 2, path: "lot_id" }),
          ],
        })
      })

      it("is reversed only while nothing of the lot has moved since", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "10.00")
        const first = await when.revalues("12")
        const second = await when.revalues("13")
        await then.refuses(() => when.reverses(first), "EXCEEDS_REVERSIBLE")
        const { document } = await when.reverses(second)
        expect(document.status).toBe("reversed")
        await then.lot("L", { unit_cost: "12" })
        await then.refuses(() => when.reverses(second), "ALREADY_REVERSED")
        const third = await when.revalues("14")
        await when.issues("1")
        await then.refuses(() => when.reverses(third), "EXCEEDS_REVERSIBLE")
        const fourth = await when.revalues("15")
        await when.settles()
        await then.refuses(() => when.reverses(fourth), "PERIOD_CLOSED")
      })
    })
  },
})
