import type { Document } from "../../src/http-contract/document"
import type { Settlement } from "../../src/http-contract/settlement"
import {
  atOwn,
  outbound,
  sales,
  tellOfCustomers,
  tellOfFilledShop,
} from "../helpers/customer-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfCustomers(world, setting)
    const filledUp = (setting?: Setting) => tellOfFilledShop(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const traced = (
      type: string,
      quantity: string,
      document: Document,
      settlement: Settlement | null
    ): unknown => ({
      id: text,
      type,
      quantity,
      unit_cost: "25",
      effective_at: document.effective_at,
      document: { id: document.id, number: document.number, type: document.type },
      settlement: settlement && { id: settlement.id, number: settlement.number },
    })

    describe("worklists", () => {
      it("traces a lot from its delivery to invoice, credit note and take-back", async () => {
        const { when, id, delivery } = await filledUp()
        const sale = await when.sells("7")
        const settlement = await when.settles(outbound)
        const invoice = await when.invoices([settlement], sales)
        await when.getsBack("2", { of: sale })
        const credit = await when.credits(invoice, { 0: "2" })
        const home = await when.takesBack("5")
        const url = `${base}/lots/${id.lot("L")}/trace`
        expect(await world.get<{ trace: unknown }>(url)).toEqual({
          trace: {
            lot_id: id.lot("L"),
            inventory_item_id: await id.item("X"),
            sku: "X",
            contractor_id: await id.contractor("K"),
            direction: "outbound",
            quantity_remaining: "10",
            origin_lot_id: null,
            child_lot_ids: [],
            movements: [
              traced("delivery", "20", delivery, settlement),
              traced("reported_sale", "-7", sale, settlement),
              expect.objectContaining({ type: "reported_sale_return", settlement: null }),
              traced("take_back", "-5", home, null),
            ],
            invoices: [
              expect.objectContaining({ id: invoice.id, number: invoice.number, quantity: "7" }),
              expect.objectContaining({ id: credit.id, kind: "credit_note", quantity: "-2" }),
            ],
          },
        })
        expectRefusal(await admin.get(`${base}/lots/nowhere/trace`), "NOT_FOUND")
      })

      it("tells how long goods have been there, and when they are due back", async () => {
        const { given, when, id } = story({ terms: { return_within_days: 90, grace_days: 14 } })
        const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
        await given.own("20", atOwn)
        await when.delivers("OLD", "5", "25.00", { dated: ago(105) })
        await when.delivers("DUE", "5", "25.00", { dated: ago(91) })
        await when.delivers("NEW", "5", "25.00")
        await given.receipt("A:IN", "1", "1.00", { at: "LOC" })
        const url = `${base}/ageing`
        const read = async (parameters: object = {}) =>
          await world.get<{ ageing: unknown[] }>(url, parameters)
        expect(await read({ direction: "outbound" })).toMatchObject({
          count: 3,
          ageing: [
            { lot_id: id.lot("OLD"), days_in_stock: 105, term: "overdue", quantity: "5" },
            { lot_id: id.lot("DUE"), days_in_stock: 91, term: "due" },
            { lot_id: id.lot("NEW"), days_in_stock: 0, term: "running" },
          ],
        })
        expect(await read({ direction: "inbound" })).toMatchObject({
          count: 1,
          ageing: [{ lot_id: id.lot("IN") }],
        })
        expect(await read({ direction: "outbound", past_term: "true" })).toMatchObject({
          count: 2,
          ageing: [{ lot_id: id.lot("OLD") }, { lot_id: id.lot("DUE") }],
        })
        expect(await read({ past_term: "false" })).toMatchObject({
          count: 2,
          ageing: [{ lot_id: id.lot("NEW") }, { lot_id: id.lot("IN") }],
        })
        expectInvalid(await admin.get(url, { past_term: "maybe" }), "past_term")
      })

      it("names the shops that have reported nothing for some time", async () => {
        const { given, when, id } = story()
        await given.own("20", atOwn)
        await when.delivers("L", "5", "25.00", { dated: "2026-01-10" })
        const url = `${base}/silent-shops`
        const read = async (parameters: object = {}) =>
          await world.get<{ silent_shops: unknown[] }>(url, parameters)
        expect(await read()).toMatchObject({
          silent_shops: [
            {
              contractor_id: await id.contractor("K"),
              warehouse_id: await id.warehouse("SHOP"),
              last_reported_at: null,
              oldest_received_at: "2026-01-10T12:00:00.000Z",
            },
          ],
        })
        await when.sells("1")
        expect(await read()).toEqual({ silent_shops: [] })
        expectInvalid(await admin.get(url, { days: "soon" }), "days")
      })
    })
  },
})
