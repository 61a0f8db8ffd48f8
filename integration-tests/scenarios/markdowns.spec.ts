import { Modules } from "@medusajs/framework/utils"
import type { Agreement } from "../../src/http-contract/agreement"
import type { Markdown, PlannedMarkdown } from "../../src/http-contract/markdown"
import { markDownWorkflow } from "../../src/workflows"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop } from "../helpers/shop"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"
const url = `${base}/markdowns`
const DAY = 24 * 60 * 60 * 1000

const daysAgo = (days: number): string =>
  new Date(Date.now() - days * DAY).toISOString().slice(0, "YYYY-MM-DD".length)

const steps = [
  { after_days: 30, percent: "20" },
  { after_days: 60, percent: "50" },
]

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)
    const { admin } = shop

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    const terms = { price_basis: "commission" as const, commission_percent: "40" }

    /** X for 100.00 on commission, received from A so many days ago. */
    const received = async (days: number) => {
      const story = shop.story({ terms })
      story.given.product("X", { X: 1 }, { price: 100 })
      await story.given.receipt("L", "10", "50.00", { dated: daysAgo(days) })
      await story.id.variant("X")
      const { agreements } = accepted(
        "agreements",
        await admin.get<{ agreements: Agreement[] }>(`${base}/agreements`, {
          contractor_id: await story.id.contractor("A"),
        })
      )
      return { ...story, agreementId: agreements[0]?.id ?? "" }
    }

    const create = async (body: object): Promise<Markdown> =>
      accepted(url, await admin.post<{ markdown: Markdown }>(url, body)).markdown
    const change = async ({ id }: Markdown, body: object): Promise<Markdown> =>
      accepted(url, await admin.post<{ markdown: Markdown }>(`${url}/${id}`, body)).markdown
    const planOf = async ({ id }: Markdown): Promise<PlannedMarkdown[]> =>
      accepted(url, await admin.get<{ planned: PlannedMarkdown[] }>(`${url}/${id}/plan`)).planned

    /** A customer's price of one X now. */
    const asked = async ({ when }: Awaited<ReturnType<typeof received>>): Promise<number> => {
      const { id } = await when.orders(1)
      const { order } = accepted(
        "orders",
        await admin.get<{ order: { items: { unit_price: number }[] } }>(`/admin/orders/${id}`, {
          fields: "id,items.unit_price",
        })
      )
      return order.items[0]?.unit_price ?? 0
    }

    it("marks down what has been here long enough, and the commission follows", async () => {
      const { agreementId, when, then, read, id } = await received(45)
      const markdown = await create({
        agreement_id: agreementId,
        steps,
        take_back_after_days: 90,
      })
      expect(markdown).toMatchObject({
        contractor_id: await id.contractor("A"),
        currency_code: "EUR",
        inventory_item_id: null,
        status: "active",
        price_list_id: expect.stringMatching(/^plist_/) as string,
        today: { items: 1, marked_down_items: 1, take_back_quantity: "0" },
      })
      expect(await planOf(markdown)).toEqual([
        {
          inventory_item_id: await id.item("X"),
          sku: "X",
          quantity: "10",
          days_in_stock: 45,
          percent: "20",
          next: { percent: "50", in_days: 15 },
          take_back_quantity: "0",
          is_held_back: false,
          prices: [{ variant_id: await id.variant("X"), price: "100", marked_down_price: "80" }],
        },
      ])
      const order = await when.orders(1)
      await when.fulfils(order)
      // 80.00 less the store's 40 percent.
      expect((await read.orderOwnership(order))[0]?.allocations).toMatchObject([
        { quantity: "1", unit_cost: "48" },
      ])
      await then.lines(await when.settles(), { issued: "1", net: "1", net_value: "48.00" })
    })

    it("is previewed without any price changed", async () => {
      const story = await received(70)
      const { agreementId } = story
      const { planned, count } = accepted(
        url,
        await admin.post<{ planned: PlannedMarkdown[]; count: number }>(`${url}/preview`, {
          agreement_id: agreementId,
          steps,
          take_back_after_days: 65,
        })
      )
      expect(count).toBe(1)
      expect(planned).toMatchObject([
        { percent: "50", take_back_quantity: "10", prices: [{ marked_down_price: "50" }] },
      ])
      expect(
        (await admin.get<{ count: number }>(url, { agreement_id: agreementId })).data.count
      ).toBe(0)
      expect(await asked(story)).toBe(100)
    })

    it("is stopped at once, resumed, and gone when it is deleted", async () => {
      const story = await received(45)
      const { agreementId } = story
      const markdown = await create({ agreement_id: agreementId, steps })
      const stopped = await change(markdown, { status: "stopped" })
      expect(stopped).toMatchObject({
        status: "stopped",
        price_list_id: null,
        today: { marked_down_items: 0 },
      })
      expect(await asked(story)).toBe(100)
      const resumed = await change(markdown, { status: "active" })
      expect(await asked(story)).toBe(80)
      accepted(url, await admin.delete(`${url}/${markdown.id}`))
      expect(await asked(story)).toBe(100)
      const pricing = shop.container().resolve(Modules.PRICING)
      expect(await pricing.listPriceLists({ id: [String(resumed.price_list_id)] })).toEqual([])
      expectRefusal(await admin.get(`${url}/${markdown.id}`), "NOT_FOUND")
    })

    it("of an item goes before that of the agreement", async () => {
      const story = await received(45)
      const { agreementId } = story
      await create({ agreement_id: agreementId, steps })
      await create({
        agreement_id: agreementId,
        sku: "X",
        steps: [{ after_days: 40, percent: "25" }],
      })
      expect(await asked(story)).toBe(75)
    })

    it("waits until all consigned units of an item have been here as long", async () => {
      const story = await received(45)
      const { agreementId, given } = story
      const markdown = await create({ agreement_id: agreementId, steps })
      await given.receipt("B:M", "1", "50.00", { dated: daysAgo(50) })
      await markDownWorkflow(shop.container()).run({ input: {} })
      expect(await asked(story)).toBe(100)
      expect(await planOf(markdown)).toMatchObject([{ percent: "0", is_held_back: true }])
    })

    it("makes prices again what they should be, whatever happened to the list", async () => {
      const story = await received(45)
      const { agreementId } = story
      const markdown = await create({ agreement_id: agreementId, steps })
      const pricing = shop.container().resolve(Modules.PRICING)
      const [price] = await pricing.listPrices({
        price_list_id: markdown.price_list_id,
      } as never)
      await pricing.removePrices([price?.id ?? ""])
      expect(await asked(story)).toBe(100)
      await markDownWorkflow(shop.container()).run({ input: {} })
      expect(await asked(story)).toBe(80)
      await pricing.deletePriceLists([String(markdown.price_list_id)])
      await markDownWorkflow(shop.container()).run({ input: {} })
      expect(await asked(story)).toBe(80)
    })

    it("is refused out of order, twice for the same goods, and of unknown agreements", async () => {
      const { agreementId } = await received(10)
      const body = { agreement_id: agreementId, steps }
      const posted = (others: object) => admin.post(url, { ...body, ...others })
      expectInvalid(await posted({ steps: [...steps].reverse() }), "steps.1.after_days")
      expectInvalid(await posted({ steps: [] }), "steps")
      expectInvalid(await posted({ steps: [{ after_days: 1, percent: "100" }] }), "steps.0.percent")
      expectInvalid(await posted({ take_back_after_days: 60 }), "take_back_after_days")
      expectInvalid(await posted({ agreement_id: "conagr_none" }), "agreement_id")
      expectRefusal(await posted({ sku: "NOTHING" }), "UNKNOWN_ITEM")
      const markdown = await create(body)
      expectInvalid(await posted({}), "agreement_id")
      expectInvalid(
        await admin.post(`${url}/${markdown.id}`, { take_back_after_days: 30 }),
        "take_back_after_days"
      )
    })
  },
})
