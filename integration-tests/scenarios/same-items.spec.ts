import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop, type Order } from "../helpers/shop"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    describe("orders of the same items, whatever the order of their lines", () => {
      const items = ["W", "X", "Y", "Z"]

      /** Three of the four items on each of six orders. */
      const wanted = [0, 1, 2, 3, 0, 2].map((first, position) => {
        const three = [0, 1, 2].map((step) => items[(first + step) % 4] ?? "")
        const lines = position < 3 ? three : three.reverse()
        return Object.fromEntries(lines.map((item) => [item, 1]))
      })
      const orderedOf = (item: string): number => wanted.filter((lines) => item in lines).length

      const ordered = async () => {
        const story = shop.story()
        for (const item of items) {
          await story.given.own("12", { item })
          await story.given.receipt(`L-${item}`, "12", "5.00", { item })
        }
        const orders: Order[] = []
        for (const lines of wanted) orders.push(await story.when.orders(lines))
        return { ...story, orders }
      }

      const fulfilled = async () => {
        const story = await ordered()
        await allDone(story.orders, (order) => story.attempt.fulfil(order))
        return story
      }

      /** Everybody at once, and nobody is refused. */
      const allDone = async <One>(all: One[], work: (one: One) => Promise<{ status: number }>) => {
        const answers = await Promise.all(all.map(work))
        expect(answers.map(({ status }) => status)).toEqual(all.map(() => 200))
      }

      it("are fulfilled at once, and cancelled at once", async () => {
        const { then, read, attempt, orders } = await fulfilled()
        await allDone(orders, async (order) => {
          const [id = ""] = await read.fulfillments(order)
          return await attempt.cancelFulfillment({ id, order, at: "LOC" })
        })
        for (const item of items) await then.level(["24", "12", "12"], { item })
      })

      it("come back at once", async () => {
        const { when, then, attempt, orders } = await fulfilled()
        const returns = []
        for (const [position, order] of orders.entries()) {
          const orderReturn = await when.requestsReturn(order, wanted[position] ?? {})
          await when.putsDown(orderReturn, { good: wanted[position] })
          returns.push(orderReturn)
        }
        await allDone(returns, (orderReturn) => attempt.confirm(orderReturn))
        for (const item of items) await then.level(["24", "12", "12"], { item })
      })

      it.each(["claims", "exchanges"] as const)(
        "have %s at once, which are sent and received at once",
        async (kind) => {
          const { when, then, attempt, orders } = await fulfilled()
          const swaps = await Promise.all(
            orders.map((order, position) => {
              const lines = wanted[position] ?? {}
              return when[kind](order, { back: lines, replacement: lines })
            })
          )
          for (const item of items) await then.reserved(orderedOf(item), { item })
          await allDone(swaps, ({ replacement }) => attempt.fulfil(replacement))
          for (const [position, { orderReturn }] of swaps.entries()) {
            await when.putsDown(orderReturn, { good: wanted[position] })
          }
          await allDone(swaps, ({ orderReturn }) => attempt.confirm(orderReturn))
          for (const item of items) {
            const out = orderedOf(item)
            await then.level([`${24 - out}`, `${12 - out}`, "12"], { item })
            await then.reserved(0, { item })
          }
        }
      )

      it("are edited at once", async () => {
        const { then, orders } = await ordered()
        const edits: string[] = []
        for (const order of orders) {
          const { data } = await shop.admin.post<{ order_change: { order_id: string } }>(
            "/admin/order-edits",
            { order_id: order.id }
          )
          const url = `/admin/order-edits/${data.order_change.order_id}`
          for (const line of order.lines) {
            await shop.admin.post(`${url}/items/item/${line.id}`, { quantity: 2 })
          }
          await shop.admin.post(`${url}/request`)
          edits.push(url)
        }
        await allDone(edits, (url) => shop.admin.post(`${url}/confirm`))
        for (const item of items) await then.reserved(2 * orderedOf(item), { item })
      })
    })
  },
})
