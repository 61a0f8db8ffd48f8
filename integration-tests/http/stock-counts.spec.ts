import { tellOfDocuments } from "../helpers/document-verbs"
import { expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

/** LOC and OWNLOC belong together: LOC must hold no own stock. */
const dedicated: Setting = { warehouses: { LOC: { branch_code: "WAW", own: "OWNLOC" } } }
const consignorLiable: Setting = { terms: { count_loss_liability: "consignor" } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("stock counts", () => {
      it("E22: bills a loss that the consignee is liable for", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "30", "5.00")
        const count = await when.counts("29", { contractor: "A" })
        expect(count.lines).toMatchObject([{ index: 0, counted_quantity: "29", quantity: "-1" }])
        await then.movements(count, {
          type: "count_loss",
          lot: "L",
          quantity: "-1",
          branch_code: "WAW",
        })
        const settlement = await when.settles()
        await then.lines(settlement, { counted_lost: "1", net: "1", net_value: "5.00" })
        await then.statement(settlement, { received: "30", consumed: "1", closing: "29" })
        await then.level(["29", "0", "29"])
      })

      it("E22b: bills no loss that the consignor bears", async () => {
        const { given, when, then } = story(consignorLiable)
        await given.receipt("L", "30", "5.00")
        await when.counts("29", { contractor: "A" })
        const settlement = await when.settles()
        await then.lines(settlement)
        await then.statement(settlement, { received: "30", counted: "-1", closing: "29" })
      })

      it("E22c: puts what is more on the newest lot, without debt", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "10", "5.00", { dated: "2026-01-01" })
        await given.receipt("L2", "10", "6.00", { dated: "2026-01-02" })
        const count = await when.counts("21", { contractor: "A" })
        await then.movements(count, {
          type: "count_gain",
          lot: "L2",
          quantity: "1",
          unit_cost: "6",
        })
        await then.lots({ L1: "10", L2: "11" })
        await then.level(["21", "0", "21"])
        const settlement = await when.settles()
        await then.lines(settlement)
        await then.statement(settlement, { received: "20", counted: "1", closing: "21" })
        await when.issues("21")
        await then.lines(await when.settles(), { issued: "21", net: "21", net_value: "116.00" })
      })

      it("E22d: finds losses again before it gains", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "30", "5.00")
        const lost = await when.counts("28", { contractor: "A" })
        const found = await when.counts("31", { contractor: "A" })
        await then.movements(
          found,
          { type: "count_gain", lot: "L", quantity: "2" },
          { type: "count_gain", lot: "L", quantity: "1", reverses_id: null }
        )
        await then.level(["31", "0", "31"])
        await then.refuses(() => when.reverses(lost), "EXCEEDS_REVERSIBLE")
        const settlement = await when.settles()
        await then.lines(settlement, { counted_lost: "0", net: "0", balanced: true })
        await then.statement(settlement, { received: "30", counted: "1", closing: "31" })
      })

      it("does not undo a loss that is settled", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "30", "5.00")
        await when.counts("28", { contractor: "A" })
        await when.settles()
        await then.movements(await when.counts("29", { contractor: "A" }), {
          type: "count_gain",
          quantity: "1",
          reverses_id: null,
        })
        const settlement = await when.settles()
        await then.lines(settlement, { opening: "2", to_invoice: "2", amount: "10.00" })
        await then.statement(settlement, { opening: "28", counted: "1", closing: "29" })
      })

      it("E22e: counts everything there, own pieces first", async () => {
        const { given, when, then } = story()
        await given.own("2")
        await given.receipt("L", "30", "5.00")
        await then.movements(await when.counts("29"), {
          type: "count_loss",
          lot: "L",
          quantity: "-1",
        })
        await then.level(["29", "0", "29"])
        await then.movements(await when.counts("33"))
        await then.level(["33", "4", "29"])
      })

      it("freezes the liability of each owner on the loss", async () => {
        const { given, when, then, id } = story()
        await given.receipt("A:LA", "2", "5.00", { dated: "2026-01-01" })
        await given.mark("B", "X")
        await world.given.agreement({
          contractor_id: await id.contractor("B"),
          count_loss_liability: "consignor",
        })
        await given.receipt("B:LB", "5", "5.00", { dated: "2026-01-02", hasAgreement: false })
        await when.counts("3")
        await then.lots({ LA: "0", LB: "3" })
        await then.lines(await when.settles(), {
          counted_lost: "2",
          net: "2",
          net_value: "10.00",
        })
        const ofB = await when.settles({ contractor: "B" })
        await then.lines(ofB)
        await then.statement(ofB, { received: "5", counted: "-2", closing: "3" })
      })

      it("E26c: moves own goods that were found in a dedicated warehouse", async () => {
        const { given, when, then } = story(dedicated)
        await given.receipt("L", "20", "7.50")
        await given.own("2")
        await then.refuses(() => when.settles(), "OPEN_DIFFERENCE", {
          differences: [expect.objectContaining({ difference: "2" })],
        })
        await then.movements(await when.counts("22"))
        await then.level(["20", "0", "20"])
        await then.level(["2", "2", "0"], { at: "OWNLOC" })
        await then.statement(await when.settles(), { received: "20", closing: "20" })
      })

      it("explains the stock of a dedicated warehouse by the goods of the contractor", async () => {
        const { given, when, then } = story(dedicated)
        await given.receipt("L", "20", "7.50")
        await given.own("2")
        await when.counts("21", { contractor: "A" })
        await then.lots({ L: "21" })
        await then.level(["21", "0", "21"])
        await then.level(["1", "1", "0"], { at: "OWNLOC" })
        await given.own("1")
        await when.counts("22", { contractor: "A" })
        await then.level(["22", "0", "22"])
        await when.counts("20", { contractor: "A" })
        await then.level(["20", "0", "20"])
        await then.level(["1", "1", "0"], { at: "OWNLOC" })
      })

      it.each([
        ["E26d", "19", { counted_lost: "1", net: "1", net_value: "7.50" }],
        ["E26e", "20", null],
      ])("%s: resolves a difference by counting %s", async (_, counted, line) => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        await given.difference("-1")
        await then.refuses(() => when.settles(), "OPEN_DIFFERENCE", {
          differences: [expect.objectContaining({ difference: "-1" })],
        })
        const count = await when.counts(counted, { contractor: "A" })
        await then.movements(
          count,
          ...(line ? [{ type: "count_loss", lot: "L", quantity: "-1" }] : [])
        )
        await then.level([counted, "0", counted])
        await then.lines(await when.settles(), ...(line ? [line] : []))
      })

      it("may take what is stocked below what is reserved", async () => {
        const { given, when, then, read } = story()
        await given.receipt("L", "10", "5.00")
        await given.reserved("8")
        await when.counts("6", { contractor: "A" })
        expect(await read.ownership("LOC", "X")).toMatchObject({ stocked: "6", reserved: "8" })
        await then.lots({ L: "6" })
      })

      it("counts an item that was never seen there", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "5.00")
        await when.counts({ X: "10", NEVER: "3" })
        await then.level(["3", "3", "0"], { item: "NEVER" })
        await then.movements(await when.counts({ NEW: "0" }))
        await then.level(["0", "0", "0"], { item: "NEW" })
        await then.refuses(
          () => when.counts({ X: "11", NEW: "1", OTHER: "2" }, { contractor: "A" }),
          "INVALID_DATA",
          {
            lines: [
              expect.objectContaining({ index: 1, path: "counted_quantity" }),
              expect.objectContaining({ index: 2, path: "counted_quantity" }),
            ],
          }
        )
      })

      it("puts what is more on a lot that is empty, if it is the newest", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "10", "5.00", { dated: "2026-01-01" })
        await given.receipt("L2", "5", "6.00", { dated: "2026-01-02" })
        await when.issues("15")
        await when.counts("1", { contractor: "A" })
        await then.lots({ L1: "0", L2: "1" })
      })

      it("finds nothing own in a customer's warehouse", async () => {
        const { when, then, id } = story({ warehouses: { LOC: {} } })
        const shop = await world.given.warehouse({
          direction: "outbound",
          contractor_id: await id.contractor("A"),
        })
        const count = async (counted_quantity: string) =>
          await admin.post(`${base}/stock-counts`, {
            warehouse_id: shop.id,
            lines: [{ inventory_item_id: await id.item("X"), counted_quantity }],
          })
        expectRefusal(await count("1"), "DEDICATED_WAREHOUSE", {
          lines: [expect.objectContaining({ index: 0, own: "1" })],
        })
        expect((await count("0")).status).toBe(201)
        await then.refuses(() => when.counts("1", { contractor: "A" }), "INVALID_DATA")
      })

      it("may not be dated into a closed period", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00", { dated: "2026-01-05" })
        await when.settles({ to: "2026-01-31" })
        for (const counted of ["9", "11"]) {
          await then.refuses(
            () => when.counts(counted, { contractor: "A", dated: "2026-01-20" }),
            "PERIOD_CLOSED"
          )
        }
        await then.refuses(() => when.counts("9", { dated: "2026-01-20" }), "PERIOD_CLOSED")
        const count = await when.counts("9", { contractor: "A", dated: "2026-02-02" })
        await then.movements(count, { quantity: "-1", dated: "2026-02-02", late: false })
      })

      it("is reversed whole, with what it did to levels", async () => {
        const { given, when, then } = story()
        await given.own("2")
        await given.receipt("L", "30", "5.00")
        const count = await when.counts("29")
        const { reversal, document } = await when.reverses(count)
        expect(document.status).toBe("reversed")
        await then.movements(
          { document_id: reversal.id },
          { type: "count_loss_reversal", quantity: "1" }
        )
        await then.level(["32", "2", "30"])
        await then.refuses(() => when.reverses(count), "ALREADY_REVERSED")
        await then.lines(await when.settles(), { counted_lost: "0", net: "0", balanced: true })
      })

      it("opens a loss again when the count that found it is reversed", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "30", "5.00")
        const lost = await when.counts("28", { contractor: "A" })
        await when.reverses(await when.counts("30", { contractor: "A" }))
        await then.lots({ L: "28" })
        const found = await when.counts("29", { contractor: "A" })
        await then.movements(found, { type: "count_gain", quantity: "1" })
        await then.lines(await when.previews(), {
          counted_lost: "1",
          net: "1",
          net_value: "5.00",
        })
        await then.refuses(() => when.reverses(lost), "EXCEEDS_REVERSIBLE")
        await when.reverses(found)
        await when.reverses(lost)
        await then.level(["30", "0", "30"])
      })

      it("cannot be reversed once what it found is gone, or settled", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "5.00")
        const gain = await when.counts("12", { contractor: "A" })
        await when.issues("11")
        await then.refuses(() => when.reverses(gain), "EXCEEDS_REVERSIBLE")
        const own = await when.counts("4")
        await when.issues("2")
        await then.refuses(() => when.reverses(own), "EXCEEDS_REVERSIBLE")
        const loss = await when.counts("0")
        await when.settles()
        await then.refuses(() => when.reverses(loss), "PERIOD_CLOSED")
      })

      it("E22f: limits what may be invoiced", async () => {
        const { given, when, then } = story(consignorLiable)
        await given.receipt("L", "10", "5.00")
        await when.issues("6")
        await when.counts("3", { contractor: "A" })
        const draft = await when.drafts([await when.settles()])
        const edited = await when.edits(draft, 0, { quantity: "10" })
        await then.refuses(() => when.posts(edited), "EXCEEDS_RECEIVED", {
          excess: "1",
          lines: [expect.objectContaining({ index: 0, excess: "1" })],
        })
        await when.posts(await when.edits(draft, 0, { quantity: "9" }))
      })
    })
  },
})
