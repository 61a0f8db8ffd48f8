import { tellOfDocuments } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

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

      it("E24b: refuses more over-invoiced than is in stock, both on one line, and after a settlement", async () => {
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
  },
})
