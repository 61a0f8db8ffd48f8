import fs from "node:fs"
import path from "node:path"
import { setTimeout } from "node:timers/promises"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import * as workflows from "../../src/workflows"
import tellAccounting, {
  config as subscription,
} from "../example-store/src/subscribers/settlement-closed"
import "../example-store/src/links/contractor-user"
import "../example-store/src/workflows/hooks/hold-large-settlements"
import { expectRefusal } from "../helpers/expect-refusal"
import { createShop } from "../helpers/shop"

interface StoreConfig {
  plugins: { resolve: string; options: object }[]
  modules: Record<string, { options?: object }>
}

// The host of the tests gets the options that the example store gives to the plugin, and the one that it leaves out.
jest.mock("../../medusa-config", () => {
  const host = jest.requireActual<StoreConfig>("../../medusa-config")
  const store = jest.requireActual<StoreConfig>("../example-store/medusa-config")
  const plugin = store.plugins.find(({ resolve }) => resolve === "medusa-plugin-consignment")
  const options = { ...plugin?.options, singleOwner: true }
  host.modules.consignment = { ...host.modules.consignment, options }
  return host
})

const root = path.resolve(__dirname, "../..")
const store = path.join(root, "integration-tests", "example-store")
const guide = fs.readFileSync(path.join(root, "docs", "extending.md"), "utf8")

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    const graph = async <Row>(
      entity: string,
      fields: string[],
      filters: Record<string, unknown>
    ): Promise<Row> => {
      const query = shop.container().resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({ entity, fields, filters })
      expect(data).toHaveLength(1)
      return data[0] as Row
    }

    describe("docs/extending.md", () => {
      it("shows the files of the example store as they are", () => {
        const files = fs
          .readdirSync(store, { recursive: true })
          .map(String)
          .filter((file) => file.endsWith(".ts"))
          .map((file) => fs.readFileSync(path.join(store, file), "utf8"))
        const shown = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code)
        expect(shown.sort()).toEqual(files.sort())
      })

      it("names every workflow that has a hook, and its hook", () => {
        const hooked = Object.entries(workflows).flatMap(([name, workflow]) => {
          const { hooks = {} } = workflow as { hooks?: Record<string, unknown> }
          return name.endsWith("Workflow")
            ? Object.keys(hooks).map((hook) => `${name} ${hook}`)
            : []
        })
        const rows = [...guide.matchAll(/^\| `(\w+Workflow)` +\| `(\w+)` +\|$/gm)]
        expect(rows.map(([, workflow, hook]) => `${workflow} ${hook}`).sort()).toEqual(
          hooked.sort()
        )
        expect(hooked).toContain("closeSettlementWorkflow settlementClosed")
      })
    })

    it("gives an item one owner where the store says so, until that owner lets it go", async () => {
      const [first, second] = [await shop.given.contractor(), await shop.given.contractor()]
      const [taken, free] = [await shop.given.item(), await shop.given.item()]
      await shop.given.marks(first.id, [{ sku: taken.sku }])
      await shop.given.marks(first.id, [{ sku: taken.sku, unit_cost: "2" }])
      const url = (id: string) => `/admin/consignment/contractors/${id}/items`
      const items = [{ sku: free.sku }, { sku: taken.sku }]
      expectRefusal(await shop.admin.post(url(second.id), { items }), "INVALID_DATA", {
        lines: [{ index: 1, inventory_item_id: taken.id, contractor_id: first.id }],
      })
      await shop.admin.delete(`${url(first.id)}/${taken.id}`)
      expect(await shop.given.marks(second.id, items)).toHaveLength(2)
    })

    describe("an example store", () => {
      it("issues by a strategy of its own", async () => {
        const { given, when, then } = shop.story()
        await given.own("9")
        await given.receipt("L1", "2", "1.00")
        await given.receipt("L2", "5", "1.00")
        await given.receipt("L3", "3", "1.00")
        await then.picks(
          await when.issues("11", { strategy: "largest_first" }),
          "L2 5",
          "L3 3",
          "L1 2",
          "own 1"
        )
        await then.picks(await when.issues("1"), "own 1")
      })

      it("holds a large settlement in its hook, and the period stays open", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "100", "100.00")
        await when.issues("11")
        await expect(when.settles()).rejects.toThrow("1100.00 EUR must be signed off first.")
        await then.lines(await when.previews(), { issued: "11", net: "11", net_value: "1100.00" })
        await when.reverses(await when.issues("1"))
      })

      it("tells accounting of a settlement when the event comes", async () => {
        const { given, when } = shop.story()
        const container = shop.container()
        const bus = container.resolve(Modules.EVENT_BUS)
        const told = new Promise<void>((resolve, reject) => {
          bus.subscribe(String(subscription.event), async (event) => {
            const { data, name } = event as { data: { id: string }; name: string }
            await tellAccounting({
              event: { data, name, metadata: {} },
              container,
              pluginOptions: {},
            }).then(resolve, reject)
          })
        })
        await given.receipt("L", "10", "7.50")
        await when.issues("4")
        const settlement = await when.settles()
        await told
        const notifications = await container.resolve(Modules.NOTIFICATION).listNotifications()
        expect(notifications).toMatchObject([
          {
            to: "accounting",
            template: "settlement-closed",
            data: { number: settlement.number, currency_code: "EUR", amount: "30.000000" },
          },
        ])
      })

      it("hears of goods that leave with an order, come back and are cancelled", async () => {
        const { given, when, read } = shop.story()
        const bus = shop.container().resolve(Modules.EVENT_BUS)
        const heard: string[] = []
        const {
          GOODS_ISSUE_POSTED: issued,
          GOODS_ISSUE_RETURN_POSTED: returned,
          DOCUMENT_REVERSED: reversed,
        } = workflows.ConsignmentEvents
        for (const name of [issued, returned, reversed]) {
          bus.subscribe(name, async ({ data }) => {
            heard.push(`${name} ${(data as { id: string }).id}`)
          })
        }
        await given.receipt("L", "10", "7.50")
        const kept = await when.orders(3)
        await when.fulfils(kept)
        await when.receives(await when.requestsReturn(kept, 1), { good: 1 })
        const dropped = await when.orders(2)
        await when.cancelsFulfillment(await when.fulfils(dropped))
        const [issue] = await read.documents("goods-issues", { order_id: kept.id })
        const [back] = await read.documents("goods-issue-returns", { order_id: kept.id })
        const [undone] = await read.documents("goods-issues", { order_id: dropped.id })
        // Listeners are called beside the answer.
        for (let pause = 0; pause < 100 && heard.length < 4; pause += 1) await setTimeout(50)
        expect(heard).toEqual([
          `${issued} ${issue?.id}`,
          `${returned} ${back?.id}`,
          `${issued} ${undone?.id}`,
          `${reversed} ${undone?.id}`,
        ])
      }, 300_000)

      it("keeps a field of its own beside a contractor", async () => {
        const { id } = shop.story()
        const contractorId = await id.contractor("A")
        const container = shop.container()
        const user = await container.resolve(Modules.USER).createUsers({ email: "jo@example.com" })
        await container.resolve(ContainerRegistrationKeys.LINK).create({
          consignment: { consignment_contractor_id: contractorId },
          [Modules.USER]: { user_id: user.id },
          data: { duty: "returns" },
        })
        expect(
          await graph("consignment_contractor", ["code", "user.email", "user_link.duty"], {
            id: contractorId,
          })
        ).toMatchObject({
          code: "A",
          user: { email: "jo@example.com" },
          user_link: { duty: "returns" },
        })
      })
    })

    describe("query.graph", () => {
      it("goes from an inventory item to its lots, movements and lines, and back", async () => {
        const { given, when, id } = shop.story()
        await given.receipt("L1", "10", "7.50")
        await given.receipt("L2", "5", "8.00")
        await when.issues("3")
        const itemId = await id.item("X")
        /** The host answers one list of a module in a query. */
        const listOf = async <Row>(name: string): Promise<Row[]> => {
          const item = await graph<Record<string, Row[]>>("inventory_item", ["id", `${name}.*`], {
            id: itemId,
          })
          return item[name] ?? []
        }
        const lots = await listOf<{ id: string; quantity_remaining: string }>("consignment_lots")
        expect(Object.fromEntries(lots.map((lot) => [lot.id, lot.quantity_remaining]))).toEqual({
          [id.lot("L1")]: "7.000000",
          [id.lot("L2")]: "5.000000",
        })
        const movements = await listOf<{ type: string }>("consignment_movements")
        expect(movements.map(({ type }) => type).sort()).toEqual([
          "goods_issue",
          "goods_receipt",
          "goods_receipt",
        ])
        expect(await listOf("consignment_document_lines")).toHaveLength(3)
        expect(
          await graph("consignment_lot", ["id", "inventory_item.sku"], { id: id.lot("L1") })
        ).toMatchObject({ inventory_item: { sku: "X" } })
      })

      it("goes from a stock location to its warehouse, and back", async () => {
        const { id } = shop.story()
        const warehouseId = await id.warehouse("LOC")
        expect(
          await graph("stock_location", ["name", "consignment_warehouse.*"], {
            id: await id.location("LOC"),
          })
        ).toMatchObject({ name: "LOC", consignment_warehouse: { id: warehouseId } })
        expect(
          await graph("consignment_warehouse", ["id", "stock_location.name"], { id: warehouseId })
        ).toMatchObject({ stock_location: { name: "LOC" } })
      })

      it("goes from a customer to the contractor he is, and back", async () => {
        const customer = await shop.given.customer("shop@example.com")
        const { id } = await shop.given.contractor({ customer_id: customer.id })
        expect(
          await graph("customer", ["email", "consignment_contractors.*"], { id: customer.id })
        ).toMatchObject({ email: "shop@example.com", consignment_contractors: [{ id }] })
        expect(
          await graph("consignment_contractor", ["id", "customer.email"], { id })
        ).toMatchObject({ customer: { email: "shop@example.com" } })
      })

      it("goes from an order to its documents, and back", async () => {
        const { given, when, id } = shop.story()
        await given.receipt("L", "10", "7.50")
        const order = await when.orders(3)
        await when.fulfils(order)
        const found = await graph<{ consignment_documents: { id: string }[] }>(
          "order",
          ["id", "consignment_documents.*", "consignment_documents.lines.*"],
          { id: order.id }
        )
        expect(found.consignment_documents).toMatchObject([
          { type: "goods_issue", lines: [{ inventory_item_id: await id.item("X") }] },
        ])
        const [document] = found.consignment_documents
        expect(
          await graph("consignment_document", ["id", "order.id"], { id: document?.id })
        ).toMatchObject({ order: { id: order.id } })
      })
    })
  },
})
