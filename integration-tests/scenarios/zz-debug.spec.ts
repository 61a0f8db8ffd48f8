import { Modules } from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { createShop } from "../helpers/shop"
medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)
    beforeAll(() => shop.open())
    it("debug", async () => {
      const { given, when } = shop.story()
      await given.own("3")
      await given.receipt("L", "10", "5.00")
      const order = await when.orders(7)
      const heard: string[] = []
      const bus = shop.container().resolve(Modules.EVENT_BUS) as any
      bus.subscribe("*", async (e: any) => void heard.push(e.name + " " + JSON.stringify(e.data)), { subscriberId: "test" })
      bus.subscribe("inventory.inventory-level.updated", async (e: any) => void heard.push("DIRECT " + e.name), { subscriberId: "test2" })
      const f = await when.fulfils(order)
      console.log(heard.join("\n")); heard.length = 0
      await when.cancelsFulfillment(f)
      await new Promise((r) => setTimeout(r, 300))
      console.log(heard.join("\n"))
    })
  },
})
