import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { WorkflowManager } from "@medusajs/framework/orchestration"
import type { Context } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  adjustInventoryLevelsStep,
  cancelOrderFulfillmentWorkflow,
  confirmReturnReceiveWorkflow,
  createOrderFulfillmentWorkflow,
} from "@medusajs/medusa/core-flows"
import type { Decimal } from "decimal.js"
import type { Document } from "../../src/http-contract/document"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { exact } from "../../src/modules/consignment/domain/quantity"
import type { HostLevels } from "../../src/modules/consignment/ledger/posting/host-levels"
import { sqlOf } from "../../src/modules/consignment/database/sql"
import { hostLevels } from "../../src/workflows/host"
import { lockingStepIds } from "../../src/workflows/host/sorted-locks"
import type { StepArguments } from "../../src/workflows/host/steps"
import { catchUpWorkflow } from "../../src/workflows/reconciliation"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop, type Order } from "../helpers/shop"

/** What the store's own handlers on the host's hooks have seen, and whether they fail. */
const store = { fulfilled: [] as string[], canceled: [] as string[], fails: false }
const failIfToldTo = (): void => {
  if (store.fails)
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The store's handler fails.")
}
createOrderFulfillmentWorkflow.hooks.fulfillmentCreated(async (told) => {
  const { fulfillment } = told as { fulfillment: { id: string } }
  store.fulfilled.push(fulfillment.id)
  failIfToldTo()
})
cancelOrderFulfillmentWorkflow.hooks.orderFulfillmentCanceled(async (told) => {
  const { fulfillment } = told as { fulfillment: { id: string } }
  store.canceled.push(fulfillment.id)
  failIfToldTo()
})

const failStepId = "test-fail"
const failStep = createStep(failStepId, async () => {
  failIfToldTo()
  return new StepResponse()
})

const receiveAndFailWorkflowId = "test-receive-and-fail"
/** A flow of somebody else that receives a return and fails afterwards, if told to. */
const receiveAndFailWorkflow = createWorkflow(
  receiveAndFailWorkflowId,
  (input: WorkflowData<{ return_id: string }>) => {
    confirmReturnReceiveWorkflow.runAsStep({ input })
    failStep()
    return new WorkflowResponse(input)
  }
)

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

interface Flow {
  flow_: Action
  handlers_: Map<string, Handler>
}

interface Action {
  action: string
  next?: Action | Action[]
}

interface Handler {
  invoke: (args: StepArguments) => Promise<unknown>
  compensate?: (args: StepArguments) => Promise<unknown>
}

const flowOf = (workflowId: string): Flow =>
  (WorkflowManager as unknown as { getWorkflow: (id: string) => Flow }).getWorkflow(workflowId)

/** The steps of a flow in their order; those that run side by side are one group. */
const stepsOf = (workflowId: string): string[][] => {
  const groups: string[][] = []
  let group = [flowOf(workflowId).flow_]
  while (group.length > 0) {
    groups.push(group.map(({ action }) => action).sort())
    group = group.flatMap(({ next }) => [next ?? []].flat())
  }
  return groups
}

/** Replaces a step of the host for as long as the work takes. */
const withStep = async (
  workflowId: string,
  stepId: string,
  replace: (handler: Handler) => Handler,
  work: () => Promise<void>
): Promise<void> => {
  const { handlers_: handlers } = flowOf(workflowId)
  const handler = handlers.get(stepId) as Handler
  handlers.set(stepId, replace(handler))
  await work().finally(() => handlers.set(stepId, handler))
}

const failing = (handler: Handler): Handler => ({
  ...handler,
  invoke: async () => {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The step fails.")
  },
})

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)

    beforeAll(() => shop.open())
    afterEach(async () => {
      store.fulfilled = []
      store.canceled = []
      store.fails = false
      jest.restoreAllMocks()
      await shop.expectLawsToHold()
    })

    const ledger = (): ConsignmentModuleService => shop.container().resolve(CONSIGNMENT_MODULE)

    /** The ledger refuses the next posting of this kind. */
    const refuse = (posting: "postFulfillment" | "cancelFulfillment" | "postReceivedReturn") =>
      jest
        .spyOn(ledger(), posting)
        .mockRejectedValueOnce(
          new MedusaError(MedusaError.Types.NOT_ALLOWED, "The ledger refuses.", "PERIOD_CLOSED")
        )

    const refused = {
      status: 400,
      data: { type: "not_allowed", code: "PERIOD_CLOSED", message: "The ledger refuses." },
    }
    const failed = { status: 400, data: { message: "The store's handler fails." } }

    const versionOf = async ({ id }: Order): Promise<number> => {
      const [row] = await shop.sql<{ version: number }>(
        `select version from "order" where id = ?`,
        [id]
      )
      return row?.version ?? 0
    }

    const fulfillmentsOf = ({ id }: Order) =>
      shop.sql<{ id: string; canceled_at: Date | null; deleted_at: Date | null }>(
        `select f.id, f.canceled_at, f.deleted_at from fulfillment f
         join fulfillment_item i on i.fulfillment_id = f.id
         join order_item o on o.item_id = i.line_item_id and o.order_id = ?
         group by f.id order by f.id`,
        [id]
      )

    /** Three own pieces and ten of lot L, of which seven are fulfilled. */
    const fulfilled = async () => {
      const story = shop.story()
      await story.given.own("3")
      await story.given.receipt("L", "10", "5.00")
      const order = await story.when.orders(7)
      return { ...story, order, fulfillment: await story.when.fulfils(order) }
    }

    /** Four of them have come back and lie on the counter. */
    const putDown = async () => {
      const told = await fulfilled()
      const orderReturn = await told.when.requestsReturn(told.order, 4)
      await told.when.putsDown(orderReturn, { good: 4 })
      return { ...told, orderReturn }
    }

    describe("the flows", () => {
      it("lock inventory items in these steps and no others, in the order of their lines", () => {
        const flows = path.resolve("node_modules/@medusajs/core-flows/dist")
        const locking = readdirSync(flows, { recursive: true, encoding: "utf8" })
          .filter((file) => file.endsWith(".js"))
          .map((file) => readFileSync(path.join(flows, file), "utf8"))
          .filter((source) => source.includes("locking.execute("))
          .map((source) => /StepId = "([^"]+)"/.exec(source)?.[1])
        expect(locking.sort()).toEqual([...lockingStepIds])
      })

      it("take the stock of a fulfilment after the carrier and before the order knows", () => {
        expect(stepsOf("create-order-fulfillment")).toEqual([
          ["get-order"],
          ["create-fulfillment-validate-order"],
          ["get-shipping-option"],
          ["get-reservations"],
          ["create-fulfillment-workflow-as-step"],
          ["adjust-inventory-levels-step"],
          [
            "create-remote-links",
            "delete-reservations",
            "emit-event-step",
            "register-order-fullfillment",
            "update-reservations-step",
          ],
          [
            "emit-inventory-level-updated",
            "emit-reservation-item-deleted",
            "emit-reservation-item-updated",
          ],
          ["fulfillmentCreated"],
        ])
      })

      it("put the stock of a cancelled fulfilment back before the point of no return", () => {
        expect(stepsOf("cancel-order-fulfillment")).toEqual([
          ["get-order"],
          ["cancel-fulfillment-validate-order"],
          ["get-reservations"],
          ["adjust-inventory-levels-step"],
          [
            "cancel-order-fulfillment",
            "create-reservations-step",
            "emit-event-step",
            "update-reservations-step",
          ],
          [
            "emit-inventory-level-updated",
            "emit-reservation-item-created",
            "emit-reservation-item-updated",
          ],
          ["cancel-fulfillment-workflow-as-step"],
          ["orderFulfillmentCanceled"],
        ])
      })

      it("restock a return beside the change of the order", () => {
        expect(stepsOf("confirm-return-receive")).toEqual([
          ["use-remote-query"],
          ["order-query"],
          ["order-change-query"],
          ["validate-confirm-return-receive"],
          [
            "adjust-inventory-levels-step",
            "confirm-order-changes",
            "update-return-items",
            "update-returns",
          ],
          [
            "create-or-update-order-payment-collection-as-step",
            "emit-event-step",
            "emit-inventory-level-updated",
          ],
          ["preview-order-change"],
        ])
      })

      const spying = (seen: StepArguments[]) => (handler: Handler) => ({
        ...handler,
        invoke: (args: StepArguments) => {
          seen.push(args)
          return handler.invoke(args)
        },
      })
      const adjustStep = "adjust-inventory-levels-step"

      it("tell the step of a fulfilment what is taken for whom", async () => {
        const { given, when, id } = shop.story()
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(7)
        const seen: StepArguments[] = []
        await withStep("create-order-fulfillment", adjustStep, spying(seen), async () => {
          await when.fulfils(order, { strategy: "fifo" })
        })
        const [args] = seen
        const locationId = await id.location("LOC")
        expect(args?.payload).toMatchObject({
          order_id: order.id,
          location_id: locationId,
          items: [{ id: order.lines[0]?.id, quantity: 7 }],
          metadata: { issue_strategy: "fifo" },
        })
        const created = args?.invoke["create-fulfillment-workflow-as-step"]?.output?.output
        expect(created).toMatchObject({
          id: expect.stringMatching(/^ful_/) as string,
          location_id: locationId,
          created_by: expect.any(String) as string,
          items: [
            { line_item_id: order.lines[0]?.id, inventory_item_id: await id.item("X"), sku: "X" },
          ],
        })
        expect(args?.invoke["get-order"]?.output?.output).toMatchObject({
          data: {
            sales_channel_id: expect.stringMatching(/^sc_/) as string,
            items: [
              {
                id: order.lines[0]?.id,
                variant: { inventory_items: [{ inventory: { id: await id.item("X") } }] },
              },
            ],
          },
        })
      })

      it("tell the step of a cancelled fulfilment which one it is", async () => {
        const { when, fulfillment } = await fulfilled()
        const seen: StepArguments[] = []
        await withStep("cancel-order-fulfillment", adjustStep, spying(seen), async () => {
          await when.cancelsFulfillment(fulfillment)
        })
        expect(seen[0]?.payload).toMatchObject({ fulfillment_id: fulfillment.id })
      })

      it("tell the step of a received return which lines came back", async () => {
        const { attempt, id, order, orderReturn } = await putDown()
        const seen: StepArguments[] = []
        await withStep("confirm-return-receive", adjustStep, spying(seen), async () => {
          expect((await attempt.confirm(orderReturn)).status).toBe(200)
        })
        const [args] = seen
        expect(args?.invoke["use-remote-query"]?.output?.output).toMatchObject({
          id: orderReturn.id,
          order_id: order.id,
          location_id: await id.location("LOC"),
          items: [
            {
              item_id: order.lines[0]?.id,
              item: {
                variant: {
                  manage_inventory: true,
                  inventory_items: [
                    { inventory_item_id: await id.item("X"), required_quantity: 1 },
                  ],
                },
              },
            },
          ],
        })
        expect(args?.invoke["order-change-query"]?.output?.output).toMatchObject({
          id: expect.stringMatching(/^ordch_/) as string,
          actions: [
            { action: "RECEIVE_RETURN_ITEM", details: { reference_id: order.lines[0]?.id } },
          ],
        })
      })

      it("call the store's own handlers as well", async () => {
        const { when, fulfillment } = await fulfilled()
        expect(store.fulfilled).toEqual([fulfillment.id])
        await when.cancelsFulfillment(fulfillment)
        expect(store.canceled).toEqual([fulfillment.id])
      })

      it("still tell the rest of the host that levels have changed", async () => {
        const { when, id, order, fulfillment } = await fulfilled()
        const [level] = await shop.sql<{ id: string }>(
          `select id from inventory_level where inventory_item_id = ?`,
          [await id.item("X")]
        )
        const heard: unknown[] = []
        const bus = shop.container().resolve(Modules.EVENT_BUS)
        const listen = async ({ data }: { data: unknown }) => void heard.push(data)
        bus.subscribe("inventory.inventory-level.updated", listen, { subscriberId: "test" })
        await when.cancelsFulfillment(fulfillment)
        await when.fulfils(order)
        bus.unsubscribe("inventory.inventory-level.updated", listen, { subscriberId: "test" })
        // Each flow changes the level, and its reservation.
        expect(heard).toEqual([1, 2, 3, 4].map(() => ({ id: level?.id })))
      })
    })

    describe("a refusal of the ledger", () => {
      it("leaves stock, reservation and order of a fulfilment as they were", async () => {
        const { given, when, then, attempt } = shop.story()
        await given.own("3")
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(7)
        const version = await versionOf(order)
        refuse("postFulfillment")
        expect(await attempt.fulfil(order)).toMatchObject(refused)

        await then.level(["13", "3", "10"])
        await then.reserved(7)
        await then.cameFrom(order)
        expect(await versionOf(order)).toBe(version)
        expect(store.fulfilled).toEqual([])
        await when.fulfils(order)
        await then.cameFrom(order, "own 3", "L 4")
        await then.level(["6", "0", "6"])
      })

      it("leaves a fulfilment that was to be cancelled as it was", async () => {
        const { when, then, attempt, order, fulfillment } = await fulfilled()
        const version = await versionOf(order)
        refuse("cancelFulfillment")
        expect(await attempt.cancelFulfillment(fulfillment)).toMatchObject(refused)

        await then.level(["6", "0", "6"])
        await then.reserved(0)
        await then.cameFrom(order, "own 3", "L 4")
        expect(await versionOf(order)).toBe(version)
        expect(await fulfillmentsOf(order)).toMatchObject([
          { id: fulfillment.id, canceled_at: null },
        ])
        await when.cancelsFulfillment(fulfillment)
        await then.level(["13", "3", "10"])
      })

      it("leaves a return that was to be received as it was", async () => {
        const { then, attempt, order, orderReturn } = await putDown()
        const version = await versionOf(order)
        refuse("postReceivedReturn")
        expect(await attempt.confirm(orderReturn)).toMatchObject(refused)

        await then.level(["6", "0", "6"])
        await then.wentTo(order)
        expect(await versionOf(order)).toBe(version)
        const received = () =>
          shop.sql(`select received_quantity::text from return_item where return_id = ?`, [
            orderReturn.id,
          ])
        expect(await received()).toEqual([{ received_quantity: "0" }])
        expect((await attempt.confirm(orderReturn)).status).toBe(200)
        expect(await received()).toEqual([{ received_quantity: "4" }])
        await then.wentTo(order, "L 4 open")
        await then.level(["10", "0", "10"])
      })

      it("crosses the flow as a plain object with code and details", async () => {
        const { given, when, id } = shop.story()
        await given.receipt("L", "10", "5.00")
        await given.parcelsFrom("LOC")
        const order = await when.orders(4, { from: "SHOP" })
        const { errors } = await createOrderFulfillmentWorkflow(shop.container()).run({
          input: { order_id: order.id, items: [{ id: order.lines[0]?.id ?? "", quantity: 4 }] },
          throwOnError: false,
        })
        const error: unknown = errors[0]?.error
        expect(error).not.toBeInstanceOf(Error)
        expect(error).toMatchObject({
          type: "invalid_data",
          code: "INVALID_DATA",
          details: { lines: [{ index: 0, stock_location_id: await id.location("LOC") }] },
        })
      })
    })

    describe("a step that fails after ours", () => {
      const technicalPair = [
        { type: "goods_issue", quantity: "-4", technical: false },
        { type: "goods_issue", quantity: "4", technical: true },
      ]

      it("of a fulfilment leaves a technical pair that no statement shows", async () => {
        const story = shop.story()
        const { given, when, then, attempt, read, id } = story
        await given.own("3")
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(7)
        const version = await versionOf(order)
        store.fails = true
        expect(await attempt.fulfil(order)).toMatchObject(failed)
        store.fails = false

        await then.level(["13", "3", "10"])
        await then.reserved(7)
        await then.cameFrom(order)
        await then.lines(await when.previews())
        await then.statement(await when.previews(), { received: "10", closing: "10" })
        expect(await read.movements({ inventory_item_id: await id.item("X") })).toMatchObject([
          { type: "goods_receipt", quantity: "10" },
          ...technicalPair,
        ])
        expect(await versionOf(order)).toBe(version)
        expect((await read.reconciliation()).unposted).toEqual([])

        await when.fulfils(order)
        await then.cameFrom(order, "own 3", "L 4")
        await then.level(["6", "0", "6"])
        await then.lines(await when.settles(), { issued: "4", net: "4", net_value: "20.00" })
      })

      it("of a cancelled fulfilment leaves it as it was", async () => {
        const { when, then, attempt, read, id, order, fulfillment } = await fulfilled()
        const version = await versionOf(order)
        const stepId = "cancel-fulfillment-workflow-as-step"
        await withStep("cancel-order-fulfillment", stepId, failing, async () => {
          expect(await attempt.cancelFulfillment(fulfillment)).toMatchObject({ status: 400 })
        })

        await then.level(["6", "0", "6"])
        await then.reserved(0)
        await then.cameFrom(order, "own 3", "L 4")
        await then.lines(await when.previews(), { issued: "4", net: "4", net_value: "20.00" })
        expect(await read.movements({ inventory_item_id: await id.item("X") })).toMatchObject([
          { type: "goods_receipt", quantity: "10" },
          { type: "goods_issue", quantity: "-4", technical: false },
          { type: "goods_issue_reversal", quantity: "4", technical: false },
          { type: "goods_issue_reversal", quantity: "-4", technical: true },
        ])
        expect(await versionOf(order)).toBe(version)

        await when.cancelsFulfillment(fulfillment)
        await then.level(["13", "3", "10"])
        await then.reserved(7)
        await then.lines(await when.previews(), {
          issued: "4",
          returned: "4",
          net_value: "0.00",
          balanced: true,
        })
      })

      it("of a cancelled fulfilment leaves it as it was, though a part had come back", async () => {
        const { when, then, attempt, order, fulfillment } = await fulfilled()
        await when.takesBack(order, 2)
        await then.level(["8", "0", "8"])
        const stepId = "cancel-fulfillment-workflow-as-step"
        await withStep("cancel-order-fulfillment", stepId, failing, async () => {
          expect(await attempt.cancelFulfillment(fulfillment)).toMatchObject({ status: 400 })
        })
        await then.level(["8", "0", "8"])
        await when.cancelsFulfillment(fulfillment)
        await then.level(["13", "3", "10"])
      })

      it("after the point of no return of a cancellation is listed, with stock and ledger as before", async () => {
        const { then, attempt, read, order, fulfillment } = await fulfilled()
        store.fails = true
        expect(await attempt.cancelFulfillment(fulfillment)).toMatchObject(failed)
        store.fails = false

        await then.level(["6", "0", "6"])
        await then.cameFrom(order, "own 3", "L 4")
        expect(await attempt.cancelFulfillment(fulfillment)).toMatchObject({
          status: 400,
          data: { message: "The fulfillment is already canceled" },
        })
        await shop.sql(
          `update fulfillment set canceled_at = now() - interval '1 hour' where id = ?`,
          [fulfillment.id]
        )
        expect((await read.reconciliation()).unposted).toMatchObject([
          { kind: "unrestocked_cancellation", id: fulfillment.id },
        ])
      })

      it("of a received return leaves it open, and the retry posts it", async () => {
        const { when, then, attempt, read, id, order, orderReturn } = await putDown()
        const version = await versionOf(order)
        store.fails = true
        const { errors } = await receiveAndFailWorkflow(shop.container()).run({
          input: { return_id: orderReturn.id },
          throwOnError: false,
        })
        store.fails = false
        expect(errors).toMatchObject([{ error: { message: "The store's handler fails." } }])

        await then.level(["6", "0", "6"])
        await then.wentTo(order)
        await then.lines(await when.previews(), { issued: "4", net: "4", net_value: "20.00" })
        expect(await read.movements({ inventory_item_id: await id.item("X") })).toMatchObject([
          { type: "goods_receipt", quantity: "10" },
          { type: "goods_issue", quantity: "-4" },
          { type: "goods_issue_return", quantity: "4", technical: false },
          { type: "goods_issue_return", quantity: "-4", technical: true },
        ])
        expect(await versionOf(order)).toBe(version)

        expect((await attempt.confirm(orderReturn)).status).toBe(200)
        await then.wentTo(order, "L 4 open")
        await then.level(["10", "0", "10"])
        await then.lines(await when.previews(), {
          issued: "4",
          returned: "4",
          net_value: "0.00",
          balanced: true,
        })
      })
    })

    describe("a recipe that changes while goods are out", () => {
      it("is undone as it was done when a return fails, and the retry posts it", async () => {
        const { given, when, then, attempt } = shop.story()
        given.product("PACK", { X: 1 })
        await given.receipt("L", "20", "5.00")
        const order = await when.orders({ PACK: 5 })
        await when.fulfils(order)
        const orderReturn = await when.requestsReturn(order, { PACK: 2 })
        await when.putsDown(orderReturn, { good: { PACK: 2 } })
        await when.changesRecipe("PACK", { X: 3 })
        store.fails = true
        const { errors } = await receiveAndFailWorkflow(shop.container()).run({
          input: { return_id: orderReturn.id },
          throwOnError: false,
        })
        store.fails = false
        expect(errors).toHaveLength(1)
        await then.level(["15", "0", "15"])
        expect((await attempt.confirm(orderReturn)).status).toBe(200)
        await then.level(["17", "0", "17"])
      })

      it("is undone as it was done when a cancellation fails", async () => {
        const { given, when, then, attempt } = shop.story()
        given.product("PACK", { X: 2 })
        await given.receipt("L", "20", "5.00")
        const order = await when.orders({ PACK: 5 })
        const fulfillment = await when.fulfils(order)
        await when.changesRecipe("PACK", { X: 1 })
        const version = await versionOf(order)
        await withStep(
          "cancel-order-fulfillment",
          "cancel-fulfillment-workflow-as-step",
          failing,
          async () => {
            expect((await attempt.cancelFulfillment(fulfillment)).status).toBe(400)
          }
        )
        await then.level(["10", "0", "10"])
        expect(await versionOf(order)).toBe(version)
        await when.cancelsFulfillment(fulfillment)
        await then.level(["20", "0", "20"])
      })
    })

    describe("what the host does by itself", () => {
      it("refuses a part of what is reserved to the last piece", async () => {
        const { given, when, then, attempt } = shop.story()
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(10)
        expect(await attempt.fulfil(order, { only: 5 })).toMatchObject({
          status: 400,
          data: {
            message: expect.stringMatching(/^Not enough stock available for item/) as string,
          },
        })
        await then.level(["10", "0", "10"])
        await then.cameFrom(order)
        await then.lines(await when.previews())
        await when.fulfils(order)
        await then.level(["0", "0", "0"])
      })

      it("restocks only the first of two products that share an item, and so does the ledger", async () => {
        const { given, when, then } = shop.story()
        given.product("PAIR", { X: 2 })
        await given.receipt("L", "20", "5.00")
        const order = await when.orders({ PAIR: 1, X: 2 })
        await when.fulfils(order)
        await when.takesBack(order, { PAIR: 1, X: 2 })
        await then.wentTo(order, "L 2 open")
        await then.level(["18", "0", "18"])
      })

      it("takes pieces where they are reserved and sends the parcel from elsewhere without a location", async () => {
        const { given, when, id } = shop.story({ warehouses: {} })
        await given.own("10")
        await given.parcelsFrom("LOC")
        const order = await when.orders(4, { from: "SHOP" })
        const fulfillment = await when.fulfils(order, { at: null })
        const [row] = await shop.sql<{ location_id: string }>(
          `select location_id from fulfillment where id = ?`,
          [fulfillment.id]
        )
        expect(row?.location_id).toBe(await id.location("SHOP"))
      })
    })

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
          return errors.length
        }
        const errors = await Promise.all([confirm(), confirm()])
        expect(errors.sort()).toEqual([0, 1])
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
