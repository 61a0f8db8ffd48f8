import { medusaIntegrationTestRunner } from "../helpers/host"
import type { Document } from "../../src/http-contract/document"
import type { Answer } from "../helpers/client"
import { createShop, type Order } from "../helpers/shop"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)
    const { admin } = shop
    const base = "/admin/consignment"

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    type Story = ReturnType<typeof shop.story>

    const issueOf = async ({ read }: Story, order: Order): Promise<Document> => {
      const [issue] = await read.documents("goods-issues", { order_id: order.id })
      return issue as Document
    }

    const expectRefused = (answer: Answer<unknown>, code: string, message?: RegExp): void =>
      expect(answer).toMatchObject({
        status: 400,
        data: {
          code,
          ...(message ? { message: expect.stringMatching(message) as string } : {}),
        },
      })

    const fulfilledUnitsOf = async ({ id }: Order): Promise<number[]> => {
      const rows = await shop.sql<{ fulfilled: string }>(
        `select item.raw_fulfilled_quantity ->> 'value' as fulfilled
         from order_item item join "order" on "order".id = item.order_id
           and "order".version = item.version where "order".id = ?`,
        [id]
      )
      return rows.map(({ fulfilled }) => +fulfilled)
    }

    describe("goods that came back past the host", () => {
      /** Lot L has ten; three of them are sold. */
      const sold = async (setting: Parameters<typeof shop.story>[0] = {}) => {
        const story = shop.story(setting)
        await story.given.receipt("L", "10", "5.00")
        const order = await story.when.orders(3)
        const fulfillment = await story.when.fulfils(order)
        const issue = await issueOf(story, order)
        return { ...story, story, order, fulfillment, issue }
      }

      it("do not come back a second time with a return of the host", async () => {
        const { when, then, attempt, order, issue } = await sold()
        const returned = await when.returns("3", { of: issue })
        await then.level(["10", "0", "10"])
        const orderReturn = await when.requestsReturn(order, 3)
        await when.putsDown(orderReturn, { good: 3 })
        expectRefused(
          await attempt.confirm(orderReturn),
          "EXCEEDS_RETURNABLE",
          new RegExp(`^Line 0: 3 of X .* 0 are left to return\\. .*${returned.number}`)
        )
        await then.level(["10", "0", "10"])

        await when.reverses(returned)
        expect((await attempt.confirm(orderReturn)).status).toBe(200)
        await then.level(["10", "0", "10"])
        await then.wentTo(order, "L 3 open")
      })

      it("leave the rest to the host, and are refused at any other place, too", async () => {
        const { given, when, then, attempt, order, issue } = await sold({
          warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } },
        })
        await given.own("0", { at: "KRK" })
        await when.returns("1", { of: issue })
        const orderReturn = await when.requestsReturn(order, 3, { at: "KRK" })
        await when.putsDown(orderReturn, { good: 3 })
        expectRefused(await attempt.confirm(orderReturn), "EXCEEDS_RETURNABLE", /2 are left/)
        await then.level(["0", "0", "0"], { at: "KRK" })
        await admin.delete(`/admin/returns/${orderReturn.id}/receive`)
        await when.receives(orderReturn, { good: 2, damaged: 1 })
        await then.level(["8", "0", "8"])
        await then.level(["2", "0", "2"], { at: "KRK" })
      })

      it("may be received by the host as damaged, which moves nothing", async () => {
        const { when, then, order, issue } = await sold()
        await when.returns("3", { of: issue })
        const orderReturn = await when.requestsReturn(order, 3)
        await when.receives(orderReturn, { damaged: 3 })
        await then.level(["10", "0", "10"])
        await then.lines(await when.previews(), { issued: "3", returned: "3", balanced: true })
      })

      it("do not come back a second time when the fulfilment is cancelled", async () => {
        const { when, then, fulfillment, issue } = await sold()
        await when.returns("2", { of: issue })
        await when.cancelsFulfillment(fulfillment)
        await then.level(["10", "0", "10"])
      })

      it("do not come back with the return of a claim", async () => {
        const { when, then, attempt, order, issue } = await sold()
        await when.returns("3", { of: issue })
        const { orderReturn } = await when.claims(order, { back: 1, replacement: 1 })
        await when.putsDown(orderReturn, { good: 1 })
        expectRefused(await attempt.confirm(orderReturn), "EXCEEDS_RETURNABLE")
        await then.level(["10", "0", "10"])
      })

      it("are own where the host had shipped them before the ledger was kept", async () => {
        const { when, then, attempt, order, issue } = await sold()
        // The database refuses to change what is posted, so this session goes without its triggers.
        await shop.sql(
          `set local session_replication_role = replica;
           update consignment_document set order_id = null, fulfillment_id = null where id = '${issue.id}'`
        )
        await when.takesBack(order, 2)
        await then.level(["9", "2", "7"])
        await when.returns("1", { of: issue })
        const orderReturn = await when.requestsReturn(order, 1)
        await when.putsDown(orderReturn, { good: 1 })
        expect((await attempt.confirm(orderReturn)).status).toBe(200)
        await then.level(["11", "3", "8"])
      })
    })

    describe("a product whose recipe changes after it was sold", () => {
      it("comes back by the recipe by which it left", async () => {
        const { given, when, then } = shop.story()
        given.product("PACK", { X: 1 })
        await given.receipt("L", "50", "5.00")
        const order = await when.orders({ PACK: 3 })
        await when.fulfils(order)
        await when.changesRecipe("PACK", { X: 2 })
        await when.takesBack(order, { PACK: 1 })
        await then.level(["48", "0", "48"])
        await when.changesRecipe("PACK", { X: 5 })
        await when.takesBack(order, { PACK: 2 })
        await then.level(["50", "0", "50"])
        await then.wentTo(order, "L 1 open", "L 2 open")
      })

      it("comes back newest fulfilment first, each by its own recipe", async () => {
        const { given, when, then } = shop.story()
        given.product("PACK", { X: 3 })
        await given.receipt("L", "50", "5.00")
        const order = await when.orders({ PACK: 4 })
        await when.fulfils(order, { only: { PACK: 2 } })
        await when.changesRecipe("PACK", { X: 1 })
        await when.fulfils(order, { only: { PACK: 2 } })
        await then.level(["42", "0", "42"])
        await when.takesBack(order, { PACK: 3 })
        await then.level(["47", "0", "47"])
        await when.takesBack(order, { PACK: 1 })
        await then.level(["50", "0", "50"])
      })

      it("can be fulfilled of the rest, by units of the order", async () => {
        const { given, when, then, attempt } = shop.story()
        given.product("PACK", { X: 5 })
        await given.receipt("L", "50", "5.00")
        const order = await when.orders({ PACK: 6 })
        await when.fulfils(order, { only: { PACK: 2 } })
        await then.level(["40", "0", "40"])
        await when.changesRecipe("PACK", { X: 1 })
        expect((await attempt.fulfil(order, { only: { PACK: 5 } })).status).toBe(400)
        await when.fulfils(order, { only: { PACK: 4 } })
        await then.level(["36", "0", "36"])
        expect(await fulfilledUnitsOf(order)).toEqual([6])
      })

      it("is cancelled by the recipe by which it left, and can be fulfilled again", async () => {
        const { given, when, then } = shop.story()
        given.product("PACK", { X: 4 })
        await given.receipt("L", "50", "5.00")
        const order = await when.orders({ PACK: 3 })
        const fulfillment = await when.fulfils(order)
        await then.level(["38", "0", "38"])
        await when.changesRecipe("PACK", { X: 2 })
        await when.cancelsFulfillment(fulfillment)
        await then.level(["50", "0", "50"])
        expect(await fulfilledUnitsOf(order)).toEqual([0])
        await when.fulfils(order)
        await then.level(["44", "0", "44"])
        expect(await fulfilledUnitsOf(order)).toEqual([3])
      })

      it("comes back with the part that has left its kit, without the one that has come", async () => {
        const { given, when, then } = shop.story()
        given.product("TABLE", { DESK: 1, LEG: 4 })
        await given.own("10", { item: "DESK" })
        await given.own("10", { item: "FOOT" })
        await given.receipt("L", "40", "3.00", { item: "LEG" })
        const order = await when.orders({ TABLE: 3 })
        const fulfillment = await when.fulfils(order, { only: { TABLE: 1 } })
        await when.fulfils(order, { only: { TABLE: 2 } })
        await when.changesRecipe("TABLE", { DESK: 1, FOOT: 4 })
        await when.takesBack(order, { TABLE: 2 })
        await then.level(["9", "9", "0"], { item: "DESK" })
        await then.level(["36", "0", "36"], { item: "LEG" })
        await then.level(["10", "10", "0"], { item: "FOOT" })
        await when.cancelsFulfillment(fulfillment)
        await then.level(["10", "10", "0"], { item: "DESK" })
        await then.level(["40", "0", "40"], { item: "LEG" })
        await then.reserved(0, { item: "LEG" })
        await then.reserved(1, { item: "DESK" })
      })
    })

    describe("an order line that is named twice", () => {
      const orderedTwice = async () => {
        const story = shop.story()
        await story.given.receipt("L", "20", "5.00")
        const order = await story.when.orders(5)
        const [line] = order.lines
        const items = [
          { id: line?.id, quantity: 1 },
          { id: line?.id, quantity: 2 },
        ]
        return { ...story, order, items }
      }
      const bothLines = /^Lines 0, 1 are refused\. .*more than once/

      it("is not fulfilled", async () => {
        const { when, then, id, order, items } = await orderedTwice()
        const body = { location_id: await id.location("LOC"), items }
        const answer = await admin.post(`/admin/orders/${order.id}/fulfillments`, body)
        expectRefused(answer, "INVALID_DATA", bothLines)
        await then.level(["20", "0", "20"])
        await then.reserved(5)
        await then.cameFrom(order)
        const [row] = await shop.sql<{ count: string }>(
          `select count(*) from order_fulfillment where order_id = ?`,
          [order.id]
        )
        expect(row?.count).toBe("0")
        await when.fulfils(order)
        await then.level(["15", "0", "15"])
      })

      it("is neither requested back nor received", async () => {
        const { when, then, order, items } = await orderedTwice()
        await when.fulfils(order)
        const begun = await admin.post<{ return: { id: string } }>("/admin/returns", {
          order_id: order.id,
        })
        const requested = `/admin/returns/${begun.data.return.id}/request-items`
        expectRefused(await admin.post(requested, { items }), "INVALID_DATA", bothLines)
        await admin.delete(`/admin/returns/${begun.data.return.id}/request`)

        const orderReturn = await when.requestsReturn(order, 4)
        const url = `/admin/returns/${orderReturn.id}`
        await admin.post(`${url}/receive`)
        for (const path of ["receive-items", "dismiss-items"]) {
          expectRefused(await admin.post(`${url}/${path}`, { items }), "INVALID_DATA", bothLines)
        }
        await then.level(["15", "0", "15"])
      })

      it("is neither claimed nor exchanged", async () => {
        const { when, order, items } = await orderedTwice()
        await when.fulfils(order)
        for (const kind of ["claim", "exchange"] as const) {
          const body = { order_id: order.id, ...(kind === "claim" ? { type: "replace" } : {}) }
          const begun = await admin.post<Record<typeof kind, { id: string }>>(
            `/admin/${kind}s`,
            body
          )
          const url = `/admin/${kind}s/${begun.data[kind].id}`
          const answer = await admin.post(`${url}/inbound/items`, { items })
          expectRefused(answer, "INVALID_DATA", bothLines)
          await admin.delete(`${url}/request`)
        }
      })
    })

    describe("a goods issue that names an order", () => {
      const issueFor = async ({ id }: Story, order: Order, path = "goods-issues") =>
        await admin.post(`${base}/${path}`, {
          stock_location_id: await id.location("LOC"),
          order_id: order.id,
          lines: [{ sku: "X", quantity: "1" }],
        })
      const names = { details: { path: "order_id" } }

      it("is refused while Medusa can fulfil the order", async () => {
        const story = shop.story()
        const { given, when, then } = story
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(3)
        await when.fulfils(order, { only: 2 })
        for (const path of ["goods-issues", "goods-issues/plan", "internal-issues"]) {
          const refused = await issueFor(story, order, path)
          expectRefused(refused, "INVALID_DATA", /left to fulfil/)
          expect(refused.data).toMatchObject(names)
        }
        await then.level(["8", "0", "8"])
        await when.fulfils(order, { only: 1 })
        expect((await issueFor(story, order)).status).toBe(201)
        await then.level(["6", "0", "6"])
      })

      it("is refused a second time with its key just as little as before", async () => {
        const story = shop.story()
        const { given, when, id } = story
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(3)
        const fulfillment = await when.fulfils(order)
        const body = {
          stock_location_id: await id.location("LOC"),
          order_id: order.id,
          idempotency_key: "till",
          lines: [{ sku: "X", quantity: "1" }],
        }
        expect((await admin.post(`${base}/goods-issues`, body)).status).toBe(201)
        await when.cancelsFulfillment(fulfillment)
        expect((await admin.post(`${base}/goods-issues`, body)).status).toBe(200)
      })
    })

    describe("a document with a line that names its lot", () => {
      /** Five of the older lot L1, and five of L2. */
      const twoLots = async () => {
        const story = shop.story({
          warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } },
        })
        const { given, id } = story
        await given.receipt("A:L1", "5", "5.00", { dated: "2026-03-01" })
        await given.receipt("A:L2", "5", "4.00", { dated: "2026-03-02" })
        const lot = (quantity: string) => [
          { sku: "X", quantity: "5" },
          { sku: "X", quantity, lot_id: id.lot("L1") },
        ]
        return { ...story, lines: lot("5"), tooMuch: lot("6") }
      }

      const documents: Record<string, (story: Pick<Story, "id">) => Promise<object>> = {
        "goods-issues": async ({ id }) => ({ stock_location_id: await id.location("LOC") }),
        "internal-issues": async ({ id }) => ({ stock_location_id: await id.location("LOC") }),
        "ownership-transfers": async ({ id }) => ({ warehouse_id: await id.warehouse("LOC") }),
        "consignor-returns": async ({ id }) => ({
          warehouse_id: await id.warehouse("LOC"),
          contractor_id: await id.contractor("A"),
        }),
        "warehouse-transfers": async ({ id }) => ({
          from_warehouse_id: await id.warehouse("LOC"),
          to_warehouse_id: await id.warehouse("KRK"),
        }),
      }

      it.each(Object.entries(documents))("serves it first: %s", async (path, headOf) => {
        const { lines, tooMuch, then, id } = await twoLots()
        const head = await headOf({ id })
        const refused = await admin.post(`${base}/${path}`, { ...head, lines: tooMuch })
        expectRefused(refused, "INSUFFICIENT_STOCK")
        expect((await admin.post(`${base}/${path}`, { ...head, lines })).status).toBe(201)
        await then.lots({ L1: "0", L2: "0" })
      })
    })

    describe("a reservation that the host leaks", () => {
      const edits = async (
        order: Order,
        changes: { quantity: number; unit_price?: number }
      ): Promise<void> => {
        await admin.post("/admin/order-edits", { order_id: order.id })
        const url = `/admin/order-edits/${order.id}`
        const changed = await admin.post(`${url}/items/item/${order.lines[0]?.id}`, changes)
        expect(changed.status).toBe(200)
        expect((await admin.post(`${url}/request`)).status).toBe(200)
        expect((await admin.post(`${url}/confirm`)).status).toBe(200)
      }

      const leaksOf = async ({ read, id }: Story) => {
        const { leaked_reservations: leaked } = await read.reconciliation()
        const item = await id.item("X")
        return leaked.filter((one) => one.inventory_item_id === item)
      }

      /** Releases whatever is leaked of X. */
      const releases = async (story: Story): Promise<void> => {
        for (const { id, leaked } of await leaksOf(story)) {
          const url = `${base}/reconciliation/leaked-reservations/${id}/release`
          expect(await admin.post(url)).toMatchObject({
            status: 200,
            data: { leaked_reservation: { id, leaked } },
          })
          expect(await admin.post(url)).toMatchObject({
            status: 404,
            data: { code: "NOT_FOUND" },
          })
        }
      }

      const stocked = async () => {
        const story = shop.story()
        await story.given.receipt("L", "20", "5.00")
        return story
      }

      it("by an edit after a part was fulfilled is released", async () => {
        const story = await stocked()
        const { when, then } = story
        const order = await when.orders(5)
        await edits(order, { quantity: 5, unit_price: 7 })
        expect(await leaksOf(story)).toEqual([])
        await then.reserved(5)
        await when.fulfils(order, { only: 2 })
        await edits(order, { quantity: 6 })
        expect(await leaksOf(story)).toMatchObject([{ reserved: "6", leaked: "2" }])
        await releases(story)
        await then.reserved(4)
        await when.fulfils(order, { only: 4 })
        await then.reserved(0)
      })

      it("for a line that an exchange has added and that is no longer in the order, is released", async () => {
        const story = await stocked()
        const { when, then } = story
        const order = await when.orders(2)
        await when.fulfils(order)
        const { id, replacement } = await when.exchanges(order, { back: 1, replacement: 2 })
        await then.reserved(2)
        expect(await leaksOf(story)).toEqual([])
        expect((await admin.post(`/admin/exchanges/${id}/cancel`)).status).toBe(200)
        await then.reserved(0)
        await admin.post("/admin/reservations", {
          line_item_id: replacement.lines[0]?.id,
          inventory_item_id: await story.id.item("X"),
          location_id: await story.id.location("LOC"),
          quantity: 2,
        })
        expect(await leaksOf(story)).toMatchObject([{ reserved: "2", leaked: "2" }])
        await releases(story)
        await then.reserved(0)
      })

      it("is listed with what is left of it, and released by its id", async () => {
        const story = await stocked()
        const { when, then, read, id } = story
        const order = await when.orders(3)
        const second = {
          line_item_id: order.lines[0]?.id,
          inventory_item_id: await id.item("X"),
          location_id: await id.location("LOC"),
          quantity: 2,
        }
        expect((await admin.post("/admin/reservations", second)).status).toBe(200)
        expect(await leaksOf(story)).toMatchObject([
          {
            order_id: order.id,
            line_item_id: order.lines[0]?.id,
            sku: "X",
            stock_location_id: second.location_id,
            reserved: "2",
            leaked: "2",
          },
        ])
        await then.reserved(5)
        await releases(story)
        await then.reserved(3)
        expect(await leaksOf(story)).toEqual([])
        await when.fulfils(order)
        await then.reserved(0)
        expect((await read.ownership("LOC", "X")).stocked).toBe("17")
      })

      it("is released in part where the order still needs the rest", async () => {
        const story = await stocked()
        const { given, when, then } = story
        given.product("PACK", { X: 4 })
        const order = await when.orders({ PACK: 3 })
        await then.reserved(12)
        await when.changesRecipe("PACK", { X: 2 })
        expect(await leaksOf(story)).toMatchObject([{ reserved: "12", leaked: "6" }])
        await releases(story)
        await then.reserved(6)
        await when.fulfils(order)
        await then.reserved(0)
      })

      it("is none while every unit is promised", async () => {
        const story = await stocked()
        const { when } = story
        const order = await when.orders(5)
        expect(await leaksOf(story)).toEqual([])
        await when.cancelsFulfillment(await when.fulfils(order, { only: 2 }))
        expect(await leaksOf(story)).toEqual([])
      })
    })

    describe("a fulfilment of more than is in stock", () => {
      /** Eight of ten are ordered, then six are counted. */
      const short = async (allowBackorder: boolean) => {
        const story = shop.story()
        story.given.product("X", { X: 1 }, { allowBackorder })
        await story.given.receipt("L", "10", "5.00")
        const order = await story.when.orders(8)
        const counted = await admin.post(`${base}/stock-counts`, {
          warehouse_id: await story.id.warehouse("LOC"),
          lines: [{ sku: "X", counted_quantity: "6" }],
        })
        expect(counted.status).toBe(201)
        return { ...story, order }
      }

      it("is refused unless the variant allows backorder", async () => {
        const { then, attempt, order } = await short(false)
        const refused = await attempt.fulfil(order)
        expectRefused(refused, "INSUFFICIENT_STOCK", /^Line 0: 8 of X .* 6 are available/)
        await then.level(["6", "0", "6"])
        await then.reserved(8)
        await then.cameFrom(order)
      })

      it("waits for a receipt where the variant allows it", async () => {
        const { when, then, order } = await short(true)
        await when.fulfils(order)
        await then.cameFrom(order, "L 6", "pending 2")
      })

      it("is refused at a place without consigned goods, too", async () => {
        const { given, when, then, attempt, id } = shop.story()
        await given.own("8", { at: "SHOP" })
        const order = await when.orders(8, { from: "SHOP" })
        const item = await id.item("X")
        await admin.post(
          `/admin/inventory-items/${item}/location-levels/${await id.location("SHOP")}`,
          { stocked_quantity: 6 }
        )
        expectRefused(await attempt.fulfil(order, { at: "SHOP" }), "INSUFFICIENT_STOCK")
        await then.level(["6", "6", "0"], { at: "SHOP" })
      })
    })

    describe("a fulfilment where a lot has expired", () => {
      const ordered = async (expired_lots?: "skip" | "warn" | "allow") => {
        const story = shop.story({ warehouses: { LOC: { ...(expired_lots && { expired_lots }) } } })
        await story.given.receipt("OLD", "3", "5.00", {
          dated: "2026-01-10",
          expires: "2026-01-31",
        })
        await story.given.receipt("NEW", "2", "5.00", {
          dated: "2026-01-11",
          expires: "2099-01-31",
        })
        const fulfilled = async (quantity: number) => {
          const order = await story.when.orders(quantity)
          const answer = await story.attempt.fulfil(order)
          const [issue] = await story.read.documents("goods-issues", { order_id: order.id })
          return { answer, warnings: issue?.warnings ?? [] }
        }
        return { ...story, fulfilled }
      }

      it("takes it and warns, unless the warehouse says otherwise", async () => {
        const { then, id, fulfilled } = await ordered()
        const { answer, warnings } = await fulfilled(4)
        expect(answer.status).toBe(200)
        expect(warnings).toMatchObject([
          { code: "EXPIRED_LOT", line: 0, lot_id: id.lot("OLD"), quantity: "3" },
        ])
        await then.lots({ OLD: "0", NEW: "1" })
      })

      it("takes it and says nothing where the warehouse allows it", async () => {
        const { then, fulfilled } = await ordered("allow")
        expect(await fulfilled(4)).toMatchObject({ answer: { status: 200 }, warnings: [] })
        await then.lots({ OLD: "0", NEW: "1" })
      })

      it("leaves it where the warehouse skips it, and takes no more than is good", async () => {
        const { then, fulfilled } = await ordered("skip")
        const { answer } = await fulfilled(3)
        expectRefused(answer, "INSUFFICIENT_STOCK", /^Line 0: 3 of X .* 2 are available/)
        await then.lots({ OLD: "3", NEW: "2" })
        expect(await fulfilled(2)).toMatchObject({ answer: { status: 200 }, warnings: [] })
        await then.lots({ OLD: "3", NEW: "0" })
      })
    })
  },
})
