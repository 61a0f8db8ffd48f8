import type { Warehouse } from "../../src/http-contract/warehouse"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createWorld } from "../helpers/world"
import { type Listed } from "../helpers/ledger-world"

const base = "/admin/consignment"
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const text = expect.any(String) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createWorld(suite)
    const { admin, given } = world

    beforeAll(() => world.open())

    describe("warehouses", () => {
      const url = `${base}/warehouses`

      it("takes the name of its location and keeps own stock there, unless told otherwise", async () => {
        const location = await given.stockLocation("Warszawa")
        const body = { stock_location_id: location.id, direction: "inbound" }
        const created = await admin.post<{ warehouse: Warehouse }>(url, body)
        expect(created).toEqual({
          status: 200,
          data: {
            warehouse: {
              id: text,
              stock_location_id: location.id,
              name: "Warszawa",
              direction: "inbound",
              contractor_id: null,
              own_stock_location_id: location.id,
              branch_code: null,
              issue_strategy: null,
              expired_lots: "warn",
              purpose: "sale",
              check_on_arrival: false,
              contractor_priority: null,
              notification_email: null,
              metadata: null,
              created_at: instant,
              updated_at: instant,
            },
          },
        })
        const read = await admin.get(`${url}/${created.data.warehouse.id}`)
        expect(read).toEqual({ status: 200, data: created.data })
      })

      it("keeps everything that is said of it", async () => {
        const [a, b] = [await given.contractor(), await given.contractor()]
        const body = {
          stock_location_id: (await given.stockLocation()).id,
          name: "Shop of A",
          direction: "outbound" as const,
          contractor_id: a.id,
          own_stock_location_id: (await given.stockLocation()).id,
          branch_code: "WAW",
          issue_strategy: "contractor_priority",
          contractor_priority: [b.id, a.id],
          notification_email: "shop@example.com",
          metadata: { floor: 2 },
        }
        expect(await given.warehouse(body)).toMatchObject(body)
      })

      it("refuses an outbound one without its customer", async () => {
        const { id: stock_location_id } = await given.stockLocation()
        expectInvalid(
          await admin.post(url, { stock_location_id, direction: "outbound" }),
          "contractor_id"
        )
        const { id } = await given.warehouse()
        const answer = await admin.post(`${url}/${id}`, { direction: "outbound" })
        expectRefusal(answer, "INVALID_DATA", { path: "contractor_id" })
      })

      it("refuses everything at once that does not exist", async () => {
        const { id } = await given.contractor()
        const unknown = {
          stock_location_id: "sloc_x",
          own_stock_location_id: "sloc_y",
          contractor_id: "concon_x",
          contractor_priority: [id, "concon_x"],
          issue_strategy: "newest_first",
        }
        const paths = [
          "stock_location_id",
          "own_stock_location_id",
          "contractor_id",
          "contractor_priority.1",
          "issue_strategy",
        ]
        expectInvalid(await admin.post(url, { ...unknown, direction: "inbound" }), ...paths)
        const warehouse = await given.warehouse()
        expectInvalid(await admin.post(`${url}/${warehouse.id}`, unknown), ...paths)
      })

      it("refuses a second one at a location", async () => {
        const [first, second] = [await given.warehouse(), await given.warehouse()]
        const { stock_location_id } = first
        const body = { stock_location_id, direction: "inbound" }
        expectInvalid(await admin.post(url, body), "stock_location_id")
        const answer = await admin.post(`${url}/${second.id}`, { stock_location_id })
        expectInvalid(answer, "stock_location_id")
      })

      it("changes what is named and keeps the rest", async () => {
        const warehouse = await given.warehouse({ branch_code: "WAW", issue_strategy: "fifo" })
        const location = await given.stockLocation()
        const change = { stock_location_id: location.id, name: "Kraków", issue_strategy: null }
        const answer = await admin.post(`${url}/${warehouse.id}`, change)
        expect(answer).toMatchObject({
          status: 200,
          data: {
            warehouse: {
              stock_location_id: location.id,
              own_stock_location_id: location.id,
              name: "Kraków",
              branch_code: "WAW",
              issue_strategy: null,
            },
          },
        })
      })

      it("keeps its location and direction while it has consigned stock", async () => {
        const { contractor, warehouse, item } = await given.supplier()
        await given.undocumentedLot({
          contractor_id: contractor.id,
          warehouse,
          inventory_item_id: item.id,
          quantity: "4",
        })
        const { id: stock_location_id } = await given.stockLocation()
        const change = (body: object) => admin.post(`${url}/${warehouse.id}`, body)
        const details = { quantity: "4" }
        expectRefusal(await change({ stock_location_id }), "CONSIGNED_STOCK_PRESENT", details)
        expectRefusal(
          await change({ direction: "outbound", contractor_id: contractor.id }),
          "CONSIGNED_STOCK_PRESENT",
          details
        )
        expect((await change({ name: "Renamed", direction: "inbound" })).status).toBe(200)
      })

      it("lists by location, direction and contractor", async () => {
        const { id: contractor_id } = await given.contractor()
        const inbound = await given.warehouse()
        const outbound = await given.warehouse({ direction: "outbound", contractor_id })
        const ids = async (parameters: object) =>
          (
            await admin.get<Listed<"warehouses", Warehouse>>(url, { order: "id", ...parameters })
          ).data.warehouses.map((warehouse) => warehouse.id)

        expect(await ids({})).toEqual([inbound.id, outbound.id])
        expect(await ids({ direction: "inbound" })).toEqual([inbound.id])
        expect(await ids({ contractor_id })).toEqual([outbound.id])
        expect(await ids({ stock_location_id: inbound.stock_location_id })).toEqual([inbound.id])
      })
    })
  },
})
