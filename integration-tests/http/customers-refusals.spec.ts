import {
  atOwn,
  atShop,
  outbound,
  tellOfCustomers,
  tellOfFilledShop,
  unbranched,
} from "../helpers/customer-verbs"
import { expectInvalid } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfCustomers(world, setting)
    const filledUp = (setting?: Setting) => tellOfFilledShop(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("many at once", () => {
      it("delivers, sells and takes back documents of a thousand lines", async () => {
        const { given, when, then, id } = story()
        await given.own("1000", atOwn)
        await given.sellsFor("K")
        const item = await id.item("X")
        const lines = Array.from({ length: 1000 }, () => ({
          inventory_item_id: item,
          quantity: "1",
        }))
        const shop = { warehouse_id: await id.warehouse("SHOP") }
        const own = await id.location("OWN")
        await world.post(`${base}/deliveries`, {
          ...shop,
          from_stock_location_id: own,
          lines: lines.map((line) => ({ ...line, unit_price: "2.00" })),
        })
        await world.post(`${base}/reported-sales`, { ...shop, lines: lines.slice(0, 600) })
        await world.post(`${base}/take-backs`, {
          ...shop,
          to_stock_location_id: own,
          lines: lines.slice(0, 400),
        })
        await then.level(["400", "400", "0"], atOwn)
        await then.level(["0", "0", "0"], atShop)
        await then.lines(await when.settles(outbound), {
          issued: "600",
          net: "600",
          net_value: "1200.00",
          ...unbranched("600", "1200.00"),
        })
      })

      it("never delivers what is not in stock, nor sells a unit twice", async () => {
        const { given, when, then, bodyOf } = story()
        await given.own("20", atOwn)
        await given.sellsFor("K")
        const delivery = await bodyOf.delivery("5", "1.00")
        const answers = async (path: string, body: object) =>
          (
            await Promise.all(
              Array.from({ length: 6 }, () => admin.post<unknown>(`${base}/${path}`, body))
            )
          ).map(({ status }) => status)
        expect((await answers("deliveries", delivery)).sort()).toEqual([
          201, 201, 201, 201, 400, 400,
        ])
        const sale = await bodyOf.reportedSale("4")
        expect((await answers("reported-sales", sale)).sort()).toEqual([
          201, 201, 201, 201, 201, 400,
        ])
        await then.level(["0", "0", "0"], atShop)
        await then.lines(await when.settles(outbound), {
          issued: "20",
          net: "20",
          net_value: "20.00",
          ...unbranched("20", "20.00"),
        })
      })
    })

    describe("refusals", () => {
      it("delivers under an agreement of the direction and currency only", async () => {
        const { given, when, then, id } = story()
        await given.own("5", atOwn)
        const noAgreement = { hasAgreement: false }
        await then.refuses(() => when.delivers("L", "1", "1.00", noAgreement), "NO_AGREEMENT", {
          contractor_id: await id.contractor("K"),
        })
        await given.agreement("K", "EUR")
        await then.refuses(() => when.delivers("L", "1", "1.00", noAgreement), "NO_AGREEMENT")
        await given.sellsFor("K", "EUR")
        await given.sellsFor("K", "PLN")
        await then.refuses(() => when.delivers("L", "1", "1.00", noAgreement), "INVALID_DATA", {
          path: "currency_code",
        })
        const inZloty = { currency: "PLN", namesCurrency: true }
        expect(await when.delivers("L", "1", "1.00", inZloty)).toMatchObject({
          currency_code: "PLN",
        })
      })

      it("goes by the direction of a warehouse", async () => {
        const { given, when, then, id } = story({
          warehouses: {
            LOC: {},
            SHOP: { direction: "outbound", contractor: "K" },
            DED: { own: "OWN" },
          },
        })
        await given.own("9", atOwn)
        await given.receipt("L", "5", "1.00")
        await when.delivers("D", "5", "2.00")
        const code = "NOT_CONSIGNMENT_WAREHOUSE"
        await then.refuses(() => when.delivers("E", "1", "2.00", { at: "LOC" }), code)
        await then.refuses(() => when.delivers("E", "1", "2.00", { from: "SHOP" }), code)
        await then.refuses(() => when.sells("1", { at: "LOC" }), code)
        await then.refuses(() => when.takesBack("1", { at: "LOC" }), code)
        await then.refuses(() => when.takesBack("1", { to: "SHOP" }), code)
        await then.refuses(() => when.issues("1", atShop), code)
        await then.refuses(() => when.issuesInternally("1", atShop), code)
        await then.refuses(() => when.buys("1", atShop), code)
        await then.refuses(() => when.sendsHome("1", { ...atShop, contractor: "K" }), code)
        await then.refuses(() => when.moves("1", "LOC", atShop), code)
        await then.refuses(() => given.receipt("K:R", "1", "1.00", atShop), code)
        await id.warehouse("DED")
        await then.refuses(() => when.takesBack("1", { to: "DED" }), "DEDICATED_WAREHOUSE")
        await then.refuses(
          () => when.delivers("E", "1", "2.00", { from: "DED" }),
          "DEDICATED_WAREHOUSE"
        )
      })

      it("names unknown references before it looks at rules", async () => {
        const { bodyOf } = await filledUp()
        const delivery = await bodyOf.delivery("1", "1.00")
        const sale = await bodyOf.reportedSale("1")
        const home = await bodyOf.takeBack("1")
        for (const [path, body, field] of [
          [
            "deliveries",
            { ...delivery, from_stock_location_id: "nowhere" },
            "from_stock_location_id",
          ],
          ["deliveries", { ...delivery, warehouse_id: "nowhere" }, "warehouse_id"],
          ["deliveries", { ...delivery, order_id: "nowhere" }, "order_id"],
          ["reported-sales", { ...sale, warehouse_id: "nowhere" }, "warehouse_id"],
          ["take-backs", { ...home, to_stock_location_id: "nowhere" }, "to_stock_location_id"],
          ["take-backs", { ...home, lines: [] }, "lines"],
          ["reported-sales", { ...sale, lines: [{ quantity: "1" }] }, "lines.0"],
          ["deliveries", { ...delivery, lines: undefined }, "lines"],
        ] as const) {
          expectInvalid(await admin.post(`${base}/${path}`, body), field)
        }
      })

      it("asks for a price until one was agreed", async () => {
        const { given, when, then } = story()
        await given.own("10", atOwn)
        await given.sellsFor("K")
        await then.refuses(() => when.delivers("L", "1", null), "INVALID_DATA", {
          path: "lines.0.unit_price",
        })
        await when.delivers("L", "1", "12.50")
        const next = await when.delivers("L2", "1", null)
        expect(next.lines).toMatchObject([{ unit_price: "12.5" }])
      })

      it("takes nothing that is promised to an order", async () => {
        const { given, when, then } = story()
        await given.own("10", atOwn)
        await given.reserved("7", atOwn)
        await then.refuses(() => when.delivers("L", "4", "1.00"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, available: "3" })],
        })
        await when.delivers("L", "3", "1.00")
      })
    })

    describe("reversals", () => {
      it("undoes each document while it is open", async () => {
        const { when, then, delivery } = await filledUp()
        const sale = await when.sells("7")
        const back = await when.getsBack("2", { of: sale })
        const home = await when.takesBack("5")
        const untouched = await when.delivers("L2", "8", "25.00")
        await then.refuses(() => when.reverses(delivery), "EXCEEDS_REVERSIBLE")
        for (const document of [home, back, sale, untouched]) {
          expect((await when.reverses(document)).document.status).toBe("reversed")
          await then.refuses(() => when.reverses(document), "ALREADY_REVERSED")
        }
        await then.movements({ type: "delivery_reversal" }, { lot: "L2", quantity: "-8" })
        await then.level(["80", "80", "0"], atOwn)
        await then.level(["20", "0", "20"], atShop)
        await then.lines(await when.settles(outbound), {
          issued: "7",
          returned: "7",
          balanced: true,
          ...unbranched("0", "0.00"),
        })
      })

      it("refuses once the period is closed, or the goods have left", async () => {
        const { given, when, then } = await filledUp()
        const sale = await when.sells("7")
        const home = await when.takesBack("5")
        const other = await when.delivers("L2", "5", "25.00")
        await given.reserved("76", atOwn)
        await then.refuses(() => when.reverses(home), "INSUFFICIENT_STOCK")
        await when.settles(outbound)
        for (const document of [sale, other]) {
          await then.refuses(() => when.reverses(document), "PERIOD_CLOSED")
        }
      })
    })
  },
})
