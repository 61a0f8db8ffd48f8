import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, instant } from "../helpers/ledger-world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

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
