import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { catchUpWorkflow } from "../../src/workflows/reconciliation"
import {
  atOwn,
  atShop,
  outbound,
  sales,
  selfBilled,
  tellOfCustomers,
  tellOfFilledShop,
  unbranched,
} from "../helpers/customer-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"
const text = expect.any(String) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfCustomers(world, setting)
    const filledUp = (setting?: Setting) => tellOfFilledShop(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("sales invoices", () => {
      interface Order {
        id: string
        customer_id: string
        currency_code: string
        payment_status: string
        subtotal: number
        tax_total: number
        total: number
        items: {
          id: string
          variant_sku: string
          variant_id: string | null
          quantity: number
          unit_price: number
          detail: { fulfilled_quantity: number }
        }[]
      }

      /** K is a customer of the host in the Netherlands, where 21 % are added. */
      const soldSeven = async (billing: typeof sales | typeof selfBilled = sales) => {
        const told = await filledUp()
        await world.post("/admin/regions", { name: "NL", currency_code: "eur", countries: ["nl"] })
        await world.post("/admin/tax-regions", {
          country_code: "nl",
          provider_id: "tp_system",
          default_tax_rate: { name: "BTW", code: "btw", rate: 21 },
        })
        const customer = await world.given.customer()
        await world.post(`/admin/customers/${customer.id}/addresses`, {
          first_name: "Kees",
          last_name: "Kok",
          address_1: "Kade 1",
          postal_code: "3511 AB",
          city: "Utrecht",
          country_code: "nl",
          is_default_shipping: true,
        })
        const contractor = await told.id.contractor("K")
        await world.post(`${base}/contractors/${contractor}`, { customer_id: customer.id })
        await told.when.sells("7")
        const settlement = await told.when.settles(outbound)
        return {
          ...told,
          customer,
          settlement,
          draft: await told.when.drafts([settlement], billing),
        }
      }

      const countOrders = async () =>
        (await admin.get<{ count: number }>("/admin/orders")).data.count

      it("makes an order that is taxed and waits for its payment, and moves nothing", async () => {
        const { when, then, customer, draft } = await soldSeven()
        expect(draft.order_id).toBeNull()
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({ amount: "175.00", order_id: text })
        const url = `/admin/orders/${invoice.order_id}`
        const fields =
          "id,currency_code,customer_id,payment_status,subtotal,tax_total,total,*items,*items.detail"
        const { order } = await world.get<{ order: Order }>(url, { fields })
        expect(order).toMatchObject({
          customer_id: customer.id,
          currency_code: "eur",
          payment_status: "not_paid",
          subtotal: 175,
          tax_total: 36.75,
          total: 211.75,
          items: [
            {
              variant_sku: "X",
              variant_id: null,
              quantity: 7,
              unit_price: 25,
              detail: { fulfilled_quantity: 7 },
            },
          ],
        })
        const levels = async () => {
          await then.level(["80", "80", "0"], atOwn)
          await then.level(["13", "0", "13"], atShop)
          const reservations = await admin.get<{ count: number }>("/admin/reservations")
          expect(reservations.data.count).toBe(0)
        }
        await levels()
        const again = { items: [{ id: order.items[0]?.id, quantity: 1 }] }
        expect((await admin.post(`${url}/fulfillments`, again)).status).not.toBe(200)
        await levels()
        const credit = await when.credits(invoice, { 0: "2" })
        expect(credit).toMatchObject({ amount: "50.00", order_id: invoice.order_id })
      })

      it("keeps its order from being canceled in Medusa; a credit note takes it back", async () => {
        const { when, draft } = await soldSeven()
        const invoice = await when.posts(draft)
        const url = `/admin/orders/${invoice.order_id}`
        const refused = await admin.post(`${url}/cancel`)
        expect(refused).toMatchObject({
          status: 400,
          data: {
            code: "DOCUMENT_POSTED",
            message: expect.stringMatching(
              new RegExp(`${invoice.number} .* credit note`)
            ) as string,
          },
        })
        const { order } = await world.get<{
          order: { status: string; canceled_at: string | null }
        }>(url, {
          fields: "status,canceled_at",
        })
        expect(order).toMatchObject({ status: "pending", canceled_at: null })
        expect(await when.credits(invoice, { 0: "7" })).toMatchObject({ amount: "175.00" })
      })

      it("makes one order however often it is asked, and none where it refuses", async () => {
        const { when, then, draft } = await soldSeven()
        await when.edits(draft, 0, { quantity: "21" })
        await then.refuses(() => when.posts(draft), "EXCEEDS_RECEIVED", { excess: "1" })
        expect(await countOrders()).toBe(0)
        await when.edits(draft, 0, { quantity: "7" })
        const posted = await Promise.all(["k", "k", "k"].map((key) => when.posts(draft, key)))
        expect(new Set(posted.map((invoice) => invoice.order_id)).size).toBe(1)
        await then.refuses(() => when.posts(draft), "DOCUMENT_POSTED")
        expect(await countOrders()).toBe(1)
      })

      it("takes an order away that a crash has left without its invoice", async () => {
        const { when, draft } = await soldSeven()
        const container = world.container()
        const ledger = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        const crash = jest
          .spyOn(ledger, "postInvoice")
          .mockImplementation(() => ledger.retrieveInvoice(draft.id))
        await when.posts(draft)
        crash.mockRestore()
        const { orders } = accepted(
          "orders",
          await admin.get<{ orders: { id: string }[] }>("/admin/orders")
        )
        const left = [{ kind: "orphaned_sale", id: orders[0]?.id }]
        const { order_id: orderId } = await when.posts(draft)
        expect(await countOrders()).toBe(2)

        const caughtUp = await catchUpWorkflow(container).run({ input: {} })
        expect(caughtUp.result.caught_up).toEqual([])
        await container
          .resolve(ContainerRegistrationKeys.PG_CONNECTION)
          .raw(`update "order" set created_at = created_at - interval '1 hour'`)
        const url = `${base}/reconciliation`
        const unposted = async () => (await world.get<{ unposted: object[] }>(url)).unposted
        expect(await unposted()).toMatchObject(left)
        const { result } = await catchUpWorkflow(container).run({ input: {} })
        expect(result.caught_up).toMatchObject(left)
        expect(await unposted()).toEqual([])
        expect(await countOrders()).toBe(1)
        expect((await admin.get(`/admin/orders/${orderId}`)).status).toBe(200)
      })

      it("is a paper of its own for a contractor who is no customer of the host", async () => {
        const { when } = await filledUp()
        await when.sells("7")
        const invoice = await when.invoices([await when.settles(outbound)], sales)
        expect(invoice).toMatchObject({ status: "posted", order_id: null })
        expect(await countOrders()).toBe(0)
      })

      it("is the customer's paper where he bills himself: with his number, and no order", async () => {
        const { when, then, draft, settlement } = await soldSeven(selfBilled)
        then.invoiceLines(draft, "7 @25")
        const unnumbered = { path: "number" }
        await then.refuses(() => when.posts(draft), "INVALID_DATA", unnumbered)
        const paper = { number: "ZB 2026-1", issued_at: "2026-01-31T10:00:00.000Z" }
        await world.post(`${base}/invoices/${draft.id}`, paper)
        await when.edits(draft, 0, { unit_price: "24.50" })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({
          ...paper,
          kind: "self_billed",
          direction: "outbound",
          amount: "171.50",
          variance_amount: "-3.50",
          order_id: null,
        })
        expect(await countOrders()).toBe(0)
        await then.balance("0", outbound)
        await then.level(["13", "0", "13"], atShop)

        const again = { ...selfBilled, number: paper.number }
        await then.refuses(() => when.drafts([settlement], again), "INVALID_DATA", unnumbered)
        await then.refuses(() => when.credits(invoice, { 0: "2" }), "INVALID_DATA", unnumbered)
        const credit = await when.credits(invoice, { 0: "2" }, { number: "ZB 2026-2" })
        expect(credit).toMatchObject({
          kind: "credit_note",
          number: "ZB 2026-2",
          amount: "49.00",
          order_id: null,
        })
        await then.balance("2", outbound)
      })

      it("carries what a customer has billed too much until it is sold", async () => {
        const { when, then, draft } = await soldSeven(selfBilled)
        await when.edits(draft, 0, { quantity: "9" })
        await world.post(`${base}/invoices/${draft.id}`, { number: "ZB 2026-1" })
        await then.allocated(await when.posts(draft), "L 7 @25", "L 2 @25 prepaid")
        await then.balance("-2", outbound)
        await when.sells("3")
        const next = await when.settles(outbound)
        await then.lines(next, {
          opening: "-2",
          issued: "3",
          net: "3",
          net_value: "75.00",
          to_invoice: "1",
          amount: "25.00",
          ...unbranched("3", "75.00"),
        })
        then.invoiceLines(await when.drafts([next], selfBilled), "1 @25")
      })

      it("has numbers of its own where contractor and customer are the same", async () => {
        const { given, when } = story({
          warehouses: { LOC: {}, SHOP: { direction: "outbound", contractor: "A" } },
        })
        await given.receipt("L", "4", "5.00")
        await given.own("6")
        await when.delivers("S", "6", "9.00", { from: "LOC", contractor: "A" })
        await when.issues("1")
        await when.sells("2")
        const inbound = await when.settles()
        const sold = await when.settles({ direction: "outbound" })
        const paper = { kind: "self_billed", number: "SB-A-000001" } as const
        expect(await when.invoices([sold], paper)).toMatchObject({ amount: "18.00" })
        expect(await when.invoices([inbound], { kind: "self_billed" })).toMatchObject({
          number: "SB-A-000001",
          amount: "5.00",
        })
      })
    })
  },
})
