import { expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("a refused document names every line at fault, whatever for", () => {
      it("tells of a malformed line, an unknown item, a foreign item and a missing cost at once", async () => {
        const { given, then, id } = story()
        await given.receipt("A:L", "1", "1.00")
        const answer = await admin.post(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [
            { inventory_item_id: await id.item("X"), quantity: "2", unit_cost: "1" },
            { sku: "NO-SUCH-ITEM", quantity: "1", unit_cost: "1" },
            { inventory_item_id: await id.item("Y"), quantity: "1", unit_cost: "1" },
            { inventory_item_id: await id.item("X"), quantity: "0", unit_cost: "1" },
            { inventory_item_id: await id.item("X"), quantity: "1" },
          ],
        })
        expectRefusal(answer, "INVALID_DATA", {
          lines: [
            { index: 1, code: "UNKNOWN_ITEM" },
            { index: 2, code: "NOT_ITEM_OWNER" },
            { index: 3, code: "INVALID_DATA", path: "quantity" },
            { index: 4, code: "INVALID_DATA", path: "unit_cost" },
          ],
        })
        await then.level(["1", "0", "1"])
      })

      it("keeps the code of the first reason for lines that follow the contract", async () => {
        const { given, then, id } = story()
        await given.receipt("A:L", "1", "1.00")
        const answer = await admin.post(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [
            { sku: "NO-SUCH-ITEM", quantity: "1", unit_cost: "1" },
            { inventory_item_id: await id.item("Y"), quantity: "1", unit_cost: "1" },
          ],
        })
        expectRefusal(answer, "UNKNOWN_ITEM", {
          lines: [
            { index: 0, code: "UNKNOWN_ITEM" },
            { index: 1, code: "NOT_ITEM_OWNER" },
          ],
        })
        await then.level(["1", "0", "1"])
      })

      it.each(["goods-issues", "internal-issues"])("does so for %s", async (path) => {
        const { given, then, id } = story()
        await given.receipt("A:L", "3", "1.00")
        const answer = await admin.post(`${base}/${path}`, {
          stock_location_id: await id.location("LOC"),
          lines: [
            { inventory_item_id: await id.item("X"), quantity: "4" },
            { inventory_item_id: await id.item("X"), quantity: "1" },
            { sku: "NO-SUCH-ITEM", quantity: "1" },
            { quantity: "1" },
          ],
        })
        expectRefusal(answer, "INVALID_DATA", {
          lines: [
            { index: 0, code: "INSUFFICIENT_STOCK" },
            { index: 2, code: "UNKNOWN_ITEM" },
            { index: 3, code: "INVALID_DATA" },
          ],
        })
        await then.level(["3", "0", "3"])
      })

      it("tells only of the shape while more than lines is at fault", async () => {
        const answer = await admin.post(`${base}/goods-issues`, {
          lines: [
            { sku: "NO-SUCH-ITEM", quantity: "1" },
            { sku: "X", quantity: "-1" },
          ],
        })
        expectRefusal(answer, "INVALID_DATA", { lines: [{ index: 1, code: "INVALID_DATA" }] })
      })
    })
  },
})
