import { MedusaError, Modules } from "@medusajs/framework/utils"
import {
  ConsignmentEvents,
  createAgreementWorkflow,
  createContractorWorkflow,
  createWarehouseWorkflow,
  deleteAgreementWorkflow,
  deleteContractorWorkflow,
  deleteWarehouseWorkflow,
  markContractorItemsWorkflow,
  unmarkContractorItemWorkflow,
  updateAgreementWorkflow,
  updateContractorWorkflow,
  updateSettingsWorkflow,
  updateWarehouseWorkflow,
} from "../../src/workflows"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { handleHook } from "../helpers/handle-hook"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createWorld } from "../helpers/world"
import { type Listed } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string

/** Hooks of other developers, made to fail: what the workflow did before has to be undone. */
let hooksFail = false
const failing = async () => {
  if (hooksFail) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The hook fails.")
}
handleHook(createAgreementWorkflow.hooks.agreementCreated, failing)
handleHook(createContractorWorkflow.hooks.contractorCreated, failing)
handleHook(createWarehouseWorkflow.hooks.warehouseCreated, failing)
handleHook(deleteAgreementWorkflow.hooks.agreementDeleted, failing)
handleHook(deleteContractorWorkflow.hooks.contractorDeleted, failing)
handleHook(deleteWarehouseWorkflow.hooks.warehouseDeleted, failing)
handleHook(markContractorItemsWorkflow.hooks.contractorItemsMarked, failing)
handleHook(unmarkContractorItemWorkflow.hooks.contractorItemUnmarked, failing)
handleHook(updateAgreementWorkflow.hooks.agreementUpdated, failing)
handleHook(updateContractorWorkflow.hooks.contractorUpdated, failing)
handleHook(updateSettingsWorkflow.hooks.settingsUpdated, failing)
handleHook(updateWarehouseWorkflow.hooks.warehouseUpdated, failing)

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createWorld(suite)
    const { admin, anyone, given } = world

    beforeAll(() => world.open())
    afterEach(() => {
      hooksFail = false
    })

    it.each([
      ["GET", "contractors"],
      ["POST", "contractors"],
      ["GET", "contractors/x"],
      ["POST", "contractors/x"],
      ["DELETE", "contractors/x"],
      ["GET", "contractors/x/items"],
      ["POST", "contractors/x/items"],
      ["DELETE", "contractors/x/items/y"],
      ["GET", "agreements"],
      ["POST", "agreements"],
      ["GET", "agreements/x"],
      ["POST", "agreements/x"],
      ["DELETE", "agreements/x"],
      ["GET", "warehouses"],
      ["POST", "warehouses"],
      ["GET", "warehouses/x"],
      ["POST", "warehouses/x"],
      ["DELETE", "warehouses/x"],
      ["GET", "settings"],
      ["POST", "settings"],
    ])("lets nobody %s /%s without a token", async (method, path) => {
      const verb = method.toLowerCase() as "get" | "post" | "delete"
      expect((await anyone[verb](`${base}/${path}`)).status).toBe(401)
    })

    it.each([
      ["get", "contractors/x"],
      ["post", "contractors/x"],
      ["delete", "contractors/x"],
      ["get", "contractors/x/items"],
      ["delete", "contractors/x/items/y"],
      ["get", "agreements/x"],
      ["post", "agreements/x"],
      ["delete", "agreements/x"],
      ["get", "warehouses/x"],
      ["post", "warehouses/x"],
      ["delete", "warehouses/x"],
    ] as const)("answers %s /%s with NOT_FOUND", async (verb, path) => {
      expectRefusal(await admin[verb](`${base}/${path}`), "NOT_FOUND")
    })

    describe("what was deleted", () => {
      it.each(["contractors", "warehouses"] as const)(
        "is listed among %s only where history asks for its name",
        async (plural) => {
          const location = await given.stockLocation("Old shop")
          const { id } =
            plural === "contractors"
              ? await given.contractor({ code: "OLD", name: "Old shop" })
              : await given.warehouse({ stock_location_id: location.id })
          expect((await admin.delete(`${base}/${plural}/${id}`)).status).toBe(200)
          const list = async (parameters: object) =>
            (
              await admin.get<Listed<typeof plural, { name: string }>>(`${base}/${plural}`, {
                id,
                ...parameters,
              })
            ).data
          expect(await list({})).toMatchObject({ count: 0, [plural]: [] })
          expect(await list({ with_deleted: false })).toMatchObject({ count: 0 })
          expect(await list({ with_deleted: true })).toMatchObject({
            count: 1,
            [plural]: [{ id, name: "Old shop" }],
          })
          expectInvalid(
            await admin.get(`${base}/${plural}`, { with_deleted: "maybe" }),
            "with_deleted"
          )
        }
      )
    })

    it("announces every change by an event with an id", async () => {
      const heard: [string, unknown][] = []
      const bus = world.container().resolve(Modules.EVENT_BUS)
      for (const name of Object.values(ConsignmentEvents)) {
        bus.subscribe(name, async ({ data }) => {
          heard.push([name, (data as { id: string }).id])
        })
      }
      const { contractor, agreement, warehouse, item } = await given.supplier()
      await admin.post(`${base}/contractors/${contractor.id}`, { name: "X" })
      await admin.post(`${base}/agreements/${agreement.id}`, { grace_days: 1 })
      await admin.post(`${base}/warehouses/${warehouse.id}`, { name: "X" })
      await admin.post(`${base}/settings`, { allow_backdating_days: 1 })
      await admin.delete(`${base}/contractors/${contractor.id}/items/${item.id}`)
      await admin.delete(`${base}/agreements/${agreement.id}`)
      await admin.delete(`${base}/contractors/${contractor.id}`)
      await admin.delete(`${base}/warehouses/${warehouse.id}`)
      await suite.utils.waitWorkflowExecutions()
      await new Promise(setImmediate)

      expect(heard).toEqual([
        ["consignment.contractor.created", contractor.id],
        ["consignment.agreement.created", agreement.id],
        ["consignment.contractor-item.marked", contractor.id],
        ["consignment.warehouse.created", warehouse.id],
        ["consignment.contractor.updated", contractor.id],
        ["consignment.agreement.updated", agreement.id],
        ["consignment.warehouse.updated", warehouse.id],
        ["consignment.settings.updated", text],
        ["consignment.contractor-item.unmarked", text],
        ["consignment.agreement.deleted", agreement.id],
        ["consignment.contractor.deleted", contractor.id],
        ["consignment.warehouse.deleted", warehouse.id],
      ])
    })

    describe("when a hook of another developer fails", () => {
      const read = async (path: string) => (await admin.get(`${base}/${path}`)).data

      it("leaves no new contractor, agreement, warehouse or settings", async () => {
        const { id: contractor_id } = await given.contractor()
        const { id: stock_location_id } = await given.stockLocation()
        const lists = ["contractors", "agreements", "warehouses", "settings"]
        const before = await Promise.all(lists.map(read))
        hooksFail = true
        const terms = { contractor_id, direction: "inbound", currency_code: "EUR" }
        const answers = [
          await admin.post(`${base}/contractors`, { code: "NEW", name: "New" }),
          await admin.post(`${base}/agreements`, terms),
          await admin.post(`${base}/warehouses`, { stock_location_id, direction: "inbound" }),
          await admin.post(`${base}/settings`, { allow_backdating_days: 3 }),
        ]
        expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400])
        expect(await Promise.all(lists.map(read))).toEqual(before)
      })

      it("puts back what was there", async () => {
        const { contractor, agreement, warehouse, item } = await given.supplier()
        await admin.post(`${base}/settings`, { allow_backdating_days: 3 })
        const other = await given.item()
        const paths = {
          contractor: `contractors/${contractor.id}`,
          items: `contractors/${contractor.id}/items`,
          agreement: `agreements/${agreement.id}`,
          warehouse: `warehouses/${warehouse.id}`,
          settings: "settings",
        }
        const before = await Promise.all(Object.values(paths).map(read))
        hooksFail = true
        const marks = [{ sku: item.sku, unit_cost: "9" }, { sku: other.sku }]
        const answers = [
          await admin.post(`${base}/${paths.contractor}`, { name: "X", metadata: { a: 1 } }),
          await admin.post(`${base}/${paths.items}`, { items: marks }),
          await admin.delete(`${base}/${paths.items}/${item.id}`),
          await admin.post(`${base}/${paths.agreement}`, { valid_from: "2026-01-01" }),
          await admin.post(`${base}/${paths.warehouse}`, { name: "X", branch_code: "X" }),
          await admin.post(`${base}/${paths.settings}`, { allow_backdating_days: 9 }),
          await admin.delete(`${base}/${paths.agreement}`),
          await admin.delete(`${base}/${paths.warehouse}`),
          await admin.delete(`${base}/${paths.contractor}`),
        ]
        expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 400))
        const after = await Promise.all(Object.values(paths).map(read))
        const times = /"updated_at":"[^"]+"/g
        expect(JSON.stringify(after).replace(times, "")).toBe(
          JSON.stringify(before).replace(times, "")
        )
      })
    })
  },
})
