import { tellOfDocuments } from "../helpers/document-verbs"
import { expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, instant, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

/** LOC and OWNLOC belong together: LOC must hold no own stock. */
const dedicated: Setting = { warehouses: { LOC: { branch_code: "WAW", own: "OWNLOC" } } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

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

      it("E9b: refuses more than is in stock, of the contractor if one is named", async () => {
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
  },
})
