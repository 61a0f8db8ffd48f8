import type { Document } from "../../src/http-contract/document"
import { outbound, tellOfCustomers, unbranched } from "../helpers/customer-verbs"
import { expectInvalid } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfCustomers(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    interface Product {
      own: string
      item: string
      variant: string
      region: string
      channel: string
    }

    /** The product VASE at 40.00 EUR, with stock at OWN, in the region NL. */
    const givenVase = async (
      { id }: Pick<ReturnType<typeof story>, "id">,
      quantity: number
    ): Promise<Product> => {
      const own = await id.location("OWN")
      const item = await id.item("VASE")
      const channel = await world.given.salesChannel()
      const { region } = await world.post<{ region: { id: string } }>("/admin/regions", {
        name: "NL",
        currency_code: "eur",
        countries: ["nl"],
      })
      await world.post(`/admin/stock-locations/${own}/sales-channels`, { add: [channel.id] })
      const { product } = await world.post<{ product: { variants: { id: string }[] } }>(
        "/admin/products",
        {
          title: "Vase",
          status: "published",
          sales_channels: [{ id: channel.id }],
          options: [{ title: "Size", values: ["L"] }],
          variants: [
            {
              title: "L",
              sku: "VASE",
              manage_inventory: true,
              inventory_items: [{ inventory_item_id: item, required_quantity: 1 }],
              options: { Size: "L" },
              prices: [{ currency_code: "eur", amount: 40 }],
            },
          ],
        }
      )
      await world.given.level(item, own, quantity)
      const variant = product.variants[0]?.id ?? ""
      return { own, item, variant, region: region.id, channel: channel.id }
    }

    describe("prices", () => {
      const priceOf = ({ lines }: Document) => lines[0]?.unit_price
      const vase = { item: "VASE" }

      /** K is a customer of the host in a group for which a vase costs 36.25. */
      const pricedForGroup = async (setting?: Setting) => {
        const told = story(setting)
        const product = await givenVase(told, 20)
        const customer = await world.given.customer()
        const { customer_group: group } = await world.post<{ customer_group: { id: string } }>(
          "/admin/customer-groups",
          { name: "Shops" }
        )
        await world.post(`/admin/customer-groups/${group.id}/customers`, { add: [customer.id] })
        const { price_list: list } = await world.post<{ price_list: { id: string } }>(
          "/admin/price-lists",
          {
            title: "Shops",
            description: "What shops pay",
            status: "active",
            type: "override",
            rules: { "customer.groups.id": [group.id] },
            prices: [{ variant_id: product.variant, currency_code: "eur", amount: 36.25 }],
          }
        )
        await world.post(`${base}/contractors/${await told.id.contractor("K")}`, {
          customer_id: customer.id,
        })
        const setPrice = async (amount: number) => {
          const url = `/admin/price-lists/${list.id}`
          const { price_list } = (
            await admin.get<{ price_list: { prices: { id: string }[] } }>(url, {
              fields: "id,*prices",
            })
          ).data
          await world.post(`${url}/prices/batch`, {
            update: [{ id: price_list.prices[0]?.id, variant_id: product.variant, amount }],
          })
        }
        /** Up to four vases at 36.25, from five on at the price given. */
        const stepsAt = async (amount: number) => {
          const url = `/admin/price-lists/${list.id}`
          const price = { variant_id: product.variant, currency_code: "eur" }
          const { price_list } = (
            await admin.get<{ price_list: { prices: { id: string }[] } }>(url, {
              fields: "id,*prices",
            })
          ).data
          await world.post(`${url}/prices/batch`, {
            delete: price_list.prices.map((one) => one.id),
            create: [
              { ...price, amount: 36.25, max_quantity: 4 },
              { ...price, amount, min_quantity: 5 },
            ],
          })
        }
        return { ...told, product, setPrice, stepsAt }
      }

      const setsPrice = async (
        { id }: Pick<ReturnType<typeof story>, "id">,
        unit_price: string | null,
        currency_code: string | null = null
      ) =>
        await world.post(`${base}/warehouses/${await id.warehouse("SHOP")}/items`, {
          items: [{ sku: "VASE", unit_price, currency_code }],
        })

      it("are those of the customer's groups, frozen at the delivery", async () => {
        const { when, then, setPrice } = await pricedForGroup()
        expect(priceOf(await when.delivers("L1", "2", null, vase))).toBe("36.25")
        await setPrice(30)
        expect(priceOf(await when.delivers("L2", "2", null, vase))).toBe("30")
        expect(priceOf(await when.delivers("L3", "2", "28.5", vase))).toBe("28.5")
        await when.sells({ VASE: "3" })
        await then.movements(
          { type: "reported_sale" },
          { lot: "L1", quantity: "-2", unit_cost: "36.25" },
          { lot: "L2", quantity: "-1", unit_cost: "30" }
        )
      })

      it("go down in steps by the quantity that is delivered", async () => {
        const { when, stepsAt } = await pricedForGroup()
        await stepsAt(30)
        expect(priceOf(await when.delivers("L1", "4", null, vase))).toBe("36.25")
        expect(priceOf(await when.delivers("L2", "5", null, vase))).toBe("30")
        const draft = await when.picks("6", null, vase)
        expect(priceOf(await when.postsPicked("L3", draft))).toBe("30")
      })

      it("are of the pick list's posting, if it names none", async () => {
        const { when, setPrice } = await pricedForGroup()
        const draft = await when.picks("2", null, vase)
        expect(draft.lines).toMatchObject([{ unit_price: null }])
        await setPrice(33)
        expect(priceOf(await when.postsPicked("L", draft))).toBe("33")
      })

      it("give way to what is agreed for the item at the warehouse", async () => {
        const told = await pricedForGroup()
        const { when } = told
        await setsPrice(told, "31", "PLN")
        expect(priceOf(await when.delivers("L1", "1", null, vase))).toBe("36.25")
        await setsPrice(told, "31", "EUR")
        expect(priceOf(await when.delivers("L2", "1", null, vase))).toBe("31")
        await setsPrice(told, null)
        expect(priceOf(await when.delivers("L3", "1", null, vase))).toBe("36.25")
      })

      it("are those of everybody for a contractor who is no customer of the host", async () => {
        const told = story()
        await givenVase(told, 5)
        expect(priceOf(await told.when.delivers("L", "1", null, vase))).toBe("40")
      })

      it("are those of the day of the sale, if the agreement says so", async () => {
        const told = await pricedForGroup({ terms: { price_basis: "price_list" } })
        const { when, then, setPrice } = told
        await when.delivers("L", "5", null, vase)
        await setPrice(38)
        const sale = await when.sells({ VASE: "1" }, { key: "k1" })
        await setPrice(39)
        expect((await when.sells({ VASE: "1" }, { key: "k1" })).id).toBe(sale.id)
        await when.sells({ VASE: "1" }, { unitPrice: "35" })
        await setsPrice(told, "37")
        await when.sells({ VASE: "1" })
        await then.movements(
          { type: "reported_sale" },
          { lot: "L", unit_cost: "38" },
          { lot: "L", unit_cost: "35" },
          { lot: "L", unit_cost: "37" }
        )
        await then.lines(await when.settles(outbound), {
          item: "VASE",
          issued: "3",
          net: "3",
          net_value: "110.00",
          ...unbranched("3", "110.00"),
        })
      })

      it("that follow the sale are for suppliers only", async () => {
        const { id } = story()
        const body = {
          contractor_id: await id.contractor("K"),
          direction: "outbound",
          currency_code: "EUR",
          price_basis: "commission",
          commission_percent: "10",
        }
        expectInvalid(await admin.post(`${base}/agreements`, body), "price_basis")
      })
    })

    describe("orders whose goods go on consignment", () => {
      it("give their lines and prices to the delivery", async () => {
        const told = story()
        const { given, id } = told
        const { own, variant, region, channel } = await givenVase(told, 10)
        const { draft_order: order } = await world.post<{ draft_order: { id: string } }>(
          "/admin/draft-orders",
          {
            email: "shop@example.com",
            region_id: region,
            sales_channel_id: channel,
            items: [{ variant_id: variant, quantity: 2, unit_price: 33.5 }],
          }
        )
        await given.sellsFor("K")
        const body = {
          warehouse_id: await id.warehouse("SHOP"),
          from_stock_location_id: own,
          order_id: order.id,
        }
        const { delivery } = await world.post<{ delivery: Document }>(`${base}/deliveries`, body)
        expect(delivery).toMatchObject({
          order_id: order.id,
          lines: [{ sku: "VASE", quantity: "2", unit_price: "33.5" }],
        })
        const listed = await admin.get<{ count: number }>(`${base}/deliveries`, {
          order_id: order.id,
        })
        expect(listed.data.count).toBe(1)
      })
    })
  },
})
