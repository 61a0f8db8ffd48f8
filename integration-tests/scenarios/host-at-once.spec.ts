import type { Context } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  adjustInventoryLevelsStep,
  confirmReturnReceiveWorkflow,
  createOrderFulfillmentWorkflow,
} from "@medusajs/medusa/core-flows"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { exact } from "../../src/modules/consignment/domain/quantity"
import { sqlOf, type Sql } from "../../src/modules/consignment/database/sql"
import { adjustLevels, type LevelInternals } from "../../src/workflows/host/steps/adjust-levels"
import { releaseReservations } from "../../src/workflows/host/steps/release-reservations"
import { inTransactionOf } from "../../src/workflows/host/inventory/shared-transaction"
import { itemLockPatience } from "../../src/workflows/host/inventory/locks"
import { fulfilledIn, putDownIn } from "../helpers/fulfilled-order"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop, type Order } from "../helpers/shop"

interface Change {
  inventory_item_id: string
  location_id: string
  adjustment: number
}

const adjustWorkflowId = "test-adjust"
/** The host's own step in a flow that is not ours. */
const adjustWorkflow = createWorkflow(
  adjustWorkflowId,
  (changes: WorkflowData<Change[]>) => new WorkflowResponse(adjustInventoryLevelsStep(changes))
)

type Inventory = LevelInternals & {
  adjustInventory: (
    adjustments: object[],
    locationId: undefined,
    adjustment: undefined,
    context: Context
  ) => Promise<object[]>
  softDeleteReservationItems: (ids: string[], config: undefined, context: Context) => Promise<void>
}

/** A connection that tells its statements. */
interface Listened {
  on: (event: "query", listener: (query: { sql: string }) => void) => void
  removeListener: Listened["on"]
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)

    beforeAll(() => shop.open())
    afterEach(async () => {
      jest.restoreAllMocks()
      await shop.expectLawsToHold()
    })

    const ledger = (): ConsignmentModuleService => shop.container().resolve(CONSIGNMENT_MODULE)

    const fulfilled = fulfilledIn(shop)
    const putDown = putDownIn(shop)

    describe("many at once", () => {
      /** A caller of the host's flow who does not come by its route. */
      const fulfilInFlow = async (order: Order) => {
        const { errors } = await createOrderFulfillmentWorkflow(shop.container()).run({
          input: {
            order_id: order.id,
            items: order.lines.map(({ id, quantity }) => ({ id, quantity })),
          },
          throwOnError: false,
        })
        return errors.map(({ error }) => (error as { message: string }).message)
      }

      it("never issue more than an order line asks for", async () => {
        const { given, when, then, attempt, read } = shop.story()
        await given.own("13")
        await given.receipt("L", "40", "5.00")
        for (const round of [1, 2, 3, 4, 5]) {
          const order = await when.orders(5)
          if (round % 2 === 0) {
            const answers = await Promise.all([attempt.fulfil(order), attempt.fulfil(order)])
            expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
            const refusal = answers.find(({ status }) => status === 400)
            expect(refusal).toMatchObject({
              data: {
                type: "invalid_data",
                message: expect.stringMatching(/^No stock reservation found for item/) as string,
              },
            })
          } else {
            const errors = await Promise.all([fulfilInFlow(order), fulfilInFlow(order)])
            expect(errors.flat()).toEqual([
              expect.stringMatching(/0 are left to fulfil; another request was faster\.$/),
            ])
          }
          const [line] = await read.orderOwnership(order)
          const issued = line?.allocations.reduce((sum, { quantity }) => sum + +quantity, 0)
          expect(issued).toBe(5)
          await then.reserved(0)
        }
        await then.level(["28", "0", "28"])
      })

      it("are told when to try again, if others hold an item for too long", async () => {
        const { given, when, then, id } = shop.story()
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(5)
        jest.replaceProperty(itemLockPatience, "seconds", 1)
        const url = `/admin/orders/${order.id}/fulfillments`
        const items = order.lines.map(({ id: lineId, quantity }) => ({ id: lineId, quantity }))
        const answers: object[] = []
        await shop
          .container()
          .resolve(Modules.LOCKING)
          .execute([await id.item("X")], async () => {
            answers.push(await shop.admin.postForHeaders(url, { items }))
          })
        expect(answers).toMatchObject([
          { status: 503, data: { code: "LOCK_TIMEOUT" }, headers: { "retry-after": "5" } },
        ])
        await then.level(["10", "0", "10"])
        await then.reserved(5)
        await when.fulfils(order)
        await then.cameFrom(order, "L 5")
      })

      it("cancel a fulfilment once", async () => {
        const { then, when, attempt, order, fulfillment } = await fulfilled()
        const answers = await Promise.all([
          attempt.cancelFulfillment(fulfillment),
          attempt.cancelFulfillment(fulfillment),
        ])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
        await then.level(["13", "3", "10"])
        await then.reserved(7)
        await then.cameFrom(order)
        await when.fulfils(order)
        await then.cameFrom(order, "own 3", "L 4")
        await then.level(["6", "0", "6"])
      })

      it("receive a return once", async () => {
        const { then, when, attempt, order, orderReturn } = await putDown()
        const answers = await Promise.all([
          attempt.confirm(orderReturn),
          attempt.confirm(orderReturn),
        ])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
        await then.wentTo(order, "L 4 open")
        await then.level(["10", "0", "10"])
        await then.lines(await when.previews(), {
          issued: "4",
          returned: "4",
          net_value: "0.00",
          balanced: true,
        })
        const lines = await shop.sql<{ received: string }>(
          `select i.return_received_quantity::text as received from order_item i
           join "order" o on o.id = i.order_id and o.version = i.version
           where o.id = ? and i.deleted_at is null`,
          [order.id]
        )
        expect(lines).toEqual([{ received: "4" }])
      })

      it("receive a return once, by whatever way", async () => {
        const { then, order, orderReturn } = await putDown()
        const confirm = async () => {
          const { errors } = await confirmReturnReceiveWorkflow(shop.container()).run({
            input: { return_id: orderReturn.id },
            throwOnError: false,
          })
          return errors.length > 0
        }
        const errors = await Promise.all([confirm(), confirm()])
        expect(errors.sort()).toEqual([false, true])
        await then.wentTo(order, "L 4 open")
        await then.level(["10", "0", "10"])
      })

      it("never show own stock below zero", async () => {
        const { given, when, then, attempt, read } = shop.story()
        await given.own("7")
        await given.receipt("A:L1", "10", "5.00")
        await given.receipt("B:L2", "10", "4.00")
        const orders: Order[] = []
        for (let count = 0; count < 6; count += 1) orders.push(await when.orders(4))

        let isOver = false
        const looks: number[] = []
        const poll = async () => {
          while (!isOver) {
            const { own, stocked, consigned } = await read.ownership("LOC", "X")
            expect(+own).toBe(+stocked - +consigned)
            looks.push(+own)
          }
        }
        const [answers] = await Promise.all([
          Promise.all(orders.map((order) => attempt.fulfil(order))).finally(() => {
            isOver = true
          }),
          poll(),
        ])
        expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 200))
        expect(Math.min(...looks)).toBe(0)
        await then.level(["3", "0", "3"])
        await then.lots({ L1: "0", L2: "3" })
        await then.reserved(0)
      })

      it("are changed at once with the answer, the events and the refusal of the host", async () => {
        const { given, id } = shop.story()
        await given.own("10")
        await given.own("4", { item: "Y" })
        const inventory = shop.container().resolve(Modules.INVENTORY) as unknown as Inventory
        const stockLocationId = await id.location("LOC")
        const at = (inventoryItemId: string, quantity: string) => ({
          inventoryItemId,
          stockLocationId,
          quantity: exact(quantity),
        })
        const changes = [at(await id.item("Y"), "-1"), at(await id.item("X"), "2.5")]
        const toHost = ({ inventoryItemId, quantity }: (typeof changes)[number]) => ({
          inventoryItemId,
          locationId: stockLocationId,
          adjustment: Number(quantity),
        })

        /** The answer and the events of one way, which is taken back. */
        const tried = async (work: (sql: Sql, within: Context) => Promise<object[]>) => {
          const undo = new Error("taken back")
          let seen: unknown
          await ledger()
            .inOneTransaction(async (context) => {
              let shared: Context = {}
              const { result } = await inTransactionOf(context, inventory, async (within) => {
                shared = within
                return await work(sqlOf(context), within)
              })
              // The host answers what was available before its change.
              const levels = result.map((level) => ({
                ...level,
                available_quantity: null,
                updated_at: null,
              }))
              seen = [levels, shared.messageAggregator?.getMessages()]
              throw undo
            })
            .catch((error: unknown) => {
              if (error !== undo) throw error
            })
          return JSON.parse(JSON.stringify(seen)) as unknown
        }
        const ours = (wanted: typeof changes) =>
          tried((sql, within) => adjustLevels(sql, inventory, wanted, within))
        const theirs = (wanted: typeof changes) =>
          tried((_, within) =>
            inventory.adjustInventory(wanted.map(toHost), undefined, undefined, within)
          )

        expect(await ours(changes)).toEqual(await theirs(changes))
        const unknown = [...changes, at("iitem_unknown", "1")]
        const refusal = await theirs(unknown).catch(
          ({ type, message }: Error & { type: string }) => ({ type, message })
        )
        expect(refusal).toMatchObject({ type: "not_found" })
        await expect(ours(unknown)).rejects.toMatchObject(refusal as object)
      })

      it("are released at once with the rows and the events of the host", async () => {
        const { given, when } = shop.story()
        await given.own("10")
        await given.own("4", { item: "Y" })
        const order = await when.orders({ X: 3, Y: 1 })
        const other = await when.orders({ X: 2 })
        const inventory = shop.container().resolve(Modules.INVENTORY) as unknown as Inventory
        const reservationsOf = ({ lines }: Order) =>
          shop.sql<{ id: string }>(
            `select id from reservation_item where line_item_id = any(?::text[]) order by id`,
            [lines.map((line) => line.id)]
          )
        const ids = [...(await reservationsOf(order)), ...(await reservationsOf(other))].map(
          ({ id }) => id
        )
        expect(ids).toHaveLength(3)

        /** Rows and events that one way leaves, which are taken back. */
        const tried = async (work: (sql: Sql, within: Context) => Promise<unknown>) => {
          const undo = new Error("taken back")
          let seen: unknown
          await ledger()
            .inOneTransaction(async (context) => {
              const sql = sqlOf(context)
              let shared: Context = {}
              await inTransactionOf(context, inventory, async (within) => {
                shared = within
                return await work(sql, within)
              })
              const reservations = await sql(
                `select id, quantity, raw_quantity, deleted_at is null as is_held from reservation_item
                 where id = any(?::text[]) order by id`,
                [ids]
              )
              const levels = await sql(
                `select id, stocked_quantity, reserved_quantity, raw_reserved_quantity from inventory_level order by id`
              )
              const messages = Object.values(shared.messageAggregator?.getMessages() ?? {}).flat()
              seen = {
                reservations,
                levels,
                told: messages.map((one) => JSON.stringify(one)).sort(),
              }
              throw undo
            })
            .catch((error: unknown) => {
              if (error !== undo) throw error
            })
          return seen
        }
        const ours = () =>
          tried((sql, within) =>
            releaseReservations(sql, inventory, [...ids, "resitem_gone"], within)
          )
        const theirs = () =>
          tried((_, within) =>
            inventory.softDeleteReservationItems([...ids, "resitem_gone"], undefined, within)
          )
        const released = await ours()
        expect(released).toEqual(await theirs())
        expect(released).toMatchObject({
          reservations: ids.map(() => ({ is_held: false })),
          told: expect.arrayContaining([expect.stringContaining("reservation")]) as unknown,
        })
        const undo = new Error("taken back")
        await ledger()
          .inOneTransaction(async (context) => {
            const sql = sqlOf(context)
            const level = `inventory_item_id = (select inventory_item_id from reservation_item where id = ?)`
            await sql(`update inventory_level set deleted_at = now() where ${level}`, [ids[0]])
            expect(await releaseReservations(sql, inventory, ids, {})).toBe(false)
            const held = await sql(
              `select id from reservation_item where id = any(?::text[]) and deleted_at is null`,
              [ids]
            )
            expect(held).toHaveLength(ids.length)
            throw undo
          })
          .catch((error: unknown) => {
            expect(error).toBe(undo)
          })
      })

      it("ask for levels and reservations as often for many lines as for one", async () => {
        const { given, when } = shop.story()
        const items = ["X", "Y", "Z", "V"]
        for (const item of items) await given.own("10", { item })
        const connection = shop
          .container()
          .resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Listened
        const fulfilling = async (wanted: Record<string, number>): Promise<string[]> => {
          const order = await when.orders(wanted)
          const statements: string[] = []
          const listen = ({ sql }: { sql: string }) => statements.push(sql)
          connection.on("query", listen)
          await when.fulfils(order)
          connection.removeListener("query", listen)
          return statements.filter((sql) => /reservation_item|inventory_level/.test(sql))
        }
        const one = await fulfilling({ X: 1 })
        const many = await fulfilling(Object.fromEntries(items.map((item) => [item, 1])))
        expect(many).toHaveLength(one.length)
        // The host quotes the names of its tables.
        expect(many.filter((sql) => sql.startsWith('update "'))).toEqual([])
      })

      it("lose no change of a level, half ours and half the host's", async () => {
        const { given, when, then, id } = shop.story()
        await given.own("100")
        const change = {
          inventory_item_id: await id.item("X"),
          location_id: await id.location("LOC"),
          adjustment: 2,
        }
        const both = Array.from({ length: 8 }, () => [
          when.issues("1"),
          adjustWorkflow(shop.container()).run({ input: [change] }),
        ])
        await Promise.all(both.flat())
        await then.level(["108", "108", "0"])
      })
    })
  },
})
