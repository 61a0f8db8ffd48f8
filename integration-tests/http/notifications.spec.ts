import { Modules } from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { tellOfDifferencesWorkflow, tellOfGoodsReceivedWorkflow } from "../../src/workflows"
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
