import type { Document } from "../../src/http-contract/document"
import { catchUpWorkflow } from "../../src/workflows/reconciliation"
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
    const returnsOf = ({ read }: Story, order: Order): Promise<Document[]> =>
      read.documents("goods-issue-returns", { order_id: order.id, order: "posted_at" })

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

      it("is promised nothing that lies at a customer, whose shop leaves the storefronts", async () => {
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

      it("issues every line of an order from whoever owns its goods", async () => {
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

      it("waits for others of the same items, whatever the order of their lines", async () => {
        const { given, when, then, read, attempt } = shop.story()
        const items = ["W", "X", "Y", "Z"]
        for (const item of items) {
          await given.own("12", { item })
          await given.receipt(`L-${item}`, "12", "5.00", { item })
        }
        const orders: Order[] = []
        for (const first of [0, 1, 2, 3, 0, 2]) {
          const three = [0, 1, 2].map((step) => items[(first + step) % 4] ?? "")
          const lines = orders.length < 3 ? three : three.reverse()
          orders.push(await when.orders(Object.fromEntries(lines.map((item) => [item, 1]))))
        }
        const answers = await Promise.all(orders.map((order) => attempt.fulfil(order)))
        expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 200))
        const canceled = await Promise.all(
          orders.map(async (order) => {
            const [id = ""] = await read.fulfillments(order)
            return await attempt.cancelFulfillment({ id, order, at: "LOC" })
          })
        )
        expect(canceled.map(({ status }) => status)).toEqual(orders.map(() => 200))
        for (const item of items) await then.level(["24", "12", "12"], { item })
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

    describe("a fulfilment of goods on commission", () => {
      const onCommission = async () => {
        const terms = { price_basis: "commission", commission_percent: "40" } as const
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
        // What has come back since does not change the price of the rest.
        await when.fulfils(order, { only: 1 })
        await then.lines(await when.settles(), {
          issued: "3",
          returned: "1",
          net: "2",
          net_value: "108.00",
        })
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

    describe("a cancelled fulfilment", () => {
      it("gives all back while the period is open, and can be fulfilled again (E9g)", async () => {
        const story = shop.story()
        const { given, when, then } = story
        await given.own("3")
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(7)
        const fulfillment = await when.fulfils(order)
        const [document] = await goodsIssuesOf(story, order)
        await when.cancelsFulfillment(fulfillment)

        await then.level(["13", "3", "10"])
        await then.lots({ L: "10" })
        await then.reserved(7)
        await then.cameFrom(order)
        await then.lines(await when.previews(), {
          issued: "4",
          returned: "4",
          net_value: "0.00",
          balanced: true,
        })
        expect(await goodsIssuesOf(story, order)).toMatchObject([
          { id: document?.id, status: "reversed" },
        ])
        const [receipt, issue, reversal] = await story.read.movements({
          inventory_item_id: await story.id.item("X"),
        })
        expect([receipt, issue, reversal]).toMatchObject([
          { type: "goods_receipt", quantity: "10" },
          { type: "goods_issue", quantity: "-4", effective_at: issue?.effective_at },
          {
            type: "goods_issue_reversal",
            quantity: "4",
            reverses_id: issue?.id,
            effective_at: issue?.effective_at,
          },
        ])

        await when.fulfils(order)
        await then.cameFrom(order, "own 3", "L 4")
        await then.level(["6", "0", "6"])
        await then.lines(await when.previews(), {
          issued: "8",
          returned: "4",
          net: "4",
          net_value: "20.00",
        })
      })

      it("gives all back whatever the agreement says of returns (E2d)", async () => {
        const { given, when, then } = shop.story({ terms: { net_returns: false } })
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.cancelsFulfillment(await when.fulfils(order))
        await then.lots({ L: "20" })
        await then.level(["20", "0", "20"])
        await then.lines(await when.previews(), {
          issued: "8",
          returned: "8",
          net_value: "0.00",
          balanced: true,
        })
      })

      it("becomes own after the close, which the next fulfilment takes (E9h)", async () => {
        const story = shop.story()
        const { given, when, then } = story
        await given.own("3")
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(7)
        const fulfillment = await when.fulfils(order)
        const [document] = await goodsIssuesOf(story, order)
        await then.refuses(() => when.reverses(document as Document), "DOCUMENT_POSTED")
        await then.lines(await when.settles(), { issued: "4", net: "4", net_value: "20.00" })
        await then.refuses(() => when.reverses(document as Document), "PERIOD_CLOSED")

        await when.cancelsFulfillment(fulfillment)
        await then.level(["13", "7", "6"])
        await then.refuses(() => when.reverses(document as Document), "ALREADY_REVERSED")
        await when.fulfils(order)
        await then.cameFrom(order, "own 7")
        await then.level(["6", "0", "6"])
        await then.lines(await when.settles(), { opening: "4", to_invoice: "4", amount: "20.00" })
      })

      it("moves settled pieces of a dedicated warehouse, and the host's reservation with them (E26b)", async () => {
        const { given, when, then } = shop.story({ warehouses: { LOC: { own: "OWNLOC" } } })
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(5)
        const fulfillment = await when.fulfils(order)
        await when.settles()
        await when.cancelsFulfillment(fulfillment)
        await then.level(["15", "0", "15"])
        await then.level(["5", "5", "0"], { at: "OWNLOC" })
        await then.reserved(0)
        await then.reserved(5, { at: "OWNLOC" })

        await given.parcelsFrom("OWNLOC")
        await when.fulfils(order, { at: "OWNLOC" })
        await then.cameFrom(order, "own 5")
        await then.level(["0", "0", "0"], { at: "OWNLOC" })
        await then.reserved(0, { at: "OWNLOC" })
      })
    })

    describe("a fulfilment of which a part has come back", () => {
      it("gives back the rest, and no piece twice, when it is cancelled", async () => {
        const { given, when, then } = shop.story({ warehouses: { LOC: { own: "OWNLOC" } } })
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(5)
        const fulfillment = await when.fulfils(order)
        await when.takesBack(order, 2)
        await then.level(["7", "0", "7"])
        await when.cancelsFulfillment(fulfillment)
        await then.level(["10", "0", "10"])
        await then.lines(await when.settles(), {
          issued: "5",
          returned: "5",
          balanced: true,
          branches: [[null, "0", "0.00"]],
        })
      })

      it("makes the rest own after the close, and no piece twice", async () => {
        const { given, when, then } = shop.story({ warehouses: { LOC: { own: "OWNLOC" } } })
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(5)
        const fulfillment = await when.fulfils(order)
        await when.takesBack(order, 2)
        await when.settles()
        await when.cancelsFulfillment(fulfillment)
        await then.level(["7", "0", "7"])
        await then.level(["3", "3", "0"], { at: "OWNLOC" })
      })

      it("is not cancelled by the host's route that puts nothing back", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "10", "5.00")
        const fulfillment = await when.fulfils(await when.orders(5))
        expect(await admin.post(`/admin/fulfillments/${fulfillment.id}/cancel`)).toMatchObject({
          status: 400,
          data: { code: "DOCUMENT_POSTED" },
        })
        await then.level(["5", "0", "5"])
        await when.cancelsFulfillment(fulfillment)
        await then.level(["10", "0", "10"])
      })
    })

    describe("a cancelled part of an order line", () => {
      it("leaves the reservation where the rest of the line waits", async () => {
        const { given, when, then } = shop.story({ warehouses: { LOC: { own: "OWNLOC" } } })
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        const fulfillment = await when.fulfils(order, { only: 5 })
        await when.settles()
        await when.cancelsFulfillment(fulfillment)
        await then.level(["15", "0", "15"])
        await then.level(["5", "5", "0"], { at: "OWNLOC" })
        await then.reserved(8)
        await then.reserved(0, { at: "OWNLOC" })
        await when.fulfils(order)
        await then.cameFrom(order, "L 8")
      })
    })

    describe("a received return", () => {
      it("goes back to its lot while the period is open", async () => {
        const story = shop.story()
        const { given, when, then } = story
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        const orderReturn = await when.takesBack(order, 3)
        await then.wentTo(order, "L 3 open")
        await then.level(["15", "0", "15"])
        await then.lines(await when.previews(), {
          issued: "8",
          returned: "3",
          net: "5",
          net_value: "37.50",
        })
        expect(await returnsOf(story, order)).toMatchObject([
          {
            type: "goods_issue_return",
            status: "posted",
            return_id: orderReturn.id,
            order_id: order.id,
            lines: [{ index: 0, sku: "X", quantity: "3" }],
          },
        ])
      })

      it("takes the newest fulfilment first, settled pieces become own (E16)", async () => {
        const { given, when, then } = shop.story()
        await given.own("3")
        await given.receipt("L", "20", "7.00")
        const order = await when.orders(10)
        await when.fulfils(order, { only: 7 })
        await then.cameFrom(order, "own 3", "L 4")
        await then.lines(await when.settles(), { issued: "4", net: "4", net_value: "28.00" })
        await when.fulfils(order, { only: 3 })
        await then.cameFrom(order, "own 3", "L 4", "L 3")
        await when.takesBack(order, 5)
        await then.wentTo(order, "L 3 open", "own 2 settled")
        await when.takesBack(order, 5)
        await then.wentTo(order, "L 3 open", "own 2 settled", "own 2 settled", "own 3 own")
        await then.level(["23", "7", "16"])
      })

      it("may arrive in parts, each a document of its own", async () => {
        const story = shop.story()
        const { given, when, then } = story
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        const orderReturn = await when.requestsReturn(order, 5)
        await when.receives(orderReturn, { good: 2 })
        await then.wentTo(order, "L 2 open")
        await then.level(["14", "0", "14"])
        await when.receives(orderReturn, { good: 3 })
        await then.wentTo(order, "L 2 open", "L 3 open")
        await then.level(["17", "0", "17"])
        expect(await returnsOf(story, order)).toMatchObject([
          { return_id: orderReturn.id, created_by: expect.stringMatching(/^user_/) as string },
          { return_id: orderReturn.id, created_by: expect.stringMatching(/^user_/) as string },
        ])
      })

      it("goes to the line that it names", async () => {
        const story = shop.story()
        const { given, when, then } = story
        given.product("PAIR", { X: 2 })
        await given.receipt("A:L1", "4", "5.00", { dated: "2026-03-01" })
        await given.receipt("B:L2", "20", "4.00", { dated: "2026-03-02" })
        const order = await when.orders({ PAIR: 2, X: 3 })
        await when.fulfils(order, { only: { PAIR: 2 } })
        await when.fulfils(order, { only: { X: 3 } })
        await then.cameFrom(order, "L1 4", "L2 3")
        await when.takesBack(order, { PAIR: 1 })
        await then.wentTo(order, "L1 2 open")
        await when.takesBack(order, { X: 2 })
        await when.takesBack(order, { PAIR: 1 })
        await then.wentTo(order, "L1 2 open", "L1 2 open", "L2 2 open")
        await then.lots({ L1: "4", L2: "19" })
      })

      it("goes to both lines of one product that it names", async () => {
        const story = shop.story()
        const { given, when, then } = story
        await given.own("3")
        await given.receipt("L", "20", "5.00")
        const order = await when.orders([
          ["X", 3],
          ["X", 4],
        ])
        await when.fulfils(order, { only: order.lines.slice(0, 1) })
        await when.fulfils(order, { only: order.lines.slice(1) })
        await then.cameFrom(order, "own 3", "L 4")
        await when.takesBack(order, [
          ["X", 1],
          ["X", 2],
        ])
        await then.wentTo(order, "own 1 own", "L 2 open")
        const [document] = await returnsOf(story, order)
        expect(document?.lines).toMatchObject([{ quantity: "1" }, { quantity: "2" }])
      })

      it("at another consignment warehouse goes to a child lot there (E25a)", async () => {
        const story = shop.story({
          warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } },
        })
        const { given, when, then } = story
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        await when.takesBack(order, 3, { at: "KRK" })

        await then.wentTo(order, "child of L 3 open")
        await then.level(["12", "0", "12"])
        await then.level(["3", "0", "3"], { at: "KRK" })
        const [document] = await returnsOf(story, order)
        await then.movements(
          document as Document,
          { type: "goods_issue_return", lot: "L", quantity: "3" },
          { type: "warehouse_transfer_out", lot: "L", quantity: "-3" },
          { type: "warehouse_transfer_in", lot: "child of L", quantity: "3" }
        )
        const preview = await when.previews()
        await then.lines(preview, { issued: "8", returned: "3", net: "5", net_value: "37.50" })
        await then.statement(preview, { received: "20", consumed: "5", closing: "15" })
        await then.picks(await when.issues("3", { at: "KRK" }), "child of L 3")
      })

      it("at another consignment warehouse becomes own there after the close (E25b)", async () => {
        const { given, when, then } = shop.story({
          warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } },
        })
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        await when.settles()
        await when.takesBack(order, 3, { at: "KRK" })
        await then.wentTo(order, "own 3 settled")
        await then.level(["3", "3", "0"], { at: "KRK" })
        await then.level(["12", "0", "12"])
      })

      it("at a shop without a warehouse becomes own there and stays reported (E25c)", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        await when.takesBack(order, 3, { at: "SHOP" })
        await then.wentTo(order, "own 3 no_consignment_warehouse")
        await then.level(["3", "3", "0"], { at: "SHOP" })
        await then.level(["12", "0", "12"])
        await then.lines(await when.previews(), { issued: "8", net: "8", net_value: "60.00" })
      })

      it("at the own location of a dedicated warehouse moves back to its lot (E25d)", async () => {
        const { given, when, then } = shop.story({ warehouses: { LOC: { own: "OWNLOC" } } })
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        await when.takesBack(order, 3, { at: "OWNLOC" })
        await then.wentTo(order, "L 3 open")
        await then.level(["15", "0", "15"])
        await then.level(["0", "0", "0"], { at: "OWNLOC" })
        await then.lines(await when.previews(), {
          issued: "8",
          returned: "3",
          net: "5",
          net_value: "37.50",
          branches: [[null, "5", "37.50"]],
        })
      })

      it("at the own location of a dedicated warehouse stays there after the close (E25e)", async () => {
        const { given, when, then } = shop.story({ warehouses: { LOC: { own: "OWNLOC" } } })
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        await when.settles()
        await when.takesBack(order, 3, { at: "OWNLOC" })
        await then.wentTo(order, "own 3 settled")
        await then.level(["12", "0", "12"])
        await then.level(["3", "3", "0"], { at: "OWNLOC" })
      })

      it("at a dedicated warehouse moves on to its own location after the close (E25f)", async () => {
        const { given, when, then } = shop.story({
          warehouses: { LOC: { branch_code: "WAW" }, DED: { own: "DOWN" } },
        })
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        await when.settles()
        await when.takesBack(order, 3, { at: "DED" })
        await then.wentTo(order, "own 3 settled")
        await then.level(["0", "0", "0"], { at: "DED" })
        await then.level(["3", "3", "0"], { at: "DOWN" })
        await then.level(["12", "0", "12"])
      })

      it("at a dedicated warehouse goes to a child lot while the period is open (E25g)", async () => {
        const { given, when, then } = shop.story({
          warehouses: { LOC: { branch_code: "WAW" }, DED: { own: "DOWN" } },
        })
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        await when.takesBack(order, 3, { at: "DED" })
        await then.wentTo(order, "child of L 3 open")
        await then.level(["3", "0", "3"], { at: "DED" })
        await then.level(["0", "0", "0"], { at: "DOWN" })
        await then.level(["12", "0", "12"])
      })

      it("of a mixed sale comes back in the order of the sale's end (E25h)", async () => {
        const { given, when, then } = shop.story()
        await given.own("2")
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(5)
        await when.fulfils(order)
        await then.cameFrom(order, "own 2", "L 3")
        await when.takesBack(order, 4, { at: "SHOP" })
        await then.wentTo(order, "own 3 no_consignment_warehouse", "own 1 own")
        await then.level(["4", "4", "0"], { at: "SHOP" })
        await then.lines(await when.previews(), { issued: "3", net: "3", net_value: "22.50" })
      })

      it("into a dedicated warehouse after the close moves on to the own location (E26)", async () => {
        const { given, when, then } = shop.story({ warehouses: { LOC: { own: "OWNLOC" } } })
        await given.receipt("L", "20", "7.50")
        const order = await when.orders(8)
        await when.fulfils(order)
        await then.lines(await when.settles(), {
          issued: "8",
          net: "8",
          net_value: "60.00",
          branches: [[null, "8", "60.00"]],
        })
        await when.takesBack(order, 3)
        await then.level(["12", "0", "12"])
        await then.level(["3", "3", "0"], { at: "OWNLOC" })
        await then.picks(await when.issues("2", { at: "OWNLOC" }), "own 2")
        await then.picks(await when.issues("2"), "L 2")
        await then.lines(await when.settles(), {
          opening: "8",
          issued: "2",
          net: "2",
          net_value: "15.00",
          to_invoice: "10",
          amount: "75.00",
          branches: [[null, "2", "15.00"]],
        })
      })

      it("at a third place goes by the sale of each piece: open, settled, from here or from elsewhere", async () => {
        const { given, when, then } = shop.story({
          warehouses: {
            LOC: { branch_code: "WAW" },
            KRK: { branch_code: "KRK" },
            DED: { branch_code: "DED", own: "DOWN" },
          },
        })
        await given.receipt("L", "10", "5.00")
        await given.receipt("K", "10", "5.00", { at: "KRK" })
        const order = await when.orders(4)
        await when.fulfils(order)
        const elsewhere = await when.orders(3, { from: "KRK" })
        await when.fulfils(elsewhere, { at: "KRK" })
        await when.settles()
        const open = await when.orders(2)
        await when.fulfils(open)
        await when.takesBack(open, 2, { at: "DED" })
        await when.takesBack(order, 4, { at: "DED" })
        await when.takesBack(elsewhere, 3, { at: "KRK" })
        await then.wentTo(open, "child of L 2 open")
        await then.wentTo(order, "own 4 settled")
        await then.wentTo(elsewhere, "own 3 settled")
        await then.level(["2", "0", "2"], { at: "DED" })
        await then.level(["4", "4", "0"], { at: "DOWN" })
        await then.level(["10", "3", "7"], { at: "KRK" })
      })

      it("that is damaged in part restocks and nets the good part only (E28d)", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "4", "7.50")
        const order = await when.orders(2)
        await when.fulfils(order)
        const orderReturn = await when.requestsReturn(order, 2)
        await when.receives(orderReturn, { good: 1, damaged: 1 })
        await then.wentTo(order, "L 1 open")
        await then.level(["3", "0", "3"])
        await then.lines(await when.previews(), {
          issued: "2",
          returned: "1",
          net: "1",
          net_value: "7.50",
        })
      })
    })

    describe("a kit", () => {
      it("is issued, cancelled and taken back by its parts (E27)", async () => {
        const { given, when, then } = shop.story()
        given.product("TABLE", { DESK: 1, LEG: 4 })
        await given.own("10", { item: "DESK" })
        await given.receipt("L", "40", "3.00", { item: "LEG" })
        const order = await when.orders({ TABLE: 3 })
        const first = await when.fulfils(order, { only: { TABLE: 1 } })
        await then.cameFrom(order, "own 1", "L 4")
        await then.level(["9", "9", "0"], { item: "DESK" })
        await then.level(["36", "0", "36"], { item: "LEG" })
        await then.lines(await when.previews(), {
          item: "LEG",
          issued: "4",
          net: "4",
          net_value: "12.00",
        })
        await when.cancelsFulfillment(first)
        await then.level(["10", "10", "0"], { item: "DESK" })
        await then.level(["40", "0", "40"], { item: "LEG" })

        await when.fulfils(order, { only: { TABLE: 2 } })
        await when.takesBack(order, { TABLE: 1 })
        await then.wentTo(order, "own 1 own", "L 4 open")
        await then.level(["9", "9", "0"], { item: "DESK" })
        await then.level(["36", "0", "36"], { item: "LEG" })
        await then.lines(await when.previews(), {
          item: "LEG",
          issued: "12",
          returned: "8",
          net: "4",
          net_value: "12.00",
        })
      })

      it("comes back in part, damaged in part, from before the close and after it", async () => {
        const { given, when, then } = shop.story()
        given.product("TABLE", { DESK: 1, LEG: 4 })
        await given.own("10", { item: "DESK" })
        await given.receipt("L", "40", "3.00", { item: "LEG" })
        const order = await when.orders({ TABLE: 5 })
        await when.fulfils(order, { only: { TABLE: 2 } })
        await when.settles()
        await when.fulfils(order, { only: { TABLE: 1 } })
        const back = await when.requestsReturn(order, { TABLE: 3 })
        await when.receives(back, { good: { TABLE: 2 }, damaged: { TABLE: 1 } })
        await then.level(["9", "9", "0"], { item: "DESK" })
        await then.level(["36", "4", "32"], { item: "LEG" })
        await then.lines(await when.settles(), {
          item: "LEG",
          opening: "8",
          issued: "4",
          returned: "4",
          to_invoice: "8",
          amount: "24.00",
        })
      })

      it("owes each contractor his parts (E27b)", async () => {
        const { given, when, then } = shop.story()
        given.product("TABLE", { DESK: 1, LEG: 4 })
        await given.receipt("B:L1", "5", "20.00", { item: "DESK" })
        await given.receipt("A:L2", "20", "3.00", { item: "LEG" })
        const order = await when.orders({ TABLE: 2 })
        await when.fulfils(order)
        await then.lines(await when.previews({ contractor: "A" }), {
          item: "LEG",
          issued: "8",
          net: "8",
          net_value: "24.00",
        })
        await then.lines(await when.previews({ contractor: "B" }), {
          item: "DESK",
          issued: "2",
          net: "2",
          net_value: "40.00",
        })
      })

      it("may share its item with other products (E27c)", async () => {
        const { given, when, then } = shop.story()
        given.product("PACK2", { X: 2 })
        given.product("PACK3", { X: 3 })
        await given.own("2")
        await given.receipt("L", "98", "1.00")
        const threes = await when.orders({ PACK3: 1 })
        const first = await when.fulfils(threes)
        await then.cameFrom(threes, "own 2", "L 1")
        await when.cancelsFulfillment(first)
        const twos = await when.orders({ PACK2: 2 })
        const second = await when.fulfils(twos)
        await then.cameFrom(twos, "own 2", "L 2")
        await when.cancelsFulfillment(second)
        await then.level(["100", "2", "98"])
        await then.lines(await when.previews(), {
          issued: "3",
          returned: "3",
          net_value: "0.00",
          balanced: true,
        })
      })
    })

    describe("a claim", () => {
      it("nets the faulty piece that comes back in good order (E28)", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "10", "7.50")
        const order = await when.orders(1)
        await when.fulfils(order)
        const { orderReturn, replacement } = await when.claims(order, { back: 1, replacement: 1 })
        await when.fulfils(replacement)
        await then.cameFrom(order, "L 1", "L 1")
        await when.receives(orderReturn, { good: 1 })
        await then.wentTo(order, "L 1 open")
        await then.level(["9", "0", "9"])
        await then.lines(await when.previews(), {
          issued: "2",
          returned: "1",
          net: "1",
          net_value: "7.50",
        })
      })

      it("owes both pieces if the faulty one is damaged (E28b)", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "10", "7.50")
        const order = await when.orders(1)
        await when.fulfils(order)
        const { orderReturn, replacement } = await when.claims(order, { back: 1, replacement: 1 })
        await when.fulfils(replacement)
        await when.receives(orderReturn, { damaged: 1 })
        await then.wentTo(order)
        await then.level(["8", "0", "8"])
        await then.lines(await when.previews(), { issued: "2", net: "2", net_value: "15.00" })
      })

      it("replaces from the piece that became own after the close (E28c)", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "10", "7.50")
        const order = await when.orders(1)
        await when.fulfils(order)
        await when.settles()
        const { orderReturn, replacement } = await when.claims(order, { back: 1, replacement: 1 })
        await when.receives(orderReturn, { good: 1 })
        await then.wentTo(order, "own 1 settled")
        await when.fulfils(replacement)
        await then.cameFrom(order, "L 1", "own 1")
        await then.level(["9", "0", "9"])
        await then.lots({ L: "9" })
        await then.lines(await when.previews(), { opening: "1", to_invoice: "1", amount: "7.50" })
      })
    })

    describe("an exchange", () => {
      it("takes one item back to its lot and issues another", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("A:L1", "10", "5.00", { item: "X" })
        await given.own("1", { item: "Y" })
        await given.receipt("B:L2", "10", "4.00", { item: "Y" })
        const order = await when.orders({ X: 2 })
        await when.fulfils(order)
        const { orderReturn, replacement } = await when.exchanges(order, {
          back: 1,
          replacement: { Y: 2 },
        })
        await when.receives(orderReturn, { good: 1 })
        await when.fulfils(replacement)
        await then.cameFrom(order, "L1 2", "own 1", "L2 1")
        await then.wentTo(order, "L1 1 open")
        await then.level(["9", "0", "9"], { item: "X" })
        await then.level(["9", "0", "9"], { item: "Y" })
        await then.lines(await when.previews({ contractor: "A" }), {
          issued: "2",
          returned: "1",
          net: "1",
          net_value: "5.00",
        })
        await then.lines(await when.previews({ contractor: "B" }), {
          item: "Y",
          issued: "1",
          net: "1",
          net_value: "4.00",
        })
      })
    })

    describe("a backorder", () => {
      const onBackorder = async () => {
        const story = shop.story()
        story.given.product("X", { X: 1 }, { allowBackorder: true })
        await story.given.receipt("L1", "10", "5.00")
        const order = await story.when.orders(12)
        await story.when.fulfils(order)
        return { ...story, story, order }
      }

      it("is shipped by the host only, and what nothing covers is pending (E21)", async () => {
        const { story, order, when, then, read, id } = await onBackorder()
        await then.cameFrom(order, "L1 10", "pending 2")
        await then.pending(["-2", "0", "0"], "2")
        await then.refuses(() => when.issues("1"), "INSUFFICIENT_STOCK")
        const [document] = await goodsIssuesOf(story, order)
        expect(await read.reconciliation()).toMatchObject({
          differences: [],
          pending: [
            {
              goods_issue_id: document?.id,
              stock_location_id: await id.location("LOC"),
              inventory_item_id: await id.item("X"),
              quantity: "2",
            },
          ],
          unposted: [],
        })
        await then.lines(await when.settles(), { issued: "10", net: "10", net_value: "50.00" })
      })

      it("is attributed to the next receipt, dated by it (E21a)", async () => {
        const { order, given, when, then, read } = await onBackorder()
        await when.settles()
        const receipt = await given.receipt("L2", "20", "5.50")
        await then.cameFrom(order, "L1 10", "L2 2")
        await then.level(["18", "0", "18"])
        await then.movements(
          { type: "goods_issue", settlement_id: undefined },
          { lot: "L1", quantity: "-10" },
          { lot: "L2", quantity: "-2", dated: receipt.effective_at, late: false }
        )
        expect((await read.reconciliation()).pending).toEqual([])
        await then.lines(await when.settles(), {
          opening: "10",
          issued: "2",
          net: "2",
          net_value: "11.00",
          to_invoice: "12",
          amount: "61.00",
        })
      })

      it("makes its issue late where the receipt comes after the close of its period", async () => {
        const { story, order, given, when, then } = await onBackorder()
        await when.settles()
        await given.receipt("L2", "20", "5.00", { dated: "2026-01-01" })
        expect(await goodsIssuesOf(story, order)).toMatchObject([{ late: true }])
        await then.lines(await when.settles(), {
          opening: "10",
          issued: "2",
          net: "2",
          to_invoice: "12",
          net_value: "10.00",
          amount: "60.00",
          late_quantity: "2",
        })
      })

      it("is attributed to own stock that the host adds (E21b)", async () => {
        const { order, given, when, then, read } = await onBackorder()
        await given.own("5")
        await then.pending(["3", "5", "0"], "2")
        await catchUpWorkflow(shop.container()).run({ input: {} })
        await then.cameFrom(order, "L1 10", "own 2")
        await then.level(["3", "3", "0"])
        expect((await read.reconciliation()).pending).toEqual([])
        await then.lines(await when.settles(), { issued: "10", net: "10", net_value: "50.00" })
      })

      it("ends with what comes back (E21c)", async () => {
        const { order, when, then } = await onBackorder()
        await when.takesBack(order, 3)
        await then.wentTo(order, "pending 2 own", "L1 1 open")
        await then.level(["1", "0", "1"])
        await then.lines(await when.settles(), {
          issued: "10",
          returned: "1",
          net: "9",
          net_value: "45.00",
        })
      })

      it("waits on for what a receipt does not cover (E21d)", async () => {
        const { given, when, then } = shop.story()
        given.product("X", { X: 1 }, { allowBackorder: true })
        await given.own("0")
        const order = await when.orders(3)
        await when.fulfils(order)
        await then.pending(["-3", "0", "0"], "3")
        await given.receipt("L", "2", "5.00")
        await then.cameFrom(order, "pending 1", "L 2")
        await then.lots({ L: "0" })
        await then.pending(["-1", "0", "0"], "1")
      })

      it("ends with a cancelled fulfilment", async () => {
        const { given, when, then } = shop.story()
        given.product("X", { X: 1 }, { allowBackorder: true })
        await given.receipt("L1", "10", "5.00")
        const order = await when.orders(12)
        await when.cancelsFulfillment(await when.fulfils(order))
        await then.level(["10", "0", "10"])
        await then.cameFrom(order)
        await given.receipt("L2", "5", "5.00")
        await then.level(["15", "0", "15"])
      })

      it("stays pending while its pieces come back elsewhere, where they are own", async () => {
        const { order, given, when, then } = await onBackorder()
        await when.takesBack(order, 1, { at: "SHOP" })
        await then.wentTo(order, "own 1 own")
        await then.level(["1", "1", "0"], { at: "SHOP" })
        await then.pending(["-2", "0", "0"], "2")
        await given.receipt("L2", "20", "5.50")
        await then.level(["18", "0", "18"])
        await then.lines(await when.previews(), { issued: "12", net: "12", net_value: "61.00" })
      })
    })
  },
})
