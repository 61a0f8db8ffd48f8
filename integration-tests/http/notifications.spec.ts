import { Modules } from "@medusajs/framework/utils"
import {
  remindOfCustomersWorkflow,
  tellOfDifferencesWorkflow,
  tellOfGoodsReceivedWorkflow,
} from "../../src/workflows"
import { tellOfCustomers } from "../helpers/customer-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const address = "shop@example.com"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const opened = (notification_email?: string) =>
      world.story({ warehouses: { LOC: { name: "Shop", notification_email } } })
    const listLetters = async (template: string) =>
      await world.container().resolve(Modules.NOTIFICATION).listNotifications({ template })

    describe("goods received", () => {
      const template = "consignment-goods-received"
      const tellOf = async ({ id }: { id: string }) =>
        await tellOfGoodsReceivedWorkflow(world.container()).run({ input: { id } })

      it("are told to the warehouse, once", async () => {
        const { given } = opened(address)
        const receipt = await given.receipt("L", "5", "7.50")
        await tellOf(receipt)
        await tellOf(receipt)
        expect(await listLetters(template)).toMatchObject([
          {
            to: address,
            channel: "email",
            data: {
              id: receipt.id,
              number: receipt.number,
              warehouse_name: "Shop",
              contractor_code: "A",
              lines: [{ sku: "X", quantity: "5" }],
              fields_to_complete: [],
            },
          },
        ])
      })

      it("are told to nobody if the warehouse has no address", async () => {
        const { given } = opened()
        await tellOf(await given.receipt("L", "5", "7.50"))
        expect(await listLetters(template)).toEqual([])
      })
    })

    describe("customers", () => {
      const DAY = 86_400_000
      const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString()
      const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString()
      const remind = async (now?: string) =>
        (await remindOfCustomersWorkflow(world.container()).run({ input: { now } })).result

      it("are sent for goods that are due back, and once more when they are overdue", async () => {
        const { given, when, id } = tellOfCustomers(world, {
          terms: { return_within_days: 30, grace_days: 14, notification_email: address },
        })
        await given.own("20", { at: "OWN" })
        const delivery = await when.delivers("L", "5", "25.00", { dated: ago(10) })
        await when.delivers("NEW", "5", "25.00", { dated: ago(1) })
        await when.sells("2", { lot: "L" })
        expect((await remind()).deliveries).toEqual([])

        const [due] = (await remind(inDays(22))).deliveries
        expect(due).toMatchObject({
          id: delivery.id,
          number: delivery.number,
          contractor_id: await id.contractor("K"),
          warehouse_id: await id.warehouse("SHOP"),
          term: "due",
          lines: [{ sku: "X", quantity: "3" }],
        })
        expect((await remind(inDays(22))).deliveries).toEqual([])
        const [overdue] = (await remind(inDays(36))).deliveries.filter(
          ({ id: note }) => note === delivery.id
        )
        expect(overdue).toMatchObject({ term: "overdue" })
        expect(await listLetters("consignment-goods-due")).toMatchObject([
          { to: address, channel: "email", data: { number: delivery.number, term: "due" } },
          { data: { term: "due" } },
        ])
        expect(await listLetters("consignment-goods-overdue")).toMatchObject([
          { to: address, resource_id: delivery.id },
        ])
        await when.takesBack("3", { lot: "L" })
        const left = await remind(inDays(100))
        expect(left.deliveries.map(({ id: note }) => note)).not.toContain(delivery.id)
        const list = await world.admin.get<{ due: unknown[] }>("/admin/consignment/deliveries/due")
        expect(list.data.due).toEqual([])
      })

      it("are told who reports nothing for longer than was agreed, once for each silence", async () => {
        const { given, when, id } = tellOfCustomers(world, {
          terms: { settlement_every: { unit: "week", count: 2 }, notification_email: address },
        })
        await given.own("20", { at: "OWN" })
        await when.delivers("L", "5", "25.00", { dated: ago(10) })
        expect((await remind()).silent_shops).toEqual([])
        const silent = (await remind(inDays(5))).silent_shops
        expect(silent).toMatchObject([
          {
            warehouse_id: await id.warehouse("SHOP"),
            contractor_code: "K",
            last_reported_at: null,
          },
        ])
        expect((await remind(inDays(5))).silent_shops).toEqual([])
        await when.sells("1")
        expect((await remind(inDays(13))).silent_shops).toEqual([])
        expect((await remind(inDays(15))).silent_shops).toHaveLength(1)
        expect(await listLetters("consignment-report-missing")).toMatchObject([
          { to: address, data: { contractor_code: "K" } },
          { to: address },
        ])
      })
    })

    describe("differences", () => {
      const template = "consignment-difference-found"
      const tell = async () => (await tellOfDifferencesWorkflow(world.container()).run()).result

      it("are told once, again when they grow, and again when they come back", async () => {
        const { given } = opened(address)
        await given.receipt("L", "5", "7.50")
        expect(await tell()).toEqual([])
        await given.difference("-1")
        expect(await tell()).toMatchObject([{ difference: "-1", warehouse_name: "Shop" }])
        expect(await tell()).toEqual([])
        await given.difference("-1")
        expect(await tell()).toMatchObject([{ difference: "-2" }])
        await given.difference("2")
        expect(await tell()).toEqual([])
        await given.difference("-2")
        expect(await tell()).toMatchObject([{ difference: "-2" }])
        expect(await listLetters(template)).toMatchObject([
          { to: address, data: { differences: [{ difference: "-1" }] } },
          { data: { differences: [{ difference: "-2" }] } },
          { data: { differences: [{ difference: "-2" }] } },
        ])
      })
    })
  },
})
