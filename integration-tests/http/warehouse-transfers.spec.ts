import { tellOfDocuments } from "../helpers/document-verbs"
import { expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, instant, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

const krakow: Setting = { warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("warehouse transfers", () => {
      it("E5g: takes the lot on as a child lot, neutrally", async () => {
        const { given, when, then, id } = story(krakow)
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        await given.receipt("L2", "5", "8.00", { dated: "2026-01-11" })
        const transfer = await when.moves("6", "KRK")
        expect(transfer).toMatchObject({
          from_warehouse_id: await id.warehouse("LOC"),
          to_warehouse_id: await id.warehouse("KRK"),
        })
        await then.movements(
          transfer,
          { type: "warehouse_transfer_out", lot: "L", quantity: "-6", unit_cost: "7.5" },
          { type: "warehouse_transfer_in", lot: "child of L", quantity: "6", unit_cost: "7.5" }
        )
        await then.childLots("KRK", {
          contractor_id: await id.contractor("A"),
          received_at: instant("2026-01-10"),
          quantity_received: "6",
          quantity_remaining: "6",
          unit_cost: "7.5",
          origin_lot_id: id.lot("L"),
          document_id: transfer.id,
        })
        await then.level(["19", "0", "19"])
        await then.level(["6", "0", "6"], { at: "KRK" })
        const settlement = await when.settles()
        await then.lines(settlement)
        await then.statement(settlement, { received: "25", closing: "25" })
        await then.picks(await when.issues("2", { at: "KRK" }), "child of L 2")
        await then.lines(await when.settles(), {
          issued: "2",
          net: "2",
          net_value: "15.00",
          branches: [["KRK", "2", "15.00"]],
        })
      })

      it("refers to the first lot, however often the goods move", async () => {
        const { given, when, then, id, read } = story({
          warehouses: { LOC: {}, KRK: {}, GDN: {} },
        })
        await given.receipt("L1", "2", "1.00", { dated: "2026-01-01" })
        await given.receipt("L2", "2", "1.00", { dated: "2026-01-02" })
        await when.moves("3", "KRK")
        await when.moves("3", "GDN", { at: "KRK" })
        await when.moves("3", "LOC", { at: "GDN" })
        await then.childLots(
          "LOC",
          { origin_lot_id: id.lot("L1"), quantity_remaining: "2" },
          { origin_lot_id: id.lot("L2"), quantity_remaining: "1" }
        )
        await then.lots({ L1: "0", L2: "1" })
        const issue = await when.issues("4")
        const lots = issue.lines[0]?.allocations?.map((one) => one.lot_id ?? "") ?? []
        const received = await Promise.all(
          lots.map(async (lot) => (await read.lot(lot)).received_at)
        )
        // Posted earlier, the rest of L2 goes before its own child.
        expect(received).toEqual([
          instant("2026-01-01"),
          instant("2026-01-02"),
          instant("2026-01-02"),
        ])
        expect(lots[1]).toBe(id.lot("L2"))
      })

      it("leaves own and reserved pieces, and needs another warehouse of the same direction", async () => {
        const { given, when, then, id, bodyOf } = story(krakow)
        await given.own("2")
        await given.receipt("L", "10", "1.00")
        await given.reserved("6")
        await then.refuses(() => when.moves("7", "KRK"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, available: "6" })],
        })
        await then.refuses(() => when.moves("1", "LOC"), "NOT_CONSIGNMENT_WAREHOUSE")
        const shop = await world.given.warehouse({
          direction: "outbound",
          contractor_id: await id.contractor("B"),
        })
        const answer = await admin.post(`${base}/warehouse-transfers`, {
          ...(await bodyOf.warehouseTransfer("1", "KRK")),
          to_warehouse_id: shop.id,
        })
        expectRefusal(answer, "NOT_CONSIGNMENT_WAREHOUSE", { to_warehouse_id: shop.id })
      })

      it("is reversed whole while the child lots are as it left them", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "20", "7.50", { dated: "2026-01-05" })
        const transfer = await when.moves("6", "KRK", { dated: "2026-01-10" })
        const { document, reversal } = await when.reverses(transfer)
        expect(document.status).toBe("reversed")
        await then.movements(
          { document_id: reversal.id },
          {
            type: "warehouse_transfer_in_reversal",
            lot: "child of L",
            quantity: "-6",
            dated: "2026-01-10",
          },
          {
            type: "warehouse_transfer_out_reversal",
            lot: "L",
            quantity: "6",
            dated: "2026-01-10",
          }
        )
        await then.level(["20", "0", "20"])
        await then.level(["0", "0", "0"], { at: "KRK" })
        await then.refuses(() => when.reverses(transfer), "ALREADY_REVERSED")
      })

      it("cannot be reversed once the goods moved on, are promised or settled", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "20", "7.50")
        const sold = await when.moves("6", "KRK")
        await when.issues("1", { at: "KRK" })
        await then.refuses(() => when.reverses(sold), "EXCEEDS_REVERSIBLE")
        const promised = await when.moves("2", "KRK")
        await given.reserved("6", { at: "KRK" })
        await then.refuses(() => when.reverses(promised), "INSUFFICIENT_STOCK")
        await given.own("5", { at: "KRK" })
        await when.settles()
        await then.refuses(() => when.reverses(promised), "PERIOD_CLOSED")
      })

      it("may be late", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "10", "1.00", { dated: "2026-01-05" })
        await when.settles({ to: "2026-01-31" })
        expect((await when.moves("2", "KRK", { dated: "2026-01-20" })).late).toBe(true)
        await then.statement(await when.settles(), { opening: "10", closing: "10" })
      })
    })
  },
})
