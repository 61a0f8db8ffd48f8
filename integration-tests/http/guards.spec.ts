import { exportJWK, generateKeyPair } from "jose"
import type { Invoice } from "../../src/http-contract/invoice"
import type { Settlement } from "../../src/http-contract/settlement"
import type { Warehouse } from "../../src/http-contract/warehouse"
import type { Answer } from "../helpers/client"
import { outbound, tellOfCustomers } from "../helpers/customer-verbs"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createFaults } from "../helpers/database-faults"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"
import type { Named } from "../helpers/world"

const base = "/admin/consignment"

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
      expect(refused.data.message).toMatch(/level of X .* 20 consigned units/)
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

    it("refuses to delete the item and the location while they have consigned stock", async () => {
      const { itemId, locationId, then } = await consigned()
      expectRefused(await admin.delete(`/admin/inventory-items/${itemId}`))
      expectRefused(await admin.delete(`/admin/stock-locations/${locationId}`))
      await then.level(["25", "5", "20"])
    })

    /** A product with one variant that is made of the item. */
    const productOf = async (itemId: string) => {
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
      return { product, variantId: product.variants[0]?.id ?? "" }
    }

    it("refuses to delete a product or a variant whose item is consigned", async () => {
      const { itemId, then } = await consigned()
      const { product, variantId } = await productOf(itemId)
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
        await faults.limitPool(2, 5_000)
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
        await faults.limitPool(2, 5_000)
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

    describe("open business", () => {
      /** A's 3 pieces of X are all sold at LOC. */
      const soldOut = async (setting: Setting = {}) => {
        const told = tellOfDocuments(world, setting)
        await told.given.receipt("L", "3", "7.00")
        return { ...told, sale: await told.when.issues("3") }
      }
      type Story = Pick<Awaited<ReturnType<typeof soldOut>>, "when">

      const settleAndDraft = async ({ when }: Story): Promise<Invoice> =>
        await when.drafts([await when.settles()])
      const remove = (path: string) => admin.delete(`${base}/${path}`)
      const open = (kind: string, quantity: string, items = [{ sku: "X", quantity }]) => ({
        kind,
        quantity,
        items,
      })
      const expectOpen = (answer: Answer<unknown>, ...kinds: ReturnType<typeof open>[]) =>
        expectRefusal(answer, "CONSIGNED_STOCK_PRESENT", { open: kinds })
      /** The host answers our refusals without their details. */
      const expectHostRefusal = (answer: Answer<unknown>, reason: RegExp) =>
        expect(answer).toMatchObject({
          status: 400,
          data: {
            code: "CONSIGNED_STOCK_PRESENT",
            message: expect.stringMatching(reason) as string,
          },
        })

      it("keeps a partner until sales are settled and invoiced, and lets it go then", async () => {
        const told = await soldOut()
        const path = `contractors/${await told.id.contractor("A")}`
        const unsettled = await remove(path)
        expectOpen(unsettled, open("unsettled", "3"))
        expect((unsettled.data as HostRefusal).message).toBe(
          "The partner A cannot be deleted. 3 units are not settled (X), which may still be returned: close a settlement first."
        )
        const settlement = await told.when.settles()
        expectOpen(await remove(path), open("uninvoiced", "3"))
        const draft = await told.when.drafts([settlement])
        expectOpen(await remove(path), open("uninvoiced", "3"), open("draft_invoice", "1", []))
        const invoice = await told.when.posts(draft)
        expect(await remove(path)).toMatchObject({ status: 200, data: { deleted: true } })

        await told.when.returns("1", { of: told.sale })
        await told.then.level(["1", "1", "0"])
        const credit = { lines: [{ line_id: invoice.lines[0]?.id, quantity: "1" }] }
        const credited = await admin.post(`${base}/invoices/${invoice.id}/credit`, credit)
        expectInvalid(credited, "contractor_id")
        expect((await admin.get(`${base}/settlements/${settlement.id}`)).status).toBe(200)
      })

      it("keeps a partner whose movements net to nothing until they are settled", async () => {
        const told = await soldOut()
        await told.when.returns("3", { of: told.sale })
        await told.when.sendsHome("3")
        const path = `contractors/${await told.id.contractor("A")}`
        expectOpen(await remove(path), open("unsettled", "0", []))
        const settlement = await told.when.settles()
        expect((await remove(path)).status).toBe(200)
        const cancelled = await admin.post(`${base}/settlements/${settlement.id}/cancel`)
        expectInvalid(cancelled, "contractor_id")
      })

      it("keeps an item until sales are settled and invoiced, however it is deleted", async () => {
        const told = await soldOut()
        const itemId = await told.id.item("X")
        const { product, variantId } = await productOf(itemId)
        const deletions = [
          () => admin.delete(`/admin/inventory-items/${itemId}`),
          () => admin.delete(`/admin/products/${product.id}/variants/${variantId}`),
          () => admin.post(`/admin/products/${product.id}/variants/batch`, { delete: [variantId] }),
          () => admin.delete(`/admin/products/${product.id}`),
          () => admin.post("/admin/products/batch", { delete: [product.id] }),
        ]
        for (const deletion of deletions) {
          expectHostRefusal(await deletion(), /3 units are not settled \(X\)/)
        }
        await told.when.returns("1", { of: told.sale })
        await told.when.sendsHome("1")
        const draft = await settleAndDraft(told)
        expectHostRefusal(await deletions[0]!(), /2 units are not invoiced \(X\)/)
        await told.when.posts(draft)
        expect((await admin.delete(`/admin/products/${product.id}`)).status).toBe(200)
        expect((await admin.get(`/admin/inventory-items/${itemId}`)).status).toBe(404)
      })

      it("keeps a location while a warehouse names it, or sales there are open", async () => {
        const told = await soldOut({ warehouses: { LOC: { own: "OWN" } } })
        const [warehouse, location, own] = [
          await told.id.warehouse("LOC"),
          await told.id.location("LOC"),
          await told.id.location("OWN"),
        ]
        const deletion = (id: string) => admin.delete(`/admin/stock-locations/${id}`)
        expectHostRefusal(await deletion(location), /3 units are not settled \(X\)/)
        const draft = await settleAndDraft(told)
        expectHostRefusal(await deletion(location), /3 units are not invoiced \(X\)/)
        await told.when.posts(draft)
        expectHostRefusal(await deletion(location), /is the location of the consignment warehouse/)
        expectHostRefusal(await deletion(own), /holds the own stock of the consignment warehouse/)
        expect((await remove(`warehouses/${warehouse}`)).status).toBe(200)
        expect((await deletion(location)).status).toBe(200)
        expect((await deletion(own)).status).toBe(200)
        expectInvalid(
          await admin.post(`${base}/goods-receipts`, {
            contractor_id: await told.id.contractor("A"),
            warehouse_id: warehouse,
            lines: [{ sku: "X", quantity: "1", unit_cost: "1" }],
          }),
          "warehouse_id"
        )
      })

      it("keeps a warehouse where it is until its sales are settled, and retires it then", async () => {
        const told = await soldOut()
        const path = `warehouses/${await told.id.warehouse("LOC")}`
        const change = async (body: object) => await admin.post(`${base}/${path}`, body)
        const { id: elsewhere } = await world.given.stockLocation()
        expectOpen(await change({ stock_location_id: elsewhere }), open("unsettled", "3"))
        const outgoing = { direction: "outbound", contractor_id: await told.id.contractor("A") }
        expectOpen(await change(outgoing), open("unsettled", "3"))
        expectOpen(await remove(path), open("unsettled", "3"))
        await told.when.settles()
        expect((await change({ stock_location_id: elsewhere })).status).toBe(200)
        const id = path.replace("warehouses/", "")
        expect(await remove(path)).toEqual({
          status: 200,
          data: { id, object: "warehouse", deleted: true },
        })
        expectRefusal(await admin.get(`${base}/${path}`), "NOT_FOUND")
        expectRefusal(await remove(path), "NOT_FOUND")
        const history = await admin.get<{ count: number }>(`${base}/movements`, {
          warehouse_id: id,
        })
        expect(history.data.count).toBe(2)
        const location = { stock_location_id: await told.id.location("LOC"), direction: "inbound" }
        expect((await admin.post(`${base}/warehouses`, location)).status).toBe(200)
      })

      it("keeps what returns to a retired warehouse as own, and reverses nothing into it", async () => {
        const told = await soldOut()
        await told.given.receipt("L2", "2", "7.00")
        const home = await told.when.sendsHome("2")
        const settlement = await told.when.settles()
        expect((await remove(`warehouses/${await told.id.warehouse("LOC")}`)).status).toBe(200)
        await admin.post(`${base}/settlements/${settlement.id}/cancel`)
        const answer = await admin.post<{ goods_issue_return: { id: string } }>(
          `${base}/goods-issues/${told.sale.id}/returns`,
          { lines: [{ line_id: told.sale.lines[0]?.id, quantity: "1" }] }
        )
        expect(answer).toMatchObject({
          status: 201,
          data: {
            goods_issue_return: {
              lines: [{ allocations: [{ ownership: "own", reason: "no_consignment_warehouse" }] }],
            },
          },
        })
        expectRefusal(
          await admin.post(`${base}/consignor-returns/${home.id}/reverse`),
          "NOT_CONSIGNMENT_WAREHOUSE"
        )
        await told.then.lot("L", { quantity_remaining: "0" })
      })

      it("retires a customer's warehouse, to which nothing sold comes back", async () => {
        const told = tellOfCustomers(world)
        await told.given.own("9", { at: "OWN" })
        await told.when.delivers("L", "5", "25.00")
        const path = `warehouses/${await told.id.warehouse("SHOP")}`
        const partner = `contractors/${await told.id.contractor("K")}`
        const sale = await told.when.sells("5")
        expectOpen(await remove(path), open("unsettled", "5"))
        await told.when.settles(outbound)
        expect((await remove(path)).status).toBe(200)
        const lines = [{ line_id: sale.lines[0]?.id, quantity: "1" }]
        expectRefusal(
          await admin.post(`${base}/reported-sales/${sale.id}/returns`, { lines }),
          "NOT_CONSIGNMENT_WAREHOUSE"
        )
        expectOpen(await remove(partner), open("uninvoiced", "5"))
      })

      it("makes no place dedicated while own stock is left there", async () => {
        const told = tellOfDocuments(world)
        await told.given.receipt("L", "4", "7.00")
        await told.given.own("3")
        const [location, { id: elsewhere }, { id: contractor_id }] = [
          await told.id.location("LOC"),
          await world.given.stockLocation(),
          await world.given.contractor(),
        ]
        const url = `${base}/warehouses`
        const path = `${url}/${await told.id.warehouse("LOC")}`
        const dedicated = { own_stock_location_id: elsewhere }
        const own = { items: [{ sku: "X", quantity: "3" }] }
        expectRefusal(await admin.post(path, dedicated), "DEDICATED_WAREHOUSE", own)
        const { settlement } = (
          await admin.post<{ settlement: Settlement }>(`${base}/settlements/preview`, {
            contractor_id: await told.id.contractor("A"),
          })
        ).data
        expect(settlement.lines).toEqual([])

        const levels = `/admin/inventory-items/${await told.id.item("X")}/location-levels`
        await admin.post(`${levels}/${location}`, { stocked_quantity: 4 })
        const changed = await admin.post<{ warehouse: Warehouse }>(path, dedicated)
        expect(changed).toMatchObject({ status: 200, data: { warehouse: dedicated } })
        await told.when.settles()

        const { id: filled } = await world.given.stockLocation()
        await world.given.level(await told.id.item("X"), filled, 2)
        for (const body of [
          { direction: "inbound", own_stock_location_id: elsewhere },
          { direction: "outbound", contractor_id },
        ]) {
          const made = await admin.post(url, { ...body, stock_location_id: filled })
          expectRefusal(made, "DEDICATED_WAREHOUSE", { items: [{ sku: "X", quantity: "2" }] })
        }
      })

      it("deletes an agreement that nothing was posted under, and no other", async () => {
        const told = tellOfDocuments(world)
        await told.given.receipt("L", "3", "7.00")
        const used = await told.given.agreement("A", "EUR")
        const unused = await told.given.agreement("A", "USD")
        const message = /Set valid_to to end it/
        expect(await remove(`agreements/${used}`)).toMatchObject({
          status: 400,
          data: { code: "INVALID_DATA", message: expect.stringMatching(message) as string },
        })
        await told.when.sendsHome("3")
        await told.when.settles({ currency: "EUR" })
        expectRefusal(await remove(`agreements/${used}`), "INVALID_DATA")
        expect(await remove(`agreements/${unused}`)).toEqual({
          status: 200,
          data: { id: unused, object: "agreement", deleted: true },
        })
        expectRefusal(await remove(`agreements/${unused}`), "NOT_FOUND")
        const end = { valid_to: new Date().toISOString() }
        expect((await admin.post(`${base}/agreements/${used}`, end)).status).toBe(200)
        const next = await world.given.agreement({
          contractor_id: await told.id.contractor("A"),
          valid_from: new Date(Date.now() + 60_000).toISOString(),
        })
        expect((await remove(`agreements/${next.id}`)).status).toBe(200)
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
        expect(refused.data.message).toMatch(/sells goods at a customer or hired goods: Noord\./)
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

    describe("other stores", () => {
      it("are asked over https at public addresses only", async () => {
        const { id: contractor_id } = await world.given.contractor()
        await world.given.agreement({ contractor_id })
        const { id: warehouse_id } = await world.given.warehouse({})
        const join = (url: string) =>
          admin.post(`${base}/peers/join`, {
            url,
            pairing_code: "any-code",
            warehouse_id,
            contractor_id,
          })
        for (const url of [
          "http://shop.example.com",
          "https://localhost:9000",
          "https://127.0.0.1",
          "https://127.1",
          "https://2130706433",
          "https://0x7f.0.0.1",
          "https://10.0.0.1",
          "https://169.254.169.254",
          "https://100.64.0.1",
          "https://[::1]",
          "https://[::ffff:127.0.0.1]",
          "https://[fd00::1]",
          "https://[fe80::1]",
        ]) {
          expectRefusal(await join(url), "PEER_UNREACHABLE")
        }
        const { peers } = (await admin.get<{ peers: object[] }>(`${base}/peers`)).data
        expect(peers).toEqual([])
      })

      it("are let in from such addresses only, and with all that a connection needs", async () => {
        const { id: contractor_id } = await world.given.contractor()
        await world.given.agreement({ contractor_id, direction: "outbound" })
        const { id: warehouse_id } = await world.given.warehouse({
          contractor_id,
          direction: "outbound",
        })
        const { pairing_code } = (
          await admin.post<{ pairing_code: string }>(`${base}/peers`, { warehouse_id })
        ).data
        const { publicKey } = await generateKeyPair("EdDSA", { crv: "Ed25519" })
        const { publicKey: other } = await generateKeyPair("EdDSA", { crv: "Ed25519" })
        const request = {
          pairing_code,
          url: "https://shop.example.com",
          name: "Shop",
          public_key: await exportJWK(publicKey),
          epoch: "epoch",
          purpose: "sale",
          currencies: ["EUR"],
        }
        const pair = (changes: object) =>
          world.anyone.post("/consignment-peer/v1/pair", { ...request, ...changes })
        const wrong: object[] = [
          { url: "http://shop.example.com" },
          { url: "https://127.0.0.1" },
          { url: "https://[::ffff:10.0.0.1]" },
          { url: "nonsense" },
          { url: null },
          { public_key: null },
          { public_key: { ...(await exportJWK(publicKey)), d: "secret" } },
          { epoch: 1 },
          { currencies: "EUR" },
          { purpose: "hire" },
        ]
        for (const changes of wrong) {
          expect(await pair(changes)).toMatchObject({
            status: 401,
            data: { type: "unauthorized", code: "UNAUTHORIZED", message: "Unauthorized" },
          })
        }
        expect(await pair({})).toMatchObject({
          status: 200,
          data: { epoch: expect.any(String) as string, purpose: "sale", currencies: ["EUR"] },
        })
        // The same store may ask again, another one may not.
        expect((await pair({})).status).toBe(200)
        expect((await pair({ public_key: await exportJWK(other) })).status).toBe(429)
      })
    })
  },
})
