import type { Document } from "../../src/http-contract/document"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, instant, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string
const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string

/** LOC and OWNLOC belong together: nothing own may lie at LOC. */
const dedicated: Setting = { warehouses: { LOC: { branch_code: "WAW", own: "OWNLOC" } } }
const krakow: Setting = { warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } } }
const consignorLiable: Setting = { terms: { count_loss_liability: "consignor" } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("internal issues", () => {
      it("E3: counts what was used beside what was sold", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        await when.issues("6")
        const used = await when.issuesInternally("2", { reason: "samples" })
        expect(used).toMatchObject({
          type: "internal_issue",
          number: "II-000001",
          reason: "samples",
        })
        await then.picks(used, "L 2")
        const back = await when.returnsInternally("1", { of: used })
        expect(back).toMatchObject({ type: "internal_issue_return", internal_issue_id: used.id })
        await then.gaveBack(back, "L 1 open")
        await then.lots({ L: "13" })
        await then.lines(await when.settles(), {
          issued: "6",
          internally_issued: "2",
          returned: "1",
          net: "7",
          net_value: "52.50",
        })
      })

      it("takes what comes back after the close as own", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        const used = await when.issuesInternally("2")
        await when.settles()
        await then.gaveBack(await when.returnsInternally("1", { of: used }), "own 1 settled")
        await then.refuses(() => when.returnsInternally("2", { of: used }), "EXCEEDS_RETURNABLE", {
          lines: [expect.objectContaining({ index: 0, returnable: "1" })],
        })
        await then.refuses(() => when.reverses(used), "PERIOD_CLOSED")
      })

      it("is reversed whole, and its return, too", async () => {
        const { given, when, then } = story()
        await given.own("1")
        await given.receipt("L", "20", "7.50")
        const used = await when.issuesInternally("3")
        await then.picks(used, "own 1", "L 2")
        const back = await when.returnsInternally("2", { of: used })
        await then.gaveBack(back, "L 2 open")
        expect((await when.reverses(back)).document.status).toBe("reversed")
        await then.refuses(() => when.reverses(back), "ALREADY_REVERSED")
        await then.level(["18", "0", "18"])
        const { document, reversal } = await when.reverses(used)
        expect(document.status).toBe("reversed")
        await then.movements(
          { document_id: reversal.id },
          { type: "internal_issue_reversal", lot: "L", quantity: "2" }
        )
        await then.level(["21", "1", "20"])
        await then.refuses(() => when.reverses(used), "ALREADY_REVERSED", { id: used.id })
        await then.lines(await when.settles(), {
          internally_issued: "2",
          returned: "2",
          net: "0",
          balanced: true,
        })
      })

      it("E9b, E9c: refuses what does not lie there, or is promised", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        await then.refuses(() => when.issuesInternally("11"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, quantity: "11", available: "10" })],
        })
        await given.reserved("4")
        await then.refuses(() => when.issuesInternally("7"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ available: "6" })],
        })
        await when.issuesInternally("6")
        await then.lots({ L: "4" })
      })

      it("may be late", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00", { dated: "2026-01-05" })
        await when.settles({ to: "2026-01-31" })
        expect((await when.issuesInternally("2", { dated: "2026-01-20" })).late).toBe(true)
        await then.lines(await when.settles(), {
          internally_issued: "2",
          net: "2",
          net_value: "2.00",
          late_quantity: "2",
        })
      })
    })

    describe("ownership transfers", () => {
      /** L 20 @7.50, of which 6 are bought. */
      const bought = async (setting: Setting = {}) => {
        const told = story(setting)
        await told.given.receipt("L", "20", "7.50")
        return { ...told, transfer: await told.when.buys("6") }
      }

      it("E5: makes goods own that stay where they lie", async () => {
        const { then, transfer } = await bought()
        await then.picks(transfer, "L 6")
        await then.movements(transfer, {
          type: "ownership_transfer",
          lot: "L",
          quantity: "-6",
          unit_cost: "7.5",
          branch_code: "WAW",
        })
        await then.level(["20", "6", "14"])
      })

      it("E5a: cannot be reversed after the close", async () => {
        const { when, then, transfer } = await bought()
        await then.picks(await when.issues("4"), "own 4")
        await then.lines(await when.settles(), { transferred: "6", net: "6", net_value: "45.00" })
        await then.level(["16", "2", "14"])
        await then.refuses(() => when.reversesOf(transfer, "1"), "PERIOD_CLOSED")
        await then.refuses(() => when.reversesOf(transfer, "3"), "INSUFFICIENT_STOCK")
      })

      it("E5b: is reversed in part", async () => {
        const { when, then, transfer } = await bought()
        const reversed = await when.reversesOf(transfer, "2")
        expect(reversed).toMatchObject({ id: transfer.id, status: "partly_reversed" })
        expect(reversed.lines[0]?.allocations?.map((one) => one.quantity_returned)).toEqual(["2"])
        await then.level(["20", "4", "16"])
        await then.refuses(() => when.reversesOf(transfer, "5"), "EXCEEDS_REVERSIBLE", {
          lines: [expect.objectContaining({ index: 0, quantity: "5", reversible: "4" })],
        })
        await then.lines(await when.previews(), {
          transferred: "6",
          transfer_reversed: "2",
          net: "4",
          net_value: "30.00",
        })
      })

      it("E5c: is reversed until nothing is left, and not once more", async () => {
        const { when, then, transfer } = await bought()
        await when.reversesOf(transfer, "2")
        expect(await when.reversesOf(transfer, "4")).toMatchObject({ status: "reversed" })
        await then.lots({ L: "20" })
        await then.refuses(() => when.reversesOf(transfer, "1"), "ALREADY_REVERSED", {
          id: transfer.id,
        })
        await then.refuses(() => when.reverses(transfer), "ALREADY_REVERSED")
        await then.lines(await when.settles(), {
          transferred: "6",
          transfer_reversed: "6",
          net: "0",
          balanced: true,
        })
      })

      it("is reversed whole: what is left of it", async () => {
        const { when, then, transfer } = await bought()
        await when.reversesOf(transfer, "2")
        const { document, reversal } = await when.reverses(transfer)
        expect(document.status).toBe("reversed")
        await then.movements(
          { document_id: reversal.id },
          { type: "ownership_transfer_reversal", quantity: "4" }
        )
        await then.level(["20", "0", "20"])
      })

      it("E5d: is reversed only as far as the goods are still ours", async () => {
        const { when, then, transfer } = await bought()
        await then.picks(await when.issues("4"), "own 4")
        await then.refuses(() => when.reversesOf(transfer, "3"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, quantity: "3", available: "2" })],
        })
        await when.reversesOf(transfer, "2")
        await then.level(["16", "0", "16"])
        await then.lines(await when.previews(), {
          transferred: "6",
          transfer_reversed: "2",
          net: "4",
          net_value: "30.00",
        })
      })

      it("E5e: goes back to the newest allocation first", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "4", "7.00", { dated: "2026-01-01" })
        await given.receipt("L2", "10", "8.00", { dated: "2026-01-02" })
        const transfer = await when.buys("6")
        await then.picks(transfer, "L1 4", "L2 2")
        await when.reversesOf(transfer, "3")
        await then.lots({ L1: "1", L2: "10" })
        await then.movements(
          { type: "ownership_transfer_reversal" },
          { lot: "L2", quantity: "2", unit_cost: "8" },
          { lot: "L1", quantity: "1", unit_cost: "7" }
        )
        await then.lines(await when.settles(), {
          transferred: "6",
          transfer_reversed: "3",
          net: "3",
          net_value: "21.00",
        })
      })

      it("E5f: leaves a dedicated warehouse and comes back to it", async () => {
        const { when, then, transfer } = await bought(dedicated)
        await then.level(["14", "0", "14"])
        await then.level(["6", "6", "0"], { at: "OWNLOC" })
        await when.reversesOf(transfer, "2")
        await then.level(["16", "0", "16"])
        await then.level(["4", "4", "0"], { at: "OWNLOC" })
      })

      it("leaves a dedicated warehouse only as far as nothing is reserved, and comes back likewise", async () => {
        const { given, when, then, transfer } = await bought(dedicated)
        await given.reserved("10")
        await then.refuses(() => when.buys("5"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ available: "4" })],
        })
        await given.reserved("5", { at: "OWNLOC" })
        await then.refuses(() => when.reversesOf(transfer, "2"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ available: "1" })],
        })
        await when.reversesOf(transfer, "1")
      })

      it("E9b: refuses more than lies there, of the contractor if one is named", async () => {
        const { given, when, then } = story()
        await given.receipt("A:LA", "10", "1.00", { dated: "2026-01-01" })
        await given.receipt("B:LB", "5", "2.00", { dated: "2026-01-02" })
        await then.refuses(() => when.buys("16"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, quantity: "16", available: "15" })],
        })
        await then.refuses(() => when.buys("6", { contractor: "B" }), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ available: "5" })],
        })
        await then.picks(await when.buys("11"), "LA 10", "LB 1")
        await then.picks(await when.buys("2", { contractor: "B" }), "LB 2")
        await then.picks(await when.buys("1", { lot: "LB" }), "LB 1")
        await then.refuses(() => when.buys("2", { lot: "LB" }), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ available: "1" })],
        })
      })

      it("buys what is reserved: the pieces stay for their order", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        await given.reserved("8")
        await when.buys("10")
        await then.level(["10", "10", "0"])
      })

      it("counts one line that stands twice on a reversal twice", async () => {
        const { when, then, transfer } = await bought()
        const reverse = (quantities: string[]) =>
          when.reverses(transfer, {
            lines: quantities.map((quantity) => ({ line_id: transfer.lines[0]?.id, quantity })),
          })
        await then.refuses(() => reverse(["4", "3"]), "EXCEEDS_REVERSIBLE", {
          lines: [expect.objectContaining({ index: 1, quantity: "3", reversible: "2" })],
        })
        expect((await reverse(["4", "2"])).document.status).toBe("reversed")
        await then.level(["20", "0", "20"])
      })

      it("names every line of a reversal that is not one of the transfer", async () => {
        const { transfer } = await bought()
        const answer = await admin.post(`${base}/ownership-transfers/${transfer.id}/reverse`, {
          lines: [
            { line_id: transfer.lines[0]?.id, quantity: "1" },
            { line_id: "condocl_none", quantity: "1" },
          ],
        })
        expectRefusal(answer, "INVALID_DATA", {
          lines: [expect.objectContaining({ index: 1, path: "line_id" })],
        })
      })

      it("E14: may not be dated into a closed period", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "50", "2.00", { dated: "2026-01-20" })
        await when.settles({ to: "2026-02-28" })
        await then.refuses(() => when.buys("1", { dated: "2026-02-20" }), "PERIOD_CLOSED")
        await then.refuses(() => when.settles({ to: "2026-02-20" }), "PERIOD_CLOSED")
        await then.refuses(() => when.settles({ to: "2099-03-05" }), "INVALID_DATA", {
          path: "cut_off",
        })
        await then.refuses(() => when.previews({ to: "2099-03-05" }), "INVALID_DATA", {
          path: "cut_off",
        })
        const transfer = await when.buys("1", { dated: "2026-03-01" })
        expect(transfer).toMatchObject({ late: false, effective_at: instant("2026-03-01") })
      })
    })

    describe("consignor returns", () => {
      it("E15: is no consumption", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "3.00")
        await when.issues("8")
        const consignorReturn = await when.sendsHome("5")
        await then.movements(consignorReturn, { type: "consignor_return", quantity: "-5" })
        await then.level(["7", "0", "7"])
        await then.lot("L", { quantity_consumed: "8", quantity_returned_to_consignor: "5" })
        const settlement = await when.settles()
        await then.lines(settlement, { issued: "8", net: "8", net_value: "24.00" })
        await then.statement(settlement, {
          received: "20",
          consumed: "8",
          returned_to_consignor: "5",
          closing: "7",
        })
      })

      it("E9b: refuses more than the contractor has there", async () => {
        const { given, when, then } = story()
        await given.own("5")
        await given.receipt("L", "10", "1.00")
        await given.receipt("B:LB", "4", "1.00")
        await then.refuses(() => when.sendsHome("11"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, quantity: "11", available: "10" })],
        })
      })

      it("E9c: leaves what is reserved", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00")
        await given.reserved("4")
        await then.refuses(() => when.sendsHome("7"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ available: "6" })],
        })
        await when.sendsHome("6")
        await then.lots({ L: "4" })
      })

      it("E9d: goes where own stock covers the reservation", async () => {
        const { given, when, then } = story()
        await given.own("5")
        await given.receipt("L", "10", "1.00")
        await given.reserved("4")
        await when.sendsHome("10")
        await then.level(["5", "5", "0"])
      })

      it("E9i: takes the lot that is named", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "10", "50.00", { dated: "2026-01-01" })
        await given.receipt("L2", "30", "80.00", { dated: "2026-01-02" })
        await when.sendsHome("30", { lot: "L2" })
        await then.lots({ L1: "10", L2: "0" })
        await then.value({ EUR: "500.00" })
      })

      it("E9i: takes the oldest lot first where only the item is named", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "10", "50.00", { dated: "2026-01-01" })
        await given.receipt("L2", "30", "80.00", { dated: "2026-01-02" })
        const consignorReturn = await when.sendsHome("15")
        await then.movements(
          consignorReturn,
          { lot: "L1", quantity: "-10" },
          { lot: "L2", quantity: "-5" }
        )
      })

      it("is reversed whole, once, while it is not settled", async () => {
        const { given, when, then, read } = story()
        await given.receipt("L", "20", "3.00", { dated: "2026-01-05" })
        const consignorReturn = await when.sendsHome("5", { dated: "2026-01-10" })
        const { document, reversal } = await when.reverses(consignorReturn)
        expect(document.status).toBe("reversed")
        const [sent] = await read.movements({ document_id: consignorReturn.id })
        await then.movements(
          { document_id: reversal.id },
          {
            type: "consignor_return_reversal",
            quantity: "5",
            dated: "2026-01-10",
            reverses_id: sent?.id,
          }
        )
        await then.level(["20", "0", "20"])
        await then.lot("L", { quantity_returned_to_consignor: "0" })
        await then.refuses(() => when.reverses(consignorReturn), "ALREADY_REVERSED")
        const next = await when.sendsHome("5")
        const settlement = await when.settles()
        await then.statement(settlement, {
          received: "20",
          returned_to_consignor: "5",
          closing: "15",
        })
        await then.refuses(() => when.reverses(next), "PERIOD_CLOSED")
      })

      it("may be late", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00", { dated: "2026-01-05" })
        await when.settles({ to: "2026-01-31" })
        expect((await when.sendsHome("2", { dated: "2026-01-20" })).late).toBe(true)
        await then.statement(await when.settles(), {
          opening: "10",
          returned_to_consignor: "2",
          closing: "8",
        })
      })
    })

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

      it("explains what lies in a dedicated warehouse by the goods of the contractor", async () => {
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

    describe("opening balances", () => {
      it("E24: begins with stock and with balances", async () => {
        const { given, when, then } = story()
        const opening = await given.opening([
          { lot: "LX", item: "X", quantity: "40", unitCost: "5.00", uninvoiced: "5" },
          { lot: "LY", item: "Y", quantity: "10", unitCost: "6.00", overInvoiced: "2" },
        ])
        expect(opening.lines).toMatchObject([
          {
            quantity: "40",
            unit_cost: "5",
            uninvoiced_quantity: "5",
            over_invoiced_quantity: "0",
            received_at: opening.effective_at,
            lot_id: text,
          },
          { quantity: "10", uninvoiced_quantity: "0", over_invoiced_quantity: "2" },
        ])
        await then.level(["40", "0", "40"])
        await then.lot("LX", {
          quantity_received: "45",
          quantity_remaining: "40",
          quantity_consumed: "5",
        })
        await then.lot("LY", { quantity_invoiced: "2", quantity_prepaid: "2" })
        await then.balance("5")
        await then.balance("-2", { item: "Y" })
        const settlement = await when.settles()
        await then.lines(
          settlement,
          { opening: "5", to_invoice: "5", amount: "25.00" },
          { item: "Y", opening: "-2", to_invoice: "0", carry: "-2" }
        )
        await then.statement(
          settlement,
          { received: "40", closing: "40" },
          { item: "Y", received: "10", closing: "10" }
        )
        await when.issues({ Y: "3" })
        await then.lines(
          await when.settles(),
          { opening: "5", to_invoice: "5", amount: "25.00" },
          {
            item: "Y",
            opening: "-2",
            issued: "3",
            net: "3",
            net_value: "18.00",
            to_invoice: "1",
            amount: "6.00",
          }
        )
      })

      it("E24b: refuses more over-invoiced than lies there, both on one line, and after a settlement", async () => {
        const { given, when, then, bodyOf } = story()
        const line = { lot: "L", quantity: "10", unitCost: "6.00" }
        await then.refuses(
          () =>
            given.opening([
              line,
              { ...line, overInvoiced: "11" },
              { ...line, overInvoiced: "12.5" },
            ]),
          "EXCEEDS_RECEIVED",
          {
            excess: "3.5",
            lines: [
              expect.objectContaining({ index: 1, excess: "1" }),
              expect.objectContaining({ index: 2, excess: "2.5" }),
            ],
          }
        )
        expectInvalid(
          await admin.post(
            `${base}/opening-balances`,
            await bodyOf.openingBalance([line, { ...line, uninvoiced: "1", overInvoiced: "1" }])
          ),
          "lines.1"
        )
        await given.opening([{ ...line, uninvoiced: "0", overInvoiced: "10" }])
        await when.settles()
        await then.refuses(() => given.opening([line]), "PERIOD_CLOSED")
      })

      it("asks for owner, agreement, currency and an inbound warehouse, as a receipt does", async () => {
        const { given, then, id, bodyOf } = story()
        const lines = [{ lot: "L", quantity: "10", unitCost: "6.00" }]
        const post = async (others: object = {}) =>
          await admin.post(`${base}/opening-balances`, {
            ...(await bodyOf.openingBalance(lines)),
            ...others,
          })
        expectRefusal(await post(), "NOT_ITEM_OWNER", {
          lines: [expect.objectContaining({ index: 0 })],
        })
        await given.mark("A", "X")
        expectRefusal(await post(), "NO_AGREEMENT")
        await given.agreement("A", "EUR")
        await given.agreement("A", "PLN")
        expectInvalid(await post(), "currency_code")
        const shop = await world.given.warehouse({
          direction: "outbound",
          contractor_id: await id.contractor("A"),
        })
        expectRefusal(
          await post({ currency_code: "EUR", warehouse_id: shop.id }),
          "NOT_CONSIGNMENT_WAREHOUSE"
        )
        expectRefusal(
          await admin.post(
            `${base}/opening-balances`,
            await bodyOf.openingBalance([{ ...lines[0]!, received: "2099-01-01" }], {
              currency: "EUR",
            })
          ),
          "INVALID_DATA",
          { lines: [expect.objectContaining({ index: 0, path: "received_at" })] }
        )
        await then.level(["0", "0", "0"])
      })

      it("sorts by the date on which the goods were received", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "5", "1.00", { dated: "2026-01-10" })
        await given.opening(
          [
            { lot: "NEW", quantity: "5", unitCost: "1.00", received: "2026-01-11" },
            { lot: "OLD", quantity: "5", unitCost: "1.00", received: "2025-12-01" },
          ],
          { dated: "2026-01-12" }
        )
        await then.picks(await when.issues("11"), "OLD 5", "L 5", "NEW 1")
      })

      it("is reversed whole, balances and all, while nothing has moved or was invoiced", async () => {
        const { given, when, then, read } = story()
        const line = { lot: "L", quantity: "40", unitCost: "5.00" }
        const opening = await given.opening([
          { ...line, uninvoiced: "5" },
          { ...line, lot: "LY", item: "Y", overInvoiced: "2" },
        ])
        expect((await when.reverses(opening)).document.status).toBe("reversed")
        await then.level(["0", "0", "0"])
        await then.lot("L", {
          quantity_received: "0",
          quantity_remaining: "0",
          quantity_consumed: "0",
        })
        await then.lot("LY", { quantity_invoiced: "0", quantity_prepaid: "0" })
        expect(await read.balances("A")).toEqual([])
        await then.refuses(() => when.reverses(opening), "ALREADY_REVERSED")

        const moved = await given.opening([{ ...line, lot: "MOVED" }])
        await when.issues("1")
        await then.refuses(() => when.reverses(moved), "EXCEEDS_REVERSIBLE")
        await when.issues("39")

        const settled = await given.opening([{ ...line, lot: "SETTLED", uninvoiced: "5" }])
        const settlement = await when.settles()
        await then.refuses(() => when.reverses(settled), "PERIOD_CLOSED")
        await when.invoices([settlement])
        await then.refuses(() => when.reverses(settled), "EXCEEDS_REVERSIBLE")
      })
    })

    describe("serial numbers", () => {
      const receive = async (told: ReturnType<typeof story>, lines: object[], contractor = "A") => {
        await told.given.mark(contractor, "X")
        await told.given.mark(contractor, "Y")
        await told.given.agreement(contractor, "EUR")
        return await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          contractor_id: await told.id.contractor(contractor),
          warehouse_id: await told.id.warehouse("LOC"),
          lines: lines.map((line) => ({ sku: "X", unit_cost: "1", ...line })),
        })
      }

      it("lives once among all owners over open stock", async () => {
        const told = story()
        const first = await receive(told, [{ quantity: "2", serial_numbers: ["S1", "S2"] }])
        expect(first.data.goods_receipt.lines[0]).toMatchObject({ serial_numbers: ["S1", "S2"] })
        const taken = await receive(
          told,
          [
            { quantity: "1", serial_numbers: ["S3"] },
            { quantity: "2", serial_numbers: ["S4", "S2"] },
            { quantity: "1", serial_numbers: ["S3"] },
          ],
          "B"
        )
        expectRefusal(taken, "SERIAL_TAKEN", {
          lines: [
            expect.objectContaining({ index: 1, sku: "X", serial_numbers: ["S2"] }),
            expect.objectContaining({ index: 2, serial_numbers: ["S3"] }),
          ],
        })
        const otherItem = await receive(told, [{ sku: "Y", quantity: "1", serial_numbers: ["S1"] }])
        expect(otherItem.status).toBe(201)
        await told.when.issues("2")
        expect((await receive(told, [{ quantity: "1", serial_numbers: ["S1"] }], "B")).status).toBe(
          201
        )
        await told.then.refuses(
          () => told.given.opening([{ lot: "L", quantity: "1", unitCost: "1", serials: ["S1"] }]),
          "SERIAL_TAKEN"
        )
        const opening = await told.given.opening([
          { lot: "L", quantity: "1", unitCost: "1", serials: ["S9"] },
        ])
        expect(opening.lines[0]).toMatchObject({ serial_numbers: ["S9"] })
      })

      it("has one for each piece", async () => {
        const told = story()
        const answer = await receive(told, [
          { quantity: "1", serial_numbers: [] },
          { quantity: "3", serial_numbers: ["S1", "S2"] },
          { quantity: "1.5", serial_numbers: ["S3"] },
        ])
        expectRefusal(answer, "INVALID_DATA", {
          lines: [
            expect.objectContaining({ index: 1, path: "serial_numbers" }),
            expect.objectContaining({ index: 2, path: "serial_numbers" }),
          ],
        })
      })

      it("is given to one of two who receive it at once", async () => {
        const told = story(krakow)
        await receive(told, [{ quantity: "1" }])
        await receive(told, [{ quantity: "1" }], "B")
        const body = async (contractor: string, at: string) => ({
          contractor_id: await told.id.contractor(contractor),
          warehouse_id: await told.id.warehouse(at),
          lines: [{ sku: "X", unit_cost: "1", quantity: "1", serial_numbers: ["S1"] }],
        })
        const bodies = [await body("A", "LOC"), await body("B", "KRK")]
        const answers = await Promise.all(
          bodies.map((one) => admin.post<{ code?: string }>(`${base}/goods-receipts`, one))
        )
        expect(answers.map((answer) => answer.status).sort()).toEqual([201, 400])
        expect(answers.map((answer) => answer.data.code).filter(Boolean)).toEqual(["SERIAL_TAKEN"])
      })
    })

    describe("a cancelled settlement", () => {
      it("E23: gives its movements back; what became own stays own", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50", { dated: "2026-05-01" })
        const issue = await when.issues("8", { dated: "2026-05-10" })
        const first = await when.settles({ to: "2026-05-31" })
        await then.gaveBack(await when.returns("2", { of: issue }), "own 2 settled")
        expect((await when.cancels(first)).status).toBe("cancelled")
        await then.movements(issue, { settlement_id: null })
        const second = await when.settles({ to: "2026-05-31" })
        await then.lines(second, { issued: "8", net: "8", net_value: "60.00" })
        await then.level(["14", "2", "12"])

        await when.cancels(second)
        await then.gaveBack(await when.returns("6", { of: issue }), "L 6 open")
        const third = await when.settles()
        await then.lines(third, { issued: "8", returned: "6", net: "2", net_value: "15.00" })
        await then.level(["20", "2", "18"])
        await then.refuses(() => when.returns("1", { of: issue }), "EXCEEDS_RETURNABLE")
        await then.picks(await when.issues("3"), "own 2", "L 1")
        const last = await when.settles()
        await then.refuses(() => when.cancels(third), "SETTLEMENT_NOT_LATEST")
        await when.invoices([last])
        await then.refuses(() => when.cancels(last), "SETTLEMENT_INVOICED")
      })

      it("is not cancelled while a draft names it", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        await when.issues("8")
        const settlement = await when.settles()
        const draft = await when.drafts([settlement])
        await then.refuses(() => when.cancels(settlement), "SETTLEMENT_INVOICED", {
          invoice_ids: [draft.id],
        })
        await admin.delete(`${base}/invoices/${draft.id}`)
        await when.cancels(settlement)
        expectInvalid(
          await admin.post(`${base}/invoices`, {
            contractor_id: settlement.contractor_id,
            settlement_ids: [settlement.id],
            kind: "supplier",
          }),
          "settlement_ids.0"
        )
      })
    })

    describe("prepaid goods", () => {
      it("E14c: keeps a settled and invoiced piece that comes back at its invoice price", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "50", "10.00", { dated: "2026-01-20" })
        const issue = await when.issues("5", { dated: "2026-01-20" })
        await when.returns("1", { of: issue, dated: "2026-02-02" })
        await when.revalues("12.00")
        const january = await when.settles({ to: "2026-01-31" })
        await then.lines(january, { issued: "5", net: "5", net_value: "50.00" })
        const invoice = await when.invoices([january])
        await then.allocated(invoice, "L 5 @10")
        await then.lot("L", { quantity_prepaid: "1", quantity_invoiced: "5" })
        await then.value({ EUR: "550.00" })
        const second = await when.issues("5", { dated: "2026-02-10" })
        await then.picks(second, "L 1", "L 4")
        await then.movements(
          second,
          { quantity: "-1", unit_cost: "10" },
          { quantity: "-4", unit_cost: "12" }
        )
        await then.lines(await when.settles({ to: "2026-02-28" }), {
          issued: "5",
          returned: "1",
          net: "4",
          net_value: "48.00",
        })
      })

      it("E14d: carries a piece that came back after its settlement was invoiced", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "50", "10.00", { dated: "2026-01-20" })
        const issue = await when.issues("5", { dated: "2026-01-20" })
        await when.returns("1", { of: issue, dated: "2026-02-02" })
        await when.invoices([await when.settles({ to: "2026-01-31" })])
        await then.lines(await when.settles({ to: "2026-02-28" }), {
          returned: "1",
          net: "-1",
          net_value: "-10.00",
          to_invoice: "0",
          carry: "-1",
          amount: "0.00",
        })
      })

      it("goes to another warehouse last, stays invoiced there at its price, and comes back", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "20", "12.00")
        await when.issues("10")
        const draft = await when.drafts([await when.settles()])
        await when.edits(draft, 0, { quantity: "13", unit_price: "12.50" })
        await when.posts(draft)
        await then.lot("L", { quantity_invoiced: "13", quantity_prepaid: "3" })
        const transfer = await when.moves("9", "KRK")
        await then.movements(
          transfer,
          { type: "warehouse_transfer_out", quantity: "-7", unit_cost: "12" },
          { type: "warehouse_transfer_in", quantity: "7", unit_cost: "12" },
          { type: "warehouse_transfer_out", quantity: "-2", unit_cost: "12.5" },
          { type: "warehouse_transfer_in", quantity: "2", unit_cost: "12.5" }
        )
        await then.childLots("KRK", {
          quantity_remaining: "9",
          quantity_invoiced: "2",
          quantity_prepaid: "2",
        } as object)
        await then.lot("L", { quantity_invoiced: "11", quantity_prepaid: "1" })
        await then.value({ EUR: "121.50" })
        await when.reverses(transfer)
        await then.lot("L", { quantity_invoiced: "13", quantity_prepaid: "3" })
        await then.value({ EUR: "121.50" })
        await when.moves("10", "KRK")
        const issue = await when.issues("4", { at: "KRK" })
        await then.movements(
          issue,
          { quantity: "-3", unit_cost: "12.5" },
          { quantity: "-1", unit_cost: "12" }
        )
        await then.lines(await when.settles(), {
          opening: "-3",
          issued: "4",
          net: "4",
          net_value: "49.50",
          to_invoice: "1",
          amount: "12.00",
          branches: [["KRK", "4", "49.50"]],
        })
      })
    })

    describe("keys", () => {
      it.each([
        "internal_issue",
        "ownership_transfer",
        "consignor_return",
        "warehouse_transfer",
        "stock_count",
        "revaluation",
        "opening_balance",
      ] as const)("posts one %s for one key", async (type) => {
        const told = story(krakow)
        await told.given.receipt("L", "20", "7.50")
        const options = { key: "k1" }
        const bodies = {
          internal_issue: (quantity: string) => told.bodyOf.internalIssue(quantity, options),
          ownership_transfer: (quantity: string) =>
            told.bodyOf.ownershipTransfer(quantity, options),
          consignor_return: (quantity: string) => told.bodyOf.consignorReturn(quantity, options),
          warehouse_transfer: (quantity: string) =>
            told.bodyOf.warehouseTransfer(quantity, "KRK", options),
          stock_count: (quantity: string) => told.bodyOf.stockCount(quantity, options),
          revaluation: (quantity: string) => told.bodyOf.revaluation(quantity, options),
          opening_balance: (quantity: string) =>
            told.bodyOf.openingBalance([{ lot: "O", quantity, unitCost: "1" }], options),
        }
        const url = `${base}/${type.replaceAll("_", "-")}s`
        const post = async (quantity: string, others: object = {}) =>
          await admin.post<Record<string, Document>>(url, {
            ...(await bodies[type](quantity)),
            ...others,
          })

        const first = await post("3")
        expect(first.status).toBe(201)
        const document = first.data[type]
        expect(document).toMatchObject({
          id: text,
          number: text,
          type,
          status: "posted",
          effective_at: anInstant,
          posted_at: anInstant,
          created_by: text,
          late: false,
          reference: null,
          note: null,
          metadata: null,
          lines: [{ id: text, index: 0, sku: "X", quantity: text }],
        })
        const again = await post("3")
        expect(again).toMatchObject({ status: 200, data: { [type]: { id: document?.id } } })
        expectRefusal(await post("4"), "IDEMPOTENCY_MISMATCH")
        const [one, two] = await Promise.all([
          post("3", { idempotency_key: "k2" }),
          post("3", { idempotency_key: "k2" }),
        ])
        expect([one.status, two.status].sort()).toEqual([200, 201])
        expect(one.data[type]?.id).toBe(two.data[type]?.id)

        const last = one.data[type]?.id
        const reverse = () =>
          admin.post<Record<string, Document> & { reversal: { id: string } }>(
            `${url}/${last}/reverse`,
            { idempotency_key: "r1" }
          )
        const reversed = await reverse()
        expect(reversed).toMatchObject({ status: 201, data: { [type]: { status: "reversed" } } })
        const repeated = await reverse()
        expect(repeated).toMatchObject({
          status: 200,
          data: { [type]: { status: "reversed" }, reversal: { id: reversed.data.reversal.id } },
        })
        expectRefusal(
          await admin.post(`${url}/${document?.id}/reverse`, { idempotency_key: "r1" }),
          "IDEMPOTENCY_MISMATCH"
        )
        expectRefusal(await admin.post(`${url}/condoc_none/reverse`), "NOT_FOUND")

        const list = await admin.get<Record<string, Document[]> & { count: number }>(url, {
          order: "number",
          limit: 1,
          status: ["posted", "reversed"],
        })
        expect(list.data).toMatchObject({ count: 2, offset: 0, limit: 1 })
        expect(list.data[`${type}s`]).toEqual([document])
        const fetched = await admin.get<Record<string, Document>>(`${url}/${document?.id}`)
        expect(fetched.data[type]).toEqual(document)
        expectRefusal(await admin.get(`${url}/condoc_none`), "NOT_FOUND")
        expect((await admin.get(url, { order: "nothing" })).status).toBe(400)
      })
    })

    describe("bodies", () => {
      it("names what is unknown, line by line", async () => {
        const { given, id, bodyOf } = story(krakow)
        await given.receipt("L", "20", "7.50")
        await given.receipt("K", "20", "7.50", { at: "KRK" })
        const lines = [
          { inventory_item_id: await id.item("X"), quantity: "1" },
          { inventory_item_id: "iitem_none", quantity: "1" },
          { sku: "NO-SUCH", quantity: "1" },
        ]
        const bodies = {
          "ownership-transfers": await bodyOf.ownershipTransfer("1"),
          "consignor-returns": await bodyOf.consignorReturn("1"),
          "warehouse-transfers": await bodyOf.warehouseTransfer("1", "KRK"),
        }
        for (const [path, body] of Object.entries(bodies)) {
          const post = (change: object) => admin.post(`${base}/${path}`, { ...body, ...change })
          expectRefusal(await post({ lines }), "UNKNOWN_ITEM", {
            lines: [
              expect.objectContaining({ index: 1, inventory_item_id: "iitem_none" }),
              expect.objectContaining({ index: 2, sku: "NO-SUCH" }),
            ],
          })
          expectRefusal(
            await post({
              lines: [
                { lot_id: "conlot_none", quantity: "1" },
                { lot_id: id.lot("L"), quantity: "1" },
                { lot_id: "conlot_other", quantity: "1" },
              ],
            }),
            "INVALID_DATA",
            {
              lines: [
                expect.objectContaining({ index: 0, path: "lot_id" }),
                expect.objectContaining({ index: 2, path: "lot_id" }),
              ],
            }
          )
          // Lots of another warehouse, or of another item.
          expectRefusal(
            await post({
              lines: [
                { lot_id: id.lot("L"), quantity: "1" },
                { lot_id: id.lot("K"), quantity: "1" },
                { lot_id: id.lot("L"), inventory_item_id: await id.item("Y"), quantity: "1" },
              ],
            }),
            "INVALID_DATA",
            {
              lines: [
                expect.objectContaining({ index: 1, path: "lot_id" }),
                expect.objectContaining({ index: 2, path: "lot_id" }),
              ],
            }
          )
          expectInvalid(
            await post({
              lines: [
                { quantity: "1" },
                { sku: "X", quantity: "0" },
                { sku: "X", quantity: "1.0001" },
              ],
            }),
            "lines.0",
            "lines.1.quantity",
            "lines.2.quantity"
          )
        }
        const revalued = await admin.post(`${base}/revaluations`, {
          contractor_id: await id.contractor("A"),
          lines: [
            { lot_id: "conlot_none", unit_cost: "1" },
            { lot_id: id.lot("L"), unit_cost: "1" },
          ],
        })
        expectRefusal(revalued, "INVALID_DATA", {
          lines: [expect.objectContaining({ index: 0, path: "lot_id" })],
        })
        expectInvalid(
          await admin.post(`${base}/revaluations`, {
            contractor_id: await id.contractor("A"),
            lines: [{ lot_id: id.lot("L"), unit_cost: "1.1234567" }],
          }),
          "lines.0.unit_cost"
        )
      })

      it.each([
        ["ownership-transfers", "warehouse_id"],
        ["consignor-returns", "warehouse_id", "contractor_id"],
        ["warehouse-transfers", "from_warehouse_id"],
        ["stock-counts", "warehouse_id"],
        ["opening-balances", "warehouse_id", "contractor_id"],
        ["revaluations", "contractor_id"],
      ])("names the unknown parties of %s", async (path, ...fields) => {
        const { given, id, bodyOf } = story(krakow)
        await given.receipt("L", "20", "7.50")
        const bodies: Record<string, object> = {
          "ownership-transfers": await bodyOf.ownershipTransfer("1"),
          "consignor-returns": await bodyOf.consignorReturn("1"),
          "warehouse-transfers": await bodyOf.warehouseTransfer("1", "KRK"),
          "stock-counts": await bodyOf.stockCount("1"),
          "opening-balances": await bodyOf.openingBalance([
            { lot: "O", quantity: "1", unitCost: "1" },
          ]),
          revaluations: await bodyOf.revaluation("1"),
        }
        const unknown = Object.fromEntries(fields.map((field) => [field, "none"]))
        expectInvalid(
          await admin.post(`${base}/${path}`, { ...bodies[path], ...unknown }),
          ...fields
        )
        expect(await id.item("X")).toEqual(text)
      })

      it("adds up the lines of one item, and names every one that is short", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "10", "1.00")
        const goods = [
          { item: "Y", quantity: "1" },
          { item: "X", quantity: "6" },
          { item: "X", quantity: "5" },
          { item: "X", quantity: "4" },
        ]
        const refusal = {
          lines: [
            expect.objectContaining({ index: 0, sku: "Y", quantity: "1", available: "0" }),
            expect.objectContaining({ index: 2, sku: "X", quantity: "5", available: "4" }),
          ],
        }
        await then.refuses(() => when.buys(goods), "INSUFFICIENT_STOCK", refusal)
        await then.refuses(() => when.sendsHome(goods), "INSUFFICIENT_STOCK", refusal)
        await then.refuses(() => when.moves(goods, "KRK"), "INSUFFICIENT_STOCK", refusal)
        await then.refuses(() => when.issuesInternally(goods), "INSUFFICIENT_STOCK", refusal)
      })

      it("keeps what the caller notes, and finds documents by it", async () => {
        const { given, id, bodyOf } = story(krakow)
        await given.receipt("L", "10", "1.00")
        const noted = { reference: "R1", note: "two boxes", metadata: { box: 2 } }
        const answer = await admin.post<{ consignor_return: Document }>(
          `${base}/consignor-returns`,
          {
            ...(await bodyOf.consignorReturn("1", { dated: "2026-01-10" })),
            ...noted,
          }
        )
        expect(answer.data.consignor_return).toMatchObject(noted)
        const filters = [
          { contractor_id: await id.contractor("A") },
          { warehouse_id: await id.warehouse("LOC") },
          { reference: "R1" },
          { effective_at: { $gte: instant("2026-01-10"), $lt: instant("2026-01-11") } },
        ]
        for (const filter of filters) {
          const list = await admin.get<{ count: number }>(`${base}/consignor-returns`, filter)
          expect(list.data.count).toBe(1)
        }
        const none = await admin.get<{ count: number }>(`${base}/consignor-returns`, {
          contractor_id: await id.contractor("B"),
        })
        expect(none.data.count).toBe(0)
      })

      it("posts nothing in the future, and nothing older than the store allows", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "10", "1.00", { dated: "2026-01-01" })
        const tellAll = (dated: string) => [
          () => when.issuesInternally("1", { dated }),
          () => when.buys("1", { dated }),
          () => when.sendsHome("1", { dated }),
          () => when.moves("1", "KRK", { dated }),
          () => when.counts("9", { dated }),
          () => given.opening([{ lot: "O", quantity: "1", unitCost: "1" }], { dated }),
        ]
        for (const tell of tellAll("2099-01-01")) {
          await then.refuses(tell, "INVALID_DATA", { path: "effective_at" })
        }
        await admin.post(`${base}/settings`, { allow_backdating_days: 3 })
        for (const tell of tellAll("2026-01-05")) {
          await then.refuses(tell, "INVALID_DATA", {
            path: "effective_at",
            allow_backdating_days: 3,
          })
        }
      })
    })
  },
})
