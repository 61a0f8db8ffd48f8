import type { Context } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Decimal } from "decimal.js"
import type { Document } from "../../src/http-contract/document"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { toIdTime } from "../../src/modules/consignment/database/new-id"
import { exact } from "../../src/modules/consignment/domain/quantity"
import type { HostLevels } from "../../src/modules/consignment/ledger/posting/host-levels"
import { sqlOf } from "../../src/modules/consignment/database/sql"
import { hostLevels } from "../../src/workflows/host"
import { catchUpWorkflow } from "../../src/workflows/reconciliation"
import { forgetStore, receiveAndFailWorkflow, store } from "../helpers/failing-store"
import { fulfilledIn, putDownIn } from "../helpers/fulfilled-order"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop } from "../helpers/shop"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)

    beforeAll(() => shop.open())
    afterEach(async () => {
      forgetStore()
      jest.restoreAllMocks()
      await shop.expectLawsToHold()
    })

    const ledger = (): ConsignmentModuleService => shop.container().resolve(CONSIGNMENT_MODULE)

    const fulfilled = fulfilledIn(shop)
    const putDown = putDownIn(shop)

    describe("catching up", () => {
      const catchUp = async (graceSeconds?: number) => {
        const { result } = await catchUpWorkflow(shop.container()).run({
          input: { grace_seconds: graceSeconds },
        })
        return result.caught_up.map(({ kind, id }) => ({ kind, id }))
      }

      /** Everything in the host and in the ledger so far lies an hour back. */
      const anHourPasses = async () => {
        const hour = "interval '1 hour'"
        for (const [table, ...columns] of [
          ["fulfillment", "created_at", "canceled_at"],
          ["order_change", "confirmed_at"],
          ["consignment_warehouse", "created_at"],
          ["consignment_document", "posted_at"],
          ["consignment_unfinished_flow", "created_at"],
          ["reservation_item", "created_at", "updated_at"],
        ]) {
          const changes = columns.map((column) => `${column} = ${column} - ${hour}`).join(", ")
          // The database refuses to change what is posted, so this session goes without its triggers.
          await shop.sql(
            `set local session_replication_role = replica; update ${table} set ${changes}`
          )
        }
      }

      /** The host does all of its part and the ledger is not there. */
      const withoutLedger = async <T>(work: () => Promise<T>): Promise<T> => {
        const nothing = async () => null as never
        const postings = [
          "postFulfillment",
          "noteReceiving",
          "postReceivedReturn",
          "cancelFulfillment",
        ] as const
        const spies = postings.map((posting) =>
          jest.spyOn(ledger(), posting).mockImplementation(nothing)
        )
        return await work().finally(() => spies.forEach((spy) => spy.mockRestore()))
      }

      const missedFulfillment = async () => {
        const story = shop.story()
        await story.given.own("3")
        await story.given.receipt("L", "10", "5.00")
        const order = await story.when.orders(7)
        const fulfillment = await withoutLedger(() => story.when.fulfils(order))
        return { ...story, order, fulfillment }
      }

      it("leaves what may still be under way", async () => {
        const { then, read, order } = await missedFulfillment()
        expect((await read.reconciliation()).unposted).toEqual([])
        expect(await catchUp()).toEqual([])
        await then.cameFrom(order)
        expect(await catchUp(0)).toHaveLength(1)
        await then.cameFrom(order, "own 3", "L 4")
      })

      describe("since the last time", () => {
        const connection = () => shop.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)

        const searchAll = async () =>
          await catchUpWorkflow(shop.container()).run({ input: { grace_seconds: 0, all: true } })

        /** All but this is searched, and the mark stands there. */
        const searchedUntil = async (ago: string) => {
          await searchAll()
          await shop.sql(
            `update consignment_catch_up_mark set searched_until = now() - interval '${ago}'`
          )
        }

        /** The link of a fulfilment to its order, as of another time. */
        const relink = async (fulfillmentId: string, id: string, deletedAt: string) =>
          await shop.sql(
            `update order_fulfillment set id = ?, deleted_at = ${deletedAt} where fulfillment_id = ?`,
            [id, fulfillmentId]
          )

        const idOfAnHourAgo = () => `ordful_${toIdTime(Date.now() - 3_600_000)}0000000000000000`

        it("finds what was committed long after it was written", async () => {
          const { then, order, fulfillment } = await missedFulfillment()
          await relink(fulfillment.id, idOfAnHourAgo(), "now()")
          const transaction = await connection().transaction()
          await transaction.raw(
            `update order_fulfillment set deleted_at = null where fulfillment_id = ?`,
            [fulfillment.id]
          )
          await searchedUntil("2 hours")
          for (let search = 0; search < 3; search += 1) expect(await catchUp(0)).toEqual([])
          await transaction.commit()
          expect(await catchUp(0)).toEqual([{ kind: "fulfillment", id: fulfillment.id }])
          await then.cameFrom(order, "own 3", "L 4")
        })

        it("leaves what was searched before, unless it searches all", async () => {
          const { fulfillment } = await missedFulfillment()
          await relink(fulfillment.id, idOfAnHourAgo(), "now()")
          await searchedUntil("1 minute")
          await relink(fulfillment.id, idOfAnHourAgo(), "null")
          expect(await catchUp(0)).toEqual([])
          await shop.sql(
            `update consignment_catch_up_mark set all_searched_at = now() - interval '25 hours'`
          )
          expect(await catchUp(0)).toEqual([{ kind: "fulfillment", id: fulfillment.id }])
        })

        it("keeps a return in sight until it is confirmed", async () => {
          const { then, attempt, orderReturn, order } = await putDown()
          await searchAll()
          const [change] = await shop.sql<{ id: string }>(
            `select id from order_change where return_id = ? and status = 'pending'`,
            [orderReturn.id]
          )
          expect(await shop.sql(`select host_id from consignment_catch_up_watch`)).toEqual([
            { host_id: change?.id },
          ])
          await shop.sql(
            `update consignment_catch_up_mark set searched_until = now() + interval '1 hour'`
          )
          await shop.sql(
            `update consignment_catch_up_watch set created_at = now() - interval '1 hour'`
          )
          expect(await catchUp(0)).toEqual([])
          await withoutLedger(async () => {
            expect((await attempt.confirm(orderReturn)).status).toBe(200)
          })
          expect(await catchUp(0)).toEqual([{ kind: "return", id: change?.id }])
          await then.wentTo(order, "L 4 open")
          expect(await catchUp(0)).toEqual([])
          expect(await shop.sql(`select host_id from consignment_catch_up_watch`)).toEqual([])
        })

        /** Copies of rows of the host, as if made one after the other in the years before go-live. */
        const addHistory = async (table: string, prefix: string, from: number, to: number) =>
          await shop.sql(
            `insert into "${table}" select (jsonb_populate_record(one, jsonb_build_object(
               'id', '${prefix}_01A' || lpad(n::text, 23, '0'), 'created_at', '2020-01-01'
               ${table === "order_fulfillment" ? `, 'fulfillment_id', 'ful_01A' || lpad(n::text, 23, '0')` : ""}))).*
             from "${table}" one, generate_series(${from}, ${to}) n
             where one.id = (select max(id) from "${table}")`
          )

        const histories = {
          fulfillment: "ful",
          order_fulfillment: "ordful",
          order_change: "ordch",
          order_change_action: "ordchact",
        }

        interface Plan {
          "Relation Name"?: string
          "Actual Rows": number
          "Actual Loops": number
          "Rows Removed by Filter"?: number
          Plans?: Plan[]
        }

        const rowsRead = (plan: Plan): number => {
          const scanned =
            (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"]
          const own = plan["Relation Name"] ? scanned : 0
          return (plan.Plans ?? []).reduce((sum, below) => sum + rowsRead(below), own)
        }

        /** How many rows the statements of a search read. */
        const countRowsRead = async (): Promise<number> => {
          const searches: { sql: string; bindings: string[] }[] = []
          const listen = (query: (typeof searches)[number]) => {
            if (query.sql.includes("unposted as")) searches.push(query)
          }
          connection().on("query", listen)
          expect(await catchUp(0)).toEqual([])
          connection().off("query", listen)
          expect(searches).toHaveLength(2)
          let count = 0
          for (const { sql, bindings } of searches) {
            const transaction = await connection().transaction()
            const { rows } = await transaction.raw<{ rows: { "QUERY PLAN": { Plan: Plan }[] }[] }>(
              `explain (analyze, format json) ${sql.replace(/\$\d+/g, "?")}`,
              bindings
            )
            await transaction.rollback()
            count += rows[0]?.["QUERY PLAN"].reduce((sum, { Plan }) => sum + rowsRead(Plan), 0) ?? 0
          }
          return count
        }

        it("reads no more rows the more the host has done", async () => {
          const { when, fulfillment, order } = await fulfilled()
          await when.takesBack(order, 1)
          expect(fulfillment.order.id).toBe(order.id)
          const fill = async (from: number, to: number) => {
            for (const [table, prefix] of Object.entries(histories)) {
              await addHistory(table, prefix, from, to)
              await shop.sql(`analyze "${table}"`)
            }
            await searchedUntil("1 minute")
            return await countRowsRead()
          }
          const before = await fill(1, 2_000)
          expect(await fill(2_001, 6_000)).toBeLessThan(before + 200)
        })
      })

      it("posts it at the share of the sale that was agreed", async () => {
        const terms = { price_basis: "commission", commission_percent: "40" } as const
        const { given, when, read } = shop.story({ terms })
        given.product("X", { X: 1 }, { price: 90 })
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(2)
        await withoutLedger(() => when.fulfils(order))
        expect(await catchUp(0)).toHaveLength(1)
        const [ownership] = await read.orderOwnership(order)
        expect(ownership?.allocations).toMatchObject([{ quantity: "2", unit_cost: "54" }])
      })

      it("posts a fulfilment that the host finished alone, once", async () => {
        const { then, when, read, order, fulfillment } = await missedFulfillment()
        await anHourPasses()
        const missed = [{ kind: "fulfillment", id: fulfillment.id }]
        expect(await read.reconciliation()).toMatchObject({
          unposted: missed,
          differences: [{ difference: "-4" }],
        })
        expect(await catchUp()).toEqual(missed)
        await then.cameFrom(order, "own 3", "L 4")
        await then.level(["6", "0", "6"])
        await then.lines(await when.previews(), { issued: "4", net: "4", net_value: "20.00" })
        expect(await read.documents("goods-issues", { order_id: order.id })).toMatchObject([
          { fulfillment_id: fulfillment.id, status: "posted" },
        ])
        expect((await read.reconciliation()).unposted).toEqual([])

        expect(await catchUp(0)).toEqual([])
        await then.cameFrom(order, "own 3", "L 4")
        await when.cancelsFulfillment(fulfillment)
        await then.level(["13", "3", "10"])
      })

      it("posts nothing twice where two are at it", async () => {
        const { then, order, fulfillment } = await missedFulfillment()
        await anHourPasses()
        const both = await Promise.all([catchUp(), catchUp()])
        expect(both.flat()).toEqual([{ kind: "fulfillment", id: fulfillment.id }])
        await then.cameFrom(order, "own 3", "L 4")
        await then.level(["6", "0", "6"])
      })

      it("posts a return that the host received alone, once", async () => {
        const { then, when, read, order, fulfillment } = await fulfilled()
        const orderReturn = await withoutLedger(() => when.takesBack(order, 4))
        await anHourPasses()
        const { unposted } = await read.reconciliation()
        expect(unposted).toMatchObject([{ kind: "return" }])
        expect(unposted).toMatchObject(await catchUp())
        await then.wentTo(order, "L 4 open")
        await then.level(["10", "0", "10"])
        expect(await read.documents("goods-issue-returns", { order_id: order.id })).toMatchObject([
          { return_id: orderReturn.id, status: "posted" },
        ])
        expect((await read.reconciliation()).unposted).toEqual([])
        expect(await catchUp(0)).toEqual([])
        await then.level(["10", "0", "10"])
        expect(fulfillment.order.id).toBe(order.id)
      })

      it("posts a cancellation that the host finished alone, once", async () => {
        const { then, when, read, order, fulfillment } = await fulfilled()
        await withoutLedger(() => when.cancelsFulfillment(fulfillment))
        await then.level(["13", "7", "6"])
        await anHourPasses()
        const missed = [{ kind: "cancellation", id: fulfillment.id }]
        expect((await read.reconciliation()).unposted).toMatchObject(missed)
        expect(await catchUp()).toEqual(missed)
        await then.level(["13", "3", "10"])
        await then.cameFrom(order)
        expect((await read.reconciliation()).unposted).toEqual([])
        expect(await catchUp(0)).toEqual([])
        await when.fulfils(order)
        await then.cameFrom(order, "own 3", "L 4")
      })

      it("leaves own what has left as own before the return is posted", async () => {
        const { then, when, order } = await fulfilled()
        await withoutLedger(() => when.takesBack(order, 4))
        await then.level(["10", "4", "6"])
        await then.picks(await when.issues("3"), "own 3")
        expect(await catchUp(0)).toHaveLength(1)
        await then.wentTo(order, "L 1 open", "own 3 own")
        await then.level(["7", "0", "7"])
      })

      it("links a fulfilment that its order counts and has lost", async () => {
        const { then, read, when, order, fulfillment } = await fulfilled()
        await shop.sql(`update order_fulfillment set deleted_at = now() where fulfillment_id = ?`, [
          fulfillment.id,
        ])
        await anHourPasses()
        const listed = [{ kind: "unlinked_fulfillment", id: fulfillment.id }]
        expect((await read.reconciliation()).unposted).toMatchObject(listed)
        expect(await catchUp()).toEqual(listed)
        expect((await read.reconciliation()).unposted).toEqual([])
        await then.cameFrom(order, "own 3", "L 4")
        await when.cancelsFulfillment(fulfillment)
        await then.level(["13", "3", "10"])
      })

      /** The process dies when the ledger's part of a step is done: level and document stand, the host knows nothing. */
      const crashAfter = async (
        change: { stockLocationId: string; inventoryItemId: string; quantity: Decimal },
        post: (host: HostLevels, context: Context) => Promise<unknown>
      ): Promise<void> => {
        await ledger().inOneTransaction(async (context) => {
          const adjust = () => hostLevels.change(sqlOf(context), [change])
          await post({ ...hostLevels, adjust }, context)
        })
        await anHourPasses()
      }

      it("lets the host finish a cancellation that a crash has cut", async () => {
        const { then, when, attempt, read, id, order, fulfillment } = await fulfilled()
        const place = {
          stockLocationId: await id.location("LOC"),
          inventoryItemId: await id.item("X"),
        }
        await crashAfter({ ...place, quantity: exact(7) }, (host, context) =>
          ledger().cancelFulfillment(
            {
              fulfillment_id: fulfillment.id,
              stock_location_id: place.stockLocationId,
              inventory_item_ids: [place.inventoryItemId],
            },
            host,
            context
          )
        )
        await then.level(["13", "3", "10"])
        expect((await read.reconciliation()).unposted).toMatchObject([
          { kind: "half_canceled_fulfillment", id: fulfillment.id },
        ])
        expect((await attempt.cancelFulfillment(fulfillment)).status).toBe(200)
        await then.level(["13", "3", "10"])
        await then.reserved(7)
        expect((await read.reconciliation()).unposted).toEqual([])
        await when.fulfils(order)
        await then.cameFrom(order, "own 3", "L 4")
        await then.level(["6", "0", "6"])
      })

      it("lets the host finish a return that a crash has cut, even if it fails once more", async () => {
        const { then, attempt, id, order, orderReturn } = await putDown()
        const place = {
          stockLocationId: await id.location("LOC"),
          inventoryItemId: await id.item("X"),
        }
        const [change] = await shop.sql<{ id: string }>(
          `select id from order_change where return_id = ? and status = 'pending'`,
          [orderReturn.id]
        )
        await crashAfter({ ...place, quantity: exact(4) }, (host, context) =>
          ledger().postReceivedReturn(
            {
              order_id: order.id,
              return_id: orderReturn.id,
              order_change_id: change?.id ?? "",
              stock_location_id: place.stockLocationId,
              lines: [
                {
                  inventory_item_id: place.inventoryItemId,
                  quantity: "4",
                  line_item_id: order.lines[0]?.id ?? null,
                },
              ],
            },
            host,
            context
          )
        )
        store.fails = true
        const { errors } = await receiveAndFailWorkflow(shop.container()).run({
          input: { return_id: orderReturn.id },
          throwOnError: false,
        })
        store.fails = false
        expect(errors).toHaveLength(1)
        await then.level(["10", "0", "10"])
        expect((await attempt.confirm(orderReturn)).status).toBe(200)
        await then.wentTo(order, "L 4 open")
        await then.level(["10", "0", "10"])
      })

      it("takes back what is left of a lost fulfilment before the order is fulfilled again", async () => {
        const story = shop.story()
        const { given, when, then, attempt, read, id } = story
        await given.own("3")
        await given.receipt("L", "20", "5.00")
        const order = await when.orders(7)
        const place = {
          stockLocationId: await id.location("LOC"),
          inventoryItemId: await id.item("X"),
        }
        await crashAfter({ ...place, quantity: exact(-7) }, (host, context) =>
          ledger().postFulfillment(
            {
              order_id: order.id,
              fulfillment_id: "ful_lost",
              stock_location_id: place.stockLocationId,
              sales_channel_id: null,
              currency_code: "EUR",
              lines: [
                {
                  inventory_item_id: place.inventoryItemId,
                  sku: "X",
                  stock_location_id: place.stockLocationId,
                  quantity: "7",
                  line_item_id: order.lines[0]?.id ?? null,
                  quantity_ordered: "7",
                  quantity_ordered_by_order: "7",
                  sale_price: null,
                  required_quantity: "1",
                  allows_backorder: false,
                },
              ],
            },
            host,
            context
          )
        )
        const [lost] = await read.documents("goods-issues", { fulfillment_id: "ful_lost" })
        expect((await read.reconciliation()).unposted).toEqual([
          {
            kind: "unlinked_fulfillment",
            id: "ful_lost",
            document_id: lost?.id,
            document_number: lost?.number,
          },
        ])
        await when.returns("2", { of: lost as Document })
        expect((await attempt.fulfil(order)).status).toBe(200)
        expect((await read.reconciliation()).unposted).toEqual([])
        await then.level(["16", "0", "16"])
        await then.lines(await when.previews(), {
          issued: "8",
          returned: "4",
          net: "4",
          net_value: "20.00",
        })
      })

      it("takes a fact of the host that comes twice for one (E29)", async () => {
        const { then, id, order, fulfillment } = await fulfilled()
        const command = {
          order_id: order.id,
          fulfillment_id: fulfillment.id,
          stock_location_id: await id.location("LOC"),
          sales_channel_id: null,
          currency_code: "EUR",
          lines: [
            {
              inventory_item_id: await id.item("X"),
              sku: "X",
              stock_location_id: await id.location("LOC"),
              quantity: "7",
              line_item_id: order.lines[0]?.id ?? null,
              quantity_ordered: "7",
              quantity_ordered_by_order: "7",
              sale_price: null,
              required_quantity: "1",
              allows_backorder: false,
            },
          ],
        }
        const again = { ...command, level_already_taken: true }
        expect(await ledger().postFulfillment(again, hostLevels)).toMatchObject({ is_new: false })
        await expect(ledger().postFulfillment(command, hostLevels)).rejects.toMatchObject({
          code: "DOCUMENT_POSTED",
        })
        await then.cameFrom(order, "own 3", "L 4")
        await then.level(["6", "0", "6"])
      })
    })
  },
})
