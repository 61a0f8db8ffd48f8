import type { Document } from "../../src/http-contract/document"
import { catchUpWorkflow } from "../../src/workflows/reconciliation"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop, type Order } from "../helpers/shop"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    type Story = ReturnType<typeof shop.story>

    const goodsIssuesOf = ({ read }: Story, order: Order): Promise<Document[]> =>
      read.documents("goods-issues", { order_id: order.id, order: "posted_at" })

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
