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
    const returnsOf = ({ read }: Story, order: Order): Promise<Document[]> =>
      read.documents("goods-issue-returns", { order_id: order.id, order: "posted_at" })

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
  },
})
