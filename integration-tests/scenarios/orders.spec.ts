import type { Document } from "../../src/http-contract/document"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop, type Order } from "../helpers/shop"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)
    const { admin } = shop

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    type Story = ReturnType<typeof shop.story>

    const goodsIssuesOf = ({ read }: Story, order: Order): Promise<Document[]> =>
      read.documents("goods-issues", { order_id: order.id, order: "posted_at" })

    describe("an order whose goods go on consignment", () => {
      const base = "/admin/consignment"

      /** Our location LOC, and the shop of the customer K. */
      const atCustomer = async () => {
        const story = shop.story({
          warehouses: { LOC: {}, SHOP: { direction: "outbound", contractor: "K" } },
        })
        await story.id.warehouse("SHOP")
        await shop.given.agreement({
          contractor_id: await story.id.contractor("K"),
          direction: "outbound",
          currency_code: "EUR",
        })
        const body = async (others: object) => ({
          warehouse_id: await story.id.warehouse("SHOP"),
          from_stock_location_id: await story.id.location("LOC"),
          ...others,
        })
        const delivers = async (others: object) =>
          await admin.post<{ delivery: Document }>(`${base}/deliveries`, await body(others))
        return { ...story, delivers }
      }

      it("is promised them no longer, and gets them from nobody a second time", async () => {
        const { given, when, then, attempt, delivers } = await atCustomer()
        await given.own("10")
        const order = await when.orders({ X: 3 })
        await then.reserved(3)
        const { status, data } = await delivers({ order_id: order.id })
        expect(status).toBe(201)
        expect(data.delivery).toMatchObject({
          order_id: order.id,
          lines: [{ sku: "X", quantity: "3", unit_price: "10" }],
        })
        await then.reserved(0)
        await then.level(["7", "7", "0"])
        await then.level(["3", "0", "3"], { at: "SHOP" })

        const again = await attempt.fulfil(order)
        expect(again.status).not.toBe(200)
        expect(await delivers({ order_id: order.id })).toMatchObject({
          status: 400,
          data: { code: "INVALID_DATA", details: { path: "order_id" } },
        })
        await then.level(["7", "7", "0"])
      })

      it("is refused by us, should the host still have a reservation for it", async () => {
        const { given, when, then, attempt, delivers, id } = await atCustomer()
        await given.own("10")
        const order = await when.orders({ X: 3 })
        const { data } = await delivers({ order_id: order.id })
        const item = await id.item("X")
        await admin.post("/admin/reservations", {
          line_item_id: order.lines[0]?.id,
          inventory_item_id: item,
          location_id: await id.location("LOC"),
          quantity: 3,
        })
        const refused = await attempt.fulfil(order)
        expect(refused).toMatchObject({ status: 400, data: { code: "DOCUMENT_POSTED" } })
        expect(JSON.stringify(refused.data)).toContain(data.delivery.number)
        await then.level(["7", "7", "0"])
        await then.reserved(3)
      })

      it("needs no more stock than what is reserved for it", async () => {
        const { given, when, then, delivers } = await atCustomer()
        await given.own("3")
        const order = await when.orders({ X: 3 })
        const another = await delivers({ lines: [{ sku: "X", quantity: "1", unit_price: "1" }] })
        expect(another).toMatchObject({ status: 400, data: { code: "INSUFFICIENT_STOCK" } })
        expect((await delivers({ order_id: order.id })).status).toBe(201)
        await then.reserved(0)
        await then.level(["0", "0", "0"])
      })

      it("waits for its goods again once the delivery is reversed", async () => {
        const { given, when, then, delivers } = await atCustomer()
        await given.own("5")
        const order = await when.orders({ X: 3 })
        const { data } = await delivers({ order_id: order.id })
        const reversed = await admin.post(`${base}/deliveries/${data.delivery.id}/reverse`)
        expect(reversed.status).toBe(201)
        await then.reserved(3)
        await when.fulfils(order)
        await then.cameFrom(order, "own 3")
        await then.level(["2", "2", "0"])
      })

      it("keeps its promise if the delivery is refused, or only drafted", async () => {
        const { given, when, then, delivers } = await atCustomer()
        await given.own("5")
        const order = await when.orders({ X: 3 })
        const tooMuch = { lines: [{ sku: "X", quantity: "6", unit_price: "1" }] }
        const refused = await delivers({ order_id: order.id, ...tooMuch })
        expect(refused).toMatchObject({ status: 400, data: { code: "INSUFFICIENT_STOCK" } })
        await then.reserved(3)
        const draft = await delivers({ order_id: order.id, status: "draft" })
        await then.reserved(3)
        const posted = await admin.post(`${base}/deliveries/${draft.data.delivery.id}/post`)
        expect(posted.status).toBe(200)
        await then.reserved(0)
      })

      it("may be fulfilled in part before, and of other goods after", async () => {
        const { given, when, then, delivers } = await atCustomer()
        await given.own("10")
        await given.own("10", { item: "Y" })
        const order = await when.orders({ X: 3, Y: 2 })
        await when.fulfils(order, { only: { X: 1 } })
        const lines = [{ sku: "X", quantity: "2", unit_price: "10" }]
        expect((await delivers({ order_id: order.id, lines })).status).toBe(201)
        await when.fulfils(order, { only: { Y: 2 } })
        await then.level(["7", "7", "0"])
        await then.level(["8", "8", "0"], { item: "Y" })
      })

      it("may be delivered in part, and fulfilled of the rest", async () => {
        const { given, when, then, attempt, delivers } = await atCustomer()
        await given.own("10")
        const order = await when.orders({ X: 3 })
        const lines = [{ sku: "X", quantity: "2", unit_price: "10" }]
        const { data } = await delivers({ order_id: order.id, lines })
        await then.reserved(1)
        await then.level(["8", "8", "0"])
        expect((await attempt.fulfil(order, { only: { X: 2 } })).status).not.toBe(200)
        const { data: drafted } = await delivers({ order_id: order.id, status: "draft" })
        expect(drafted.delivery.lines).toMatchObject([{ sku: "X", quantity: "1" }])
        await admin.delete(`${base}/deliveries/${drafted.delivery.id}`)

        await when.fulfils(order, { only: { X: 1 } })
        await then.reserved(0)
        await then.level(["7", "7", "0"])
        expect(await delivers({ order_id: order.id })).toMatchObject({
          status: 400,
          data: { code: "INVALID_DATA", details: { path: "order_id" } },
        })

        expect((await admin.post(`${base}/deliveries/${data.delivery.id}/reverse`)).status).toBe(
          201
        )
        await then.reserved(2)
        await when.fulfils(order, { only: { X: 2 } })
        await then.level(["7", "7", "0"])
      })

      it("waits for all of it again where a delivery of a part is reversed", async () => {
        const { given, when, then, delivers } = await atCustomer()
        await given.own("10")
        const order = await when.orders({ X: 3 })
        const lines = [{ sku: "X", quantity: "2", unit_price: "10" }]
        const { data } = await delivers({ order_id: order.id, lines })
        await admin.post(`${base}/deliveries/${data.delivery.id}/reverse`)
        await then.reserved(3)
        await when.fulfils(order)
        await then.cameFrom(order, "own 3")
      })

      it("is either fulfilled or delivered, if both are tried at once", async () => {
        const { given, when, then, attempt, delivers } = await atCustomer()
        await given.own("20")
        const order = await when.orders({ X: 3 })
        const [fulfilled, ...delivered] = await Promise.all([
          attempt.fulfil(order),
          delivers({ order_id: order.id }),
          delivers({ order_id: order.id }),
        ])
        const left = [fulfilled.status === 200, ...delivered.map(({ status }) => status === 201)]
        expect(left.filter(Boolean)).toHaveLength(1)
        await then.level(["17", "17", "0"])
        await then.reserved(0)
      })

      it("is not delivered from a pick list once it was fulfilled", async () => {
        const { given, when, then, delivers } = await atCustomer()
        await given.own("20")
        const order = await when.orders({ X: 3 })
        const { data } = await delivers({ order_id: order.id, status: "draft" })
        await when.fulfils(order)
        const url = `${base}/deliveries/${data.delivery.id}`
        const refused = await admin.post(`${url}/post`)
        expect(refused).toMatchObject({ status: 400, data: { code: "DOCUMENT_POSTED" } })
        await then.level(["17", "17", "0"])
        await admin.post(url, { note: "One more than was ordered" })
        expect((await admin.post(`${url}/post`)).status).toBe(200)
        await then.level(["14", "14", "0"])
      })

      it("keeps what it is promised while others are delivered", async () => {
        const { given, when, then, delivers } = await atCustomer()
        await given.own("10")
        await when.orders({ X: 1 })
        const lines = [{ sku: "X", quantity: "3", unit_price: "1" }]
        const results = await Promise.allSettled([
          when.orders({ X: 4 }),
          delivers({ lines }),
          delivers({ lines }),
          when.orders({ X: 4 }),
          delivers({ lines }),
        ])
        const orders = [results[0], results[3]].filter(({ status }) => status === "fulfilled")
        const delivered = [results[1], results[2], results[4]].flatMap((result) =>
          result.status === "fulfilled" && result.value.status === 201 ? [result] : []
        )
        const stocked = 10 - delivered.length * 3
        const reserved = 1 + orders.length * 4
        expect(stocked).toBeGreaterThanOrEqual(reserved)
        expect(orders.length + delivered.length).toBeGreaterThan(1)
        await then.level([`${stocked}`, `${stocked}`, "0"])
        await then.reserved(reserved)
      })

      it("asks a delivery for what it has not got yet", async () => {
        const { given, when, delivers } = await atCustomer()
        await given.own("10")
        const order = await when.orders({ X: 3 })
        await when.fulfils(order, { only: { X: 1 } })
        const { data } = await delivers({ order_id: order.id })
        expect(data.delivery.lines).toMatchObject([{ quantity: "2" }])
      })

      it("is never fulfilled from a customer's shop", async () => {
        const { given, when, then, attempt, delivers } = await atCustomer()
        await given.own("5")
        await delivers({ lines: [{ sku: "X", quantity: "5", unit_price: "1" }] })
        await given.own("5")
        const order = await when.orders({ X: 1 })
        expect(await attempt.fulfil(order, { at: "SHOP" })).toMatchObject({
          status: 400,
          data: { code: "NOT_CONSIGNMENT_WAREHOUSE" },
        })
        await then.level(["5", "0", "5"], { at: "SHOP" })
      })

      it("is promised no stock at a customer, whose shop leaves the storefronts", async () => {
        const { given, when, then, id } = shop.story()
        await given.own("5")
        await given.parcelsFrom("SHOP")
        const stock_location_id = await id.location("SHOP")
        const terms = { contractor_id: await id.contractor("K"), direction: "outbound" } as const
        await shop.given.agreement({ ...terms, currency_code: "EUR" })
        const warehouse = await shop.given.warehouse({ ...terms, stock_location_id })
        const delivery = {
          warehouse_id: warehouse.id,
          from_stock_location_id: await id.location("LOC"),
          lines: [{ sku: "X", quantity: "5", unit_price: "1" }],
        }
        expect((await admin.post(`${base}/deliveries`, delivery)).status).toBe(201)
        await then.level(["5", "0", "5"], { at: "SHOP" })
        await expect(when.orders({ X: 1 })).rejects.toThrow(/inventory/)
      })
    })

    describe("a fulfilment", () => {
      it("issues the goods of the order, own ones first", async () => {
        const story = shop.story()
        const { given, when, then } = story
        await given.own("3")
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(7)
        await then.reserved(7)
        const fulfillment = await when.fulfils(order)

        await then.cameFrom(order, "own 3", "L 4")
        await then.level(["6", "0", "6"])
        await then.reserved(0)
        await then.lots({ L: "6" })
        await then.lines(await when.previews(), { issued: "4", net: "4", net_value: "20.00" })
        const [document] = await goodsIssuesOf(story, order)
        expect(document).toMatchObject({
          type: "goods_issue",
          status: "posted",
          order_id: order.id,
          fulfillment_id: fulfillment.id,
          stock_location_id: await story.id.location("LOC"),
          branch_code: "WAW",
          late: false,
          lines: [{ index: 0, sku: "X", quantity: "7", line_item_id: order.lines[0]?.id }],
        })
      })

      it("may come in parts, each a document of its own", async () => {
        const story = shop.story()
        const { given, when, then } = story
        await given.own("3")
        await given.receipt("L", "20", "5.00")
        const order = await when.orders(8)
        await when.fulfils(order, { only: 2 })
        await then.cameFrom(order, "own 2")
        await then.level(["21", "1", "20"])
        await when.fulfils(order, { only: 6 })
        await then.cameFrom(order, "own 2", "own 1", "L 5")
        await then.level(["15", "0", "15"])
        await then.reserved(0)
        expect(await goodsIssuesOf(story, order)).toHaveLength(2)
      })

      it("issues every line of an order from the owner of its goods", async () => {
        const { given, when, then } = shop.story()
        await given.own("1", { item: "X" })
        await given.receipt("A:L1", "10", "5.00", { item: "X" })
        await given.receipt("B:L2", "10", "4.00", { item: "Y" })
        await given.own("10", { item: "Z" })
        const order = await when.orders({ X: 3, Y: 2, Z: 4 })
        await when.fulfils(order)

        await then.cameFrom(order, "own 1", "L1 2", "L2 2", "own 4")
        await then.lines(await when.previews({ contractor: "A" }), {
          issued: "2",
          net: "2",
          net_value: "10.00",
        })
        await then.lines(await when.previews({ contractor: "B" }), {
          item: "Y",
          issued: "2",
          net: "2",
          net_value: "8.00",
        })
        await then.level(["8", "0", "8"])
        await then.level(["8", "0", "8"], { item: "Y" })
        await then.level(["6", "6", "0"], { item: "Z" })
      })

      it("tells two lines of one item apart", async () => {
        const story = shop.story()
        const { given, when, then } = story
        await given.own("2")
        await given.receipt("L", "20", "5.00")
        const order = await when.orders([
          ["X", 3],
          ["X", 4],
        ])
        await when.fulfils(order)

        await then.level(["15", "0", "15"])
        const lines = await story.read.orderOwnership(order)
        const sums = lines.map((line) =>
          line.allocations.reduce((sum, { quantity }) => sum + +quantity, 0)
        )
        expect(lines.map((line) => line.line_item_id)).toEqual(order.lines.map((line) => line.id))
        expect(sums).toEqual([3, 4])
        await then.lines(await when.previews(), { issued: "5", net: "5", net_value: "25.00" })
      })

      it("takes own goods only where no consignment warehouse is", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "10", "5.00")
        await given.own("10", { at: "SHOP" })
        const order = await when.orders(4, { from: "SHOP" })
        await when.fulfils(order, { at: "SHOP" })

        await then.cameFrom(order, "own 4")
        await then.level(["6", "6", "0"], { at: "SHOP" })
        await then.level(["10", "0", "10"])
        await then.lines(await when.previews())
      })

      it("takes goods in the order of the warehouse's strategy", async () => {
        const { given, when, then } = shop.story({
          warehouses: { LOC: { issue_strategy: "consignment_first" } },
        })
        await given.own("3")
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(12)
        await when.fulfils(order)
        await then.cameFrom(order, "L 10", "own 2")
      })

      it("prefers the strategy of the sales channel, and that of the fulfilment to both", async () => {
        const { given, when, then } = shop.story({
          warehouses: { LOC: { issue_strategy: "consignment_first" } },
        })
        await given.own("30")
        await given.receipt("L", "30", "5.00")
        const channel = await given.channel("Market")
        await admin.post("/admin/consignment/settings", {
          issue_strategy_by_sales_channel: { [channel.id]: "own_first" },
        })
        const web = await when.orders(5)
        await when.fulfils(web)
        await then.cameFrom(web, "L 5")
        const market = await when.orders(5, { channel })
        await when.fulfils(market, { only: 2 })
        await then.cameFrom(market, "own 2")
        await when.fulfils(market, { only: 3, strategy: "fefo" })
        await then.cameFrom(market, "own 2", "own 3")
        const named = await when.orders(5, { channel })
        await when.fulfils(named, { strategy: "consignment_first" })
        await then.cameFrom(named, "L 5")
      })

      it("takes the place of the reservation if none is named", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(4)
        await when.fulfils(order, { at: null })
        await then.cameFrom(order, "L 4")
        await then.level(["6", "0", "6"])
      })

      it("is refused without a place where the parcel would leave from another than the goods", async () => {
        const { given, when, then, attempt } = shop.story()
        await given.receipt("L", "10", "5.00")
        await given.parcelsFrom("LOC")
        const order = await when.orders(4, { from: "SHOP" })
        await then.reserved(4)
        await then.refuses(() => when.fulfils(order, { at: null }), "INVALID_DATA")
        expect(await attempt.fulfil(order, { at: null })).toMatchObject({
          data: { message: expect.stringMatching(/^Line 0: .*name the location_id\.$/) as string },
        })
        await then.level(["10", "0", "10"])
        await then.reserved(4)
        await when.fulfils(order)
        await then.cameFrom(order, "L 4")
      })
    })
  },
})
