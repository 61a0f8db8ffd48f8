import type { Document } from "../../src/http-contract/document"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop } from "../helpers/shop"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)
    const { admin } = shop

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    describe("a fulfilment of goods on commission", () => {
      const onCommission = async (commission_base: "paid" | "list" = "paid") => {
        const terms = {
          price_basis: "commission" as const,
          commission_percent: "40",
          commission_base,
        }
        const story = shop.story({ terms })
        await story.given.tax(23)
        await story.given.discount("TEN", 10)
        await story.given.receipt("L", "10", "50.00")
        return story
      }

      it("owes a share of the price after discounts and without taxes (E18)", async () => {
        const { given, when, then, read } = await onCommission()
        given.product("X", { X: 1 }, { price: 100 })
        const order = await when.orders(3, { discounts: ["TEN"] })
        await when.fulfils(order, { only: 2 })
        expect((await read.orderOwnership(order))[0]?.allocations).toMatchObject([
          { quantity: "2", unit_cost: "54" },
        ])
        await when.takesBack(order, 1)
        // Units that have come back since do not change the price of the rest.
        await when.fulfils(order, { only: 1 })
        await then.lines(await when.settles(), {
          issued: "3",
          returned: "1",
          net: "2",
          net_value: "108.00",
        })
      })

      it("owes a share of the price before discounts where that was agreed", async () => {
        const { given, when, then, read } = await onCommission("list")
        given.product("X", { X: 1 }, { price: 100 })
        const order = await when.orders(2, { discounts: ["TEN"] })
        await when.fulfils(order)
        expect((await read.orderOwnership(order))[0]?.allocations).toMatchObject([
          { quantity: "2", unit_cost: "60" },
        ])
        await when.takesBack(order, 1)
        await then.lines(await when.settles(), {
          issued: "2",
          returned: "1",
          net: "1",
          net_value: "60.00",
        })
      })

      it("asks for no cost of what is received, but expects the share of its price", async () => {
        const { given, when, id } = await onCommission()
        given.product("X", { X: 1 }, { price: 100 })
        await when.orders(1)
        const receive = async (line: object) =>
          await admin.post<{ goods_receipt: Document }>("/admin/consignment/goods-receipts", {
            contractor_id: await id.contractor("A"),
            warehouse_id: await id.warehouse("LOC"),
            lines: [{ quantity: "3", ...line }],
          })
        const received = await receive({ inventory_item_id: await id.item("X") })
        expect(received.data.goods_receipt.lines).toMatchObject([{ unit_cost: "60" }])
        await given.receipt("OTHER", "1", "5.00", { item: "Y" })
        const refused = await receive({ inventory_item_id: await id.item("Y") })
        expect(refused).toMatchObject({
          status: 400,
          data: {
            details: {
              lines: [{ path: "unit_cost", message: expect.stringMatching("EUR") as string }],
            },
          },
        })
      })

      it("tells of each settled sale its order, its price and both shares", async () => {
        const { given, when } = await onCommission()
        given.product("X", { X: 1 }, { price: 100 })
        const order = await when.orders(2, { discounts: ["TEN"] })
        await when.fulfils(order)
        await when.takesBack(order, 1)
        const preview = await when.previews()
        const settlement = await when.settles()
        const sale = {
          order_id: order.id,
          order_display_id: expect.any(Number) as number,
          sku: "X",
          sale_price: "90",
          list_price: "100",
          base_price: "90",
          commission_percent: "40",
          unit_commission: "36",
          unit_cost: "54",
        }
        const sales = [
          { ...sale, document_type: "goods_issue", quantity: "2", amount: "108.00" },
          { ...sale, document_type: "goods_issue_return", quantity: "-1", amount: "-54.00" },
        ]
        expect(settlement).toMatchObject({ net_value: "54.00", sales, sales_count: 2 })
        expect(preview.sales).toEqual(settlement.sales)

        const paper = await admin.download(
          `/admin/consignment/settlements/${settlement.id}/document`,
          { format: "csv", table: "sales", language: "en" }
        )
        const [head, sold, back] = paper.data.toString().split("\r\n")
        expect(head).toContain("Sale price")
        expect(sold).toContain(`#${settlement.sales?.[0]?.order_display_id}`)
        expect([sold, back].map((line) => line?.split(",").slice(-5))).toEqual([
          ["40", "36", "54", "108.00", "EUR"],
          ["40", "36", "54", "-54.00", "EUR"],
        ])
      })

      it("owes a share for each piece where a product is several of them", async () => {
        const { given, when, then } = await onCommission()
        given.product("PAIR", { X: 2 }, { price: 100 })
        await when.fulfils(await when.orders({ PAIR: 1 }))
        await then.lines(await when.settles(), { issued: "2", net: "2", net_value: "60.00" })
      })

      it("owes the cost of the lot for the parts of a kit, which have one price", async () => {
        const { given, when, then } = await onCommission()
        await given.own("5", { item: "Y" })
        given.product("SET", { X: 1, Y: 1 }, { price: 100 })
        await when.fulfils(await when.orders({ SET: 1 }))
        await then.lines(await when.settles(), { issued: "1", net: "1", net_value: "50.00" })
      })
    })

    describe("a fulfilment of goods that are paid by their supplier's price list", () => {
      const byPriceList = async () => {
        const story = shop.story({ terms: { price_basis: "price_list" } })
        await story.given.receipt("L", "10", "4.00")
        const url = `/admin/consignment/contractors/${await story.id.contractor("A")}/prices`
        const set = async (unit_price: string, valid_from: string, sku = "X") =>
          await admin.post(url, { prices: [{ sku, unit_price, valid_from }] })
        return { ...story, set }
      }

      it("is refused until the list has a price of the day, and owes it to the cent", async () => {
        const { given, when, then, attempt, read, set } = await byPriceList()
        given.product("X", { X: 1 }, { price: 100 })
        const order = await when.orders(3)
        await set("8.00", "2099-01-01")
        expect(await attempt.fulfil(order)).toMatchObject({
          data: {
            message: expect.stringMatching(
              /^Line 0: .*no price of X in EUR on .*Add a price that is valid from that day/
            ) as string,
          },
        })
        await then.level(["10", "0", "10"])
        await then.reserved(3)
        await set("5.335", "2026-01-01")
        await when.fulfils(order)
        expect((await read.orderOwnership(order))[0]?.allocations).toMatchObject([
          { quantity: "3", unit_cost: "5.335" },
        ])
        await set("9.00", "2026-01-01")
        await when.takesBack(order, 1)
        await then.lines(await when.settles(), {
          issued: "3",
          returned: "1",
          net: "2",
          net_value: "10.67",
        })
      })

      it("owes the listed price for each part of a kit", async () => {
        const { given, when, then, set } = await byPriceList()
        await given.own("5", { item: "Y" })
        await set("5.00", "2026-01-01")
        given.product("SET", { X: 2, Y: 1 }, { price: 100 })
        await when.fulfils(await when.orders({ SET: 1 }))
        await then.lines(await when.settles(), { issued: "2", net: "2", net_value: "10.00" })
      })
    })
  },
})
