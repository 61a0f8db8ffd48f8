import { medusaIntegrationTestRunner } from "../helpers/host"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createFaults } from "../helpers/database-faults"
import { createLedgerWorld } from "../helpers/ledger-world"
import type { Named } from "../helpers/world"

interface HostRefusal {
  code?: string
  message: string
}

/** The host's own routes must not take consigned goods away. */
medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    /** Own 5 and A's 20 pieces of X at LOC, with the ids the host knows them by. */
    const consigned = async () => {
      const { given, then } = world.story()
      await given.receipt("L", "20", "7.50")
      await given.own("5")
      const [item] = (
        await admin.get<{ inventory_items: { id: string }[] }>("/admin/inventory-items", {
          sku: "X",
        })
      ).data.inventory_items
      const [location] = (
        await admin.get<{ stock_locations: { id: string }[] }>("/admin/stock-locations", {
          name: "LOC",
        })
      ).data.stock_locations
      const itemId = item?.id ?? ""
      const levels = `/admin/inventory-items/${itemId}/location-levels`
      const [level] = (await admin.get<{ inventory_levels: { id: string }[] }>(levels)).data
        .inventory_levels
      return { itemId, locationId: location?.id ?? "", levelId: level?.id ?? "", levels, then }
    }

    const expectRefused = (answer: { status: number; data: unknown }) =>
      expect(answer).toMatchObject({ status: 400, data: { code: "CONSIGNED_STOCK_PRESENT" } })

    it("lets the host set a level down to what is consigned, and not below", async () => {
      const { levels, locationId, then } = await consigned()
      const set = (stocked: number) =>
        admin.post<HostRefusal>(`${levels}/${locationId}`, { stocked_quantity: stocked })
      expect((await set(20)).status).toBe(200)
      await then.level(["20", "0", "20"])
      const refused = await set(19)
      expectRefused(refused)
      expect(refused.data.message).toMatch(/level of X .* 20 consigned pieces/)
      await then.level(["20", "0", "20"])
      expect((await set(26)).status).toBe(200)
      await then.level(["26", "6", "20"])
    })

    it("refuses the same in both batch forms, and changes no other level of the batch", async () => {
      const { itemId, locationId, levelId, levels, then } = await consigned()
      const update = {
        id: levelId,
        inventory_item_id: itemId,
        location_id: locationId,
        stocked_quantity: 3,
      }
      expectRefused(
        await admin.post("/admin/inventory-items/location-levels/batch", { update: [update] })
      )
      expectRefused(
        await admin.post(`${levels}/batch`, {
          update: [{ id: levelId, location_id: locationId, stocked_quantity: 3 }],
        })
      )
      await then.level(["25", "5", "20"])
    })

    it("refuses to delete a level with consigned goods, by force too", async () => {
      const { levelId, levels, locationId, then } = await consigned()
      expect((await admin.delete(`${levels}/${locationId}`)).status).toBe(400)
      expectRefused(
        await admin.post("/admin/inventory-items/location-levels/batch", {
          delete: [levelId],
          force: true,
        })
      )
      expectRefused(await admin.post(`${levels}/batch`, { delete: [levelId], force: true }))
      await then.level(["25", "5", "20"])
    })

    it("refuses to delete the item and the location while consigned goods lie there", async () => {
      const { itemId, locationId, then } = await consigned()
      expectRefused(await admin.delete(`/admin/inventory-items/${itemId}`))
      expectRefused(await admin.delete(`/admin/stock-locations/${locationId}`))
      await then.level(["25", "5", "20"])
    })

    it("refuses to delete a product or a variant whose item is consigned", async () => {
      const { itemId, then } = await consigned()
      const made = await admin.post<{ product: { id: string; variants: { id: string }[] } }>(
        "/admin/products",
        {
          title: "X",
          options: [{ title: "Size", values: ["one"] }],
          variants: [
            {
              title: "one",
              options: { Size: "one" },
              manage_inventory: true,
              inventory_items: [{ inventory_item_id: itemId, required_quantity: 1 }],
              prices: [],
            },
          ],
        }
      )
      const { product } = made.data
      const variantId = product.variants[0]?.id ?? ""
      expectRefused(await admin.delete(`/admin/products/${product.id}/variants/${variantId}`))
      expectRefused(await admin.delete(`/admin/products/${product.id}`))
      expectRefused(await admin.post("/admin/products/batch", { delete: [product.id] }))
      expect((await admin.get(`/admin/products/${product.id}`)).status).toBe(200)
      await then.level(["25", "5", "20"])
    })

    describe("with two connections to the database", () => {
      const faults = createFaults(() =>
        world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
      )

      afterEach(() => faults.mend())

      /** How requests that come all at once are answered. */
      const statuses = async (requests: Promise<{ status: number }>[]) =>
        (await Promise.all(requests)).map(({ status }) => status)

      it("lets many delete locations, levels and items at once", async () => {
        const places = await Promise.all(
          [1, 2, 3, 4, 5, 6, 7, 8].map(async () => {
            const location = await world.given.stockLocation()
            const item = await world.given.item()
            const emptied = await world.given.item()
            await world.given.level(item.id, location.id, 0)
            return { location, item, emptied }
          })
        )
        faults.limitPool(2, 5_000)
        const answers = await statuses(
          places.flatMap(({ location, item, emptied }) => [
            admin.delete(`/admin/inventory-items/${item.id}/location-levels/${location.id}`),
            admin.delete(`/admin/inventory-items/${emptied.id}`),
          ])
        )
        const locations = await statuses(
          places.map(({ location }) => admin.delete(`/admin/stock-locations/${location.id}`))
        )
        expect([...new Set([...answers, ...locations])]).toEqual([200])
        const left = await admin.get<{ stock_locations: unknown[] }>("/admin/stock-locations", {
          id: places.map(({ location }) => location.id),
        })
        expect(left.data.stock_locations).toEqual([])
      })

      it("lets many set levels and offer locations in a storefront at once", async () => {
        const channel = await world.given.salesChannel()
        const places = await Promise.all(
          [1, 2, 3, 4, 5, 6, 7, 8].map(async () => {
            const location = await world.given.stockLocation()
            const item = await world.given.item()
            await world.given.level(item.id, location.id, 1)
            return { location, item }
          })
        )
        faults.limitPool(2, 5_000)
        const answers = await statuses(
          places.flatMap(({ location, item }) => [
            admin.post(`/admin/stock-locations/${location.id}/sales-channels`, {
              add: [channel.id],
            }),
            admin.post(`/admin/inventory-items/${item.id}/location-levels/${location.id}`, {
              stocked_quantity: 2,
            }),
          ])
        )
        expect([...new Set(answers)]).toEqual([200])
      })
    })

    describe("storefronts", () => {
      /** A stock location that is in a sales channel. */
      const offered = async () => {
        const channel = await world.given.salesChannel()
        const location = await world.given.stockLocation()
        const url = `/admin/stock-locations/${location.id}/sales-channels`
        const change = (body: object) => admin.post<HostRefusal>(url, body)
        expect((await change({ add: [channel.id] })).status).toBe(200)
        const channels = async () => {
          const fields = "sales_channels.id"
          const answer = await admin.get<{ stock_location: { sales_channels?: Named[] } }>(
            `/admin/stock-locations/${location.id}`,
            { fields }
          )
          return (answer.data.stock_location.sales_channels ?? []).map(({ id }) => id)
        }
        return { channel, location, change, channels }
      }

      const ofCustomer = async () => ({
        direction: "outbound" as const,
        contractor_id: (await world.given.contractor()).id,
      })

      it("lose a location that becomes a customer's, and do not get it back", async () => {
        const { channel, location, change, channels } = await offered()
        expect(await channels()).toEqual([channel.id])
        const shop = { stock_location_id: location.id, name: "Noord", ...(await ofCustomer()) }
        const warehouse = await world.given.warehouse(shop)
        expect(await channels()).toEqual([])
        const refused = await change({ add: [channel.id] })
        expect(refused).toMatchObject({ status: 400, data: { code: "NOT_CONSIGNMENT_WAREHOUSE" } })
        expect(refused.data.message).toMatch(/sells what lies at a customer: Noord\./)
        expect(await channels()).toEqual([])
        expect((await change({ remove: [channel.id] })).status).toBe(200)

        const inbound = { direction: "inbound" }
        await admin.post(`/admin/consignment/warehouses/${warehouse.id}`, inbound)
        expect((await change({ add: [channel.id] })).status).toBe(200)
        expect(await channels()).toEqual([channel.id])
      })

      it("keep a warehouse of ours until it is given to a customer", async () => {
        const { channel, location, channels } = await offered()
        const { id } = await world.given.warehouse({ stock_location_id: location.id })
        const url = `/admin/consignment/warehouses/${id}`
        expect((await admin.post(url, { name: "Depot" })).status).toBe(200)
        expect((await admin.post(url, { direction: "outbound" })).status).toBe(400)
        expect(await channels()).toEqual([channel.id])
        expect((await admin.post(url, await ofCustomer())).status).toBe(200)
        expect(await channels()).toEqual([])
      })
    })
  },
})
