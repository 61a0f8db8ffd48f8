import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { WorkflowManager } from "@medusajs/framework/orchestration"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createOrderFulfillmentWorkflow } from "@medusajs/medusa/core-flows"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { lockingStepIds } from "../../src/workflows/host/inventory/sorted-locks"
import type { StepArguments } from "../../src/workflows/host/steps/steps"
import { forgetStore, receiveAndFailWorkflow, store } from "../helpers/failing-store"
import { fulfilledIn, putDownIn } from "../helpers/fulfilled-order"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop, type Order } from "../helpers/shop"

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
      forgetStore()
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

    const fulfilled = fulfilledIn(shop)
    const putDown = putDownIn(shop)

    describe("the flows", () => {
      it("lock inventory items in the steps that we let lock them sorted, and in no others", () => {
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
        await shop.sql(
          `insert into consignment_catch_up_mark (key, searched_until, next_until, next_transaction)
           values ('unposted', now() + interval '1 hour', now(), 0)
           on conflict (key) do update set searched_until = excluded.searched_until`
        )
        expect((await read.reconciliation({ recent: true })).unposted).toMatchObject([
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
  },
})
