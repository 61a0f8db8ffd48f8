import { WorkflowManager } from "@medusajs/framework/orchestration"
import { MedusaError } from "@medusajs/framework/utils"
import type { Document } from "../../src/http-contract/document"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { Migration20261130071500 } from "../../src/modules/consignment/migrations/Migration20261130071500"
import type { StepArguments } from "../../src/workflows/host/steps/steps"
import { catchUpWorkflow } from "../../src/workflows/reconciliation"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop, type Fulfillment, type Order, type OrderReturn } from "../helpers/shop"

interface Handler {
  invoke: (args: StepArguments) => Promise<unknown>
  compensate?: (args: StepArguments) => Promise<unknown>
}

/** A hook that nobody uses has no handler. */
type Handlers = Map<string, Handler | undefined>

const handlersOf = (workflowId: string): Handlers =>
  (
    WorkflowManager as unknown as { getWorkflow: (id: string) => { handlers_: Handlers } }
  ).getWorkflow(workflowId).handlers_

/** A flow that dies: some steps are never done, and none is undone. */
const dying = async (workflowId: string, neverDone: string[], work: () => Promise<unknown>) => {
  const handlers = handlersOf(workflowId)
  const before = new Map(handlers)
  expect([...before.keys()]).toEqual(expect.arrayContaining(neverDone))
  for (const [stepId, handler] of before) {
    if (!handler) continue
    handlers.set(stepId, {
      ...handler,
      ...(handler.compensate ? { compensate: async () => undefined } : {}),
      ...(neverDone.includes(stepId)
        ? {
            invoke: async () => {
              throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The process is dead.")
            },
          }
        : {}),
    })
  }
  await work().finally(() => before.forEach((handler, stepId) => handlers.set(stepId, handler)))
}

const register = "register-order-fullfillment"
const link = "create-remote-links"
const reservations = ["update-reservations-step", "delete-reservations"]
const unregister = "cancel-order-fulfillment"
const reserve = ["create-reservations-step", "update-reservations-step"]
const cancelAtCarrier = "cancel-fulfillment-workflow-as-step"
const adjust = "adjust-inventory-levels-step"
const confirm = "confirm-order-changes"
const receive = ["update-returns", "update-return-items"]

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    const catchUp = async (): Promise<string[]> => {
      const { result } = await catchUpWorkflow(shop.container()).run({ input: {} })
      return result.caught_up.map(({ kind }) => kind)
    }

    /** Moves all times back, so that a flow counts as dead. */
    const timePasses = async () => {
      for (const [table, ...columns] of [
        ["consignment_unfinished_flow", "created_at"],
        ["consignment_document", "posted_at"],
        ["order_change", "confirmed_at"],
        ["reservation_item", "created_at", "updated_at"],
      ]) {
        const changes = columns.map((column) => `${column} = ${column} - interval '10 minutes'`)
        // The database refuses to change what is posted, so this session goes without its triggers.
        await shop.sql(
          `set local session_replication_role = replica; update ${table} set ${changes.join(", ")}`
        )
      }
    }

    /** The host's figures of an order: units fulfilled and returned, and its fulfilments that count. */
    const hostSays = async (order: Order) => {
      const [quantities] = await shop.sql<{ fulfilled: string; returned: string }>(
        `select sum(fulfilled_quantity)::text as fulfilled,
           sum(return_received_quantity + return_dismissed_quantity)::text as returned
         from order_item item join "order" o on o.id = item.order_id and o.version = item.version
         where o.id = ?`,
        [order.id]
      )
      const live = await shop.sql<{ id: string }>(
        `select f.id from order_fulfillment l join fulfillment f on f.id = l.fulfillment_id
         where l.order_id = ? and l.deleted_at is null and f.canceled_at is null`,
        [order.id]
      )
      return { ...quantities, live: live.length }
    }

    /** Three own units and twenty of lot L; ten are ordered. */
    const ordered = async () => {
      const story = shop.story()
      await story.given.own("3")
      await story.given.receipt("L", "20", "5.00")
      return { ...story, order: await story.when.orders(10) }
    }

    /** Seven of the ten were to be fulfilled when the process died. */
    const cutFulfilling = async (
      { attempt, then, order }: Awaited<ReturnType<typeof ordered>>,
      neverDone: string[]
    ) => {
      await dying("create-order-fulfillment", neverDone, async () => {
        expect((await attempt.fulfil(order, { only: 7 })).status).toBeGreaterThanOrEqual(400)
      })
      await then.level(["16", "0", "16"])
      await timePasses()
    }

    const diesFulfilling = async (neverDone: string[]) => {
      const story = await ordered()
      await cutFulfilling(story, neverDone)
      const [issue] = await story.read.documents("goods-issues", { order_id: story.order.id })
      return { ...story, issue: issue as Document }
    }

    const fulfilled = async () => {
      const story = await ordered()
      return { ...story, fulfillment: await story.when.fulfils(story.order, { only: 7 }) }
    }

    const diesCanceling = async (neverDone: string[]) => {
      const story = await fulfilled()
      await dying("cancel-order-fulfillment", neverDone, async () => {
        const { status } = await story.attempt.cancelFulfillment(story.fulfillment)
        expect(status).toBeGreaterThanOrEqual(400)
      })
      await story.then.level(["23", "3", "20"])
      await timePasses()
      return story
    }

    const diesReceiving = async (neverDone: string[]) => {
      const story = await fulfilled()
      const orderReturn = await story.when.requestsReturn(story.order, 5)
      await story.when.putsDown(orderReturn, { good: 4, damaged: 1 })
      await dying("confirm-return-receive", neverDone, async () => {
        expect((await story.attempt.confirm(orderReturn)).status).toBeGreaterThanOrEqual(400)
      })
      await timePasses()
      return { ...story, orderReturn }
    }

    type Story = Awaited<ReturnType<typeof fulfilled>>

    const expectNothingOpen = async ({ read }: Pick<Story, "read">) => {
      expect(await read.reconciliation()).toMatchObject({ unposted: [], differences: [] })
      expect(await shop.sql(`select key from consignment_unfinished_flow`)).toEqual([])
    }

    const expectCanceled = async (story: Story) => {
      const { then, when, order } = story
      await then.level(["23", "3", "20"])
      await then.reserved(10)
      expect(await hostSays(order)).toEqual({ fulfilled: "0", returned: "0", live: 0 })
      await when.fulfils(order)
      await then.level(["13", "0", "13"])
      await then.reserved(0)
    }

    const expectReceived = async (
      story: Story & { orderReturn: OrderReturn; fulfillment: Fulfillment }
    ) => {
      const { then, order, orderReturn } = story
      await then.level(["20", "0", "20"])
      await then.wentTo(order, "L 4 open")
      expect(await hostSays(order)).toEqual({ fulfilled: "7", returned: "5", live: 1 })
      expect(
        await shop.sql(
          `select r.status, item.received_quantity::text as received, item.damaged_quantity::text as damaged
           from return r join return_item item on item.return_id = r.id where r.id = ?`,
          [orderReturn.id]
        )
      ).toEqual([{ status: "received", received: "5", damaged: "1" }])
    }

    describe("a fulfilment that a crash has cut", () => {
      const undone = {
        "before the order knew anything": [register, link, ...reservations],
        "before the order counted the units": [register],
      }
      const counted = {
        "before it was linked": [link],
        "before the reservations were lowered": [...reservations],
      }

      it.each(Object.entries(undone))("%s is undone by the catch-up", async (_, neverDone) => {
        const story = await diesFulfilling(neverDone)
        const { read, then, when, order, issue } = story
        expect((await read.reconciliation()).unposted).toMatchObject([
          {
            kind: "unlinked_fulfillment",
            id: issue.fulfillment_id,
            document_id: issue.id,
            document_number: issue.number,
          },
        ])
        expect(await catchUp()).toEqual(["unlinked_fulfillment"])
        await then.level(["23", "3", "20"])
        await then.reserved(10)
        expect(await hostSays(order)).toEqual({ fulfilled: "0", returned: "0", live: 0 })
        await then.lines(await when.previews())
        expect(await catchUp()).toEqual([])
        await when.fulfils(order)
        await then.level(["13", "0", "13"])
        await then.reserved(0)
        await catchUp()
        await timePasses()
        await catchUp()
        await expectNothingOpen(story)
      })

      it.each(Object.entries(counted))("%s belongs to its order", async (_, neverDone) => {
        const story = await diesFulfilling(neverDone)
        const { then, when, order } = story
        expect(await catchUp()).toEqual(["unlinked_fulfillment"])
        await then.level(["16", "0", "16"])
        await then.reserved(3)
        expect(await hostSays(order)).toEqual({ fulfilled: "7", returned: "0", live: 1 })
        await then.cameFrom(order, "own 3", "L 4")
        await when.fulfils(order, { only: 3 })
        await then.level(["13", "0", "13"])
        await then.reserved(0)
      })

      it.each(Object.entries(undone))(
        "%s issues nothing twice when somebody clicks again",
        async (_, neverDone) => {
          const { attempt, then, when, order } = await diesFulfilling(neverDone)
          expect((await attempt.fulfil(order, { only: 7 })).status).toBe(200)
          await then.level(["16", "0", "16"])
          await then.reserved(3)
          expect(await hostSays(order)).toEqual({ fulfilled: "7", returned: "0", live: 1 })
          await then.lines(await when.previews(), { issued: "4", net: "4", net_value: "20.00" })
        }
      )

      it.each(Object.entries(counted))(
        "%s lets nothing be issued beyond what is ordered",
        async (_, neverDone) => {
          const { attempt, then, order } = await diesFulfilling(neverDone)
          expect((await attempt.fulfil(order, { only: 7 })).status).toBe(400)
          await then.level(["16", "0", "16"])
          await then.reserved(3)
          expect((await attempt.fulfil(order, { only: 3 })).status).toBe(200)
          await then.level(["13", "0", "13"])
        }
      )

      it("is waited for while it may be under way", async () => {
        const { attempt, then, order } = await diesFulfilling([register])
        await shop.sql(
          `update consignment_unfinished_flow set created_at = clock_timestamp() - interval '9 seconds'`
        )
        expect((await attempt.fulfil(order, { only: 7 })).status).toBe(200)
        await then.level(["16", "0", "16"])
      })

      it("gives its goods back when the order is cancelled", async () => {
        const { then, order } = await diesFulfilling([register, link, ...reservations])
        await shop.admin.post(`/admin/orders/${order.id}/cancel`)
        await then.level(["23", "3", "20"])
        await then.reserved(0)
      })

      it("is in no settlement", async () => {
        const { then, when } = await diesFulfilling([register, link, ...reservations])
        await then.lines(await when.settles())
        await then.level(["23", "3", "20"])
      })

      it("is in no settlement that had begun before", async () => {
        const story = await ordered()
        const ledger = shop.container().resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        const close = ledger.closeSettlement.bind(ledger)
        const closing = jest
          .spyOn(ledger, "closeSettlement")
          .mockImplementation(async (...args) => {
            await cutFulfilling(story, [register, link, ...reservations])
            return await close(...args)
          })
        const settlement = await story.when.settles().finally(() => closing.mockRestore())
        await story.then.lines(settlement)
        await story.then.level(["23", "3", "20"])
      })

      it("becomes own where a settlement has closed over it before", async () => {
        const { then, when, order } = await diesFulfilling([register, link, ...reservations])
        const [flow] = await shop.sql<{ key: string }>(`select * from consignment_unfinished_flow`)
        await shop.sql(`delete from consignment_unfinished_flow`)
        await then.lines(await when.settles(), { issued: "4", net: "4", net_value: "20.00" })
        await shop.sql(
          `insert into consignment_unfinished_flow
           select * from jsonb_populate_record(null::consignment_unfinished_flow, ?::jsonb)`,
          [JSON.stringify(flow)]
        )
        expect(await catchUp()).toEqual(["unlinked_fulfillment"])
        await then.level(["23", "7", "16"])
        expect(await hostSays(order)).toMatchObject({ fulfilled: "0", live: 0 })
      })

      it("can be reversed, and answers the same for the same key", async () => {
        const { then, order, issue } = await diesFulfilling([register, link])
        const url = `/admin/consignment/goods-issues/${issue.id}/reverse`
        const first = await shop.admin.post<object>(url, { idempotency_key: "crash-1" })
        expect(first).toMatchObject({ data: { goods_issue: { status: "reversed" } } })
        const again = await shop.admin.post<object>(url, { idempotency_key: "crash-1" })
        expect(again.status).toBe(200)
        await then.level(["23", "3", "20"])
        await then.reserved(10)
        expect(await hostSays(order)).toEqual({ fulfilled: "0", returned: "0", live: 0 })
      })

      it("cannot be reversed once its order counts it", async () => {
        const { then, order, issue } = await diesFulfilling([link])
        const url = `/admin/consignment/goods-issues/${issue.id}/reverse`
        expect(await shop.admin.post(url, {})).toMatchObject({ data: { code: "DOCUMENT_POSTED" } })
        expect(await hostSays(order)).toEqual({ fulfilled: "7", returned: "0", live: 1 })
        await then.level(["16", "0", "16"])
      })

      it.each(Object.entries(undone))(
        "%s gives its goods back by the route that cancels fulfilments of an order",
        async (_, neverDone) => {
          const { attempt, then, order, issue } = await diesFulfilling(neverDone)
          const fulfillment = { id: String(issue.fulfillment_id), order, at: "LOC" }
          expect((await attempt.cancelFulfillment(fulfillment)).status).toBeLessThan(500)
          await then.level(["23", "3", "20"])
          await then.reserved(10)
          expect(await hostSays(order)).toEqual({ fulfilled: "0", returned: "0", live: 0 })
        }
      )

      it.each(Object.entries(counted))(
        "%s is cancelled by the route that cancels fulfilments of an order",
        async (_, neverDone) => {
          const { attempt, then, order, issue } = await diesFulfilling(neverDone)
          const fulfillment = { id: String(issue.fulfillment_id), order, at: "LOC" }
          expect((await attempt.cancelFulfillment(fulfillment)).status).toBe(200)
          await then.level(["23", "3", "20"])
          await then.reserved(10)
          expect(await hostSays(order)).toEqual({ fulfilled: "0", returned: "0", live: 0 })
        }
      )

      it("gives its goods back by the host's plain cancel", async () => {
        const { then, order, issue } = await diesFulfilling([register, link, ...reservations])
        const url = `/admin/fulfillments/${String(issue.fulfillment_id)}/cancel`
        expect((await shop.admin.post(url)).status).toBe(200)
        await then.level(["23", "3", "20"])
        expect(await hostSays(order)).toMatchObject({ fulfilled: "0", live: 0 })
      })
    })

    describe("a cancellation that a crash has cut", () => {
      const cuts = {
        "before the order knew anything": [unregister, ...reserve, cancelAtCarrier],
        "before the goods were reserved again": [...reserve, cancelAtCarrier],
        "before the order counted the units back": [unregister, cancelAtCarrier],
      }

      it.each(Object.entries(cuts))("%s is finished by the catch-up", async (_, neverDone) => {
        const story = await diesCanceling(neverDone)
        const [issue] = await story.read.documents("goods-issues", {
          fulfillment_id: story.fulfillment.id,
        })
        const [reversal] = issue?.reversed_by ?? []
        expect(reversal?.number).toMatch(/^REV-/)
        expect((await story.read.reconciliation()).unposted).toEqual([
          {
            kind: "half_canceled_fulfillment",
            id: story.fulfillment.id,
            document_id: reversal?.id,
            document_number: reversal?.number,
          },
        ])
        expect(await catchUp()).toEqual(["half_canceled_fulfillment"])
        await expectNothingOpen(story)
        await expectCanceled(story)
      })

      it.each(Object.entries(cuts))("%s is finished by a second click", async (_, neverDone) => {
        const story = await diesCanceling(neverDone)
        const { status } = await story.attempt.cancelFulfillment(story.fulfillment)
        expect(status).toBeLessThan(500)
        await expectCanceled(story)
      })

      it("ships nothing that is on the shelf", async () => {
        const story = await diesCanceling(cuts["before the order knew anything"])
        const { order, fulfillment } = story
        const url = `/admin/orders/${order.id}/fulfillments/${fulfillment.id}/shipments`
        const items = order.lines.map(({ id }) => ({ id, quantity: 7 }))
        expect((await shop.admin.post(url, { items })).status).toBe(400)
        await expectCanceled(story)
      })
    })

    describe("what a crash had cut before the ledger took note of it", () => {
      /** A filled database of the version before. */
      const upgrade = async () => {
        await shop.sql(`drop table consignment_unfinished_flow`)
        const migration = new Migration20261130071500(undefined as never, undefined as never)
        await migration.up()
        for (const query of migration.getQueries()) await shop.sql(query as string)
      }

      it("is nothing where everything was finished", async () => {
        const story = await fulfilled()
        const orderReturn = await story.when.requestsReturn(story.order, 5)
        await story.when.receives(orderReturn, { good: 4, damaged: 1 })
        await timePasses()
        await upgrade()
        await expectNothingOpen(story)
      })

      it("is undone if it is a fulfilment", async () => {
        const story = await diesFulfilling([register, link, ...reservations])
        await upgrade()
        expect(await catchUp()).toEqual(["unlinked_fulfillment"])
        await story.then.level(["23", "3", "20"])
        await story.then.reserved(10)
        await expectNothingOpen(story)
      })

      it("is finished if it is a cancellation", async () => {
        const story = await diesCanceling([unregister, ...reserve, cancelAtCarrier])
        await upgrade()
        expect(await catchUp()).toEqual(["half_canceled_fulfillment"])
        await expectCanceled(story)
      })

      it("is finished if it is a return", async () => {
        const story = await diesReceiving([confirm, ...receive])
        await upgrade()
        expect(await catchUp()).toEqual(["half_received_return"])
        await expectReceived(story)
      })
    })

    describe("a return that a crash has cut", () => {
      const cuts = {
        "before the order knew anything": [confirm, ...receive],
        "before the goods were on the shelf": [adjust],
        "before the return itself knew": [...receive],
      }

      it.each(Object.entries(cuts))("%s is finished by the catch-up", async (_, neverDone) => {
        const story = await diesReceiving(neverDone)
        const [posted] = await story.read.documents("goods-issue-returns", {
          order_id: story.order.id,
        })
        expect((await story.read.reconciliation()).unposted).toEqual([
          {
            kind: "half_received_return",
            id: expect.stringMatching(/^ordch_/) as string,
            document_id: posted?.id ?? null,
            document_number: posted?.number ?? null,
          },
        ])
        expect(posted === undefined).toBe(neverDone.includes(adjust))
        expect(await catchUp()).toEqual(["half_received_return"])
        await expectReceived(story)
        expect(await catchUp()).toEqual([])
        await timePasses()
        await catchUp()
        await expectNothingOpen(story)
      })

      it.each(Object.entries(cuts))("%s is received once by a second click", async (_, cut) => {
        const story = await diesReceiving(cut)
        await story.attempt.confirm(story.orderReturn)
        await expectReceived(story)
      })
    })
  },
})
