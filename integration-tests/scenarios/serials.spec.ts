import type { Document } from "../../src/http-contract/document"
import type { SerialNumber } from "../../src/http-contract/serial-number"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { catchUpWorkflow } from "../../src/workflows/reconciliation"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop, type Order } from "../helpers/shop"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)
    const { admin } = shop

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    /** A shop with four units of X in the lot L, whose serial numbers are known, and an order of some of them. */
    const ordered = async (quantity: number) => {
      const told = shop.story({ warehouses: { LOC: {} } })
      const { given, when, id, read } = told
      await given.mark("A", "X")
      await given.agreement("A", "EUR")
      const { goods_receipt } = accepted(
        "goods-receipts",
        await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [
            {
              inventory_item_id: await id.item("X"),
              quantity: "4",
              unit_cost: "5.00",
              serial_numbers: ["S1", "S2", "S3", "S4"],
            },
          ],
        })
      )
      id.nameLot("L", String(goods_receipt.lines[0]?.lot_id))
      const order = await when.orders({ X: quantity })
      const fulfil = async (serials: unknown, pieces = quantity) =>
        await admin.post(`/admin/orders/${order.id}/fulfillments`, {
          location_id: await id.location("LOC"),
          items: [{ id: order.lines[0]?.id, quantity: pieces }],
          metadata: { consignment_serial_numbers: serials },
        })
      const states = async () => {
        const units = accepted(
          "serial-numbers",
          await admin.get<{ serial_numbers: SerialNumber[] }>(`${base}/serial-numbers`, {
            inventory_item_id: await id.item("X"),
          })
        ).serial_numbers
        return Object.fromEntries(units.map((unit) => [unit.serial, unit.state]))
      }
      const issuesOf = ({ id: orderId }: Order) =>
        read.documents("goods-issues", { order_id: orderId, order: "posted_at" })
      const lineOf = (one: Order) => one.lines[0]?.id ?? ""
      return { ...told, order, fulfil, states, issuesOf, lineOf }
    }

    it("names the units of a fulfilment, which come back with its return", async () => {
      const { order, fulfil, states, issuesOf, lineOf, when, then } = await ordered(2)
      accepted("fulfil", await fulfil({ [lineOf(order)]: ["S3", "S1"] }))
      const [issue] = await issuesOf(order)
      expect(issue?.lines).toMatchObject([{ serial_numbers: ["S3", "S1"] }])
      expect(await states()).toEqual({ S1: "sold", S2: "in_lot", S3: "sold", S4: "in_lot" })
      await when.takesBack(order, { X: 2 })
      expect(await states()).toEqual({ S1: "in_lot", S2: "in_lot", S3: "in_lot", S4: "in_lot" })
      await then.lots({ L: "4" })
    })

    it("finds the units that a return names in its metadata", async () => {
      const { order, fulfil, states, lineOf, when } = await ordered(2)
      accepted("fulfil", await fulfil({ [lineOf(order)]: ["S3", "S1"] }))
      const orderReturn = await when.requestsReturn(order, { X: 1 }, { serials: ["S1"] })
      await when.receives(orderReturn, { good: { X: 1 } })
      expect(await states()).toEqual({ S1: "in_lot", S2: "in_lot", S3: "sold", S4: "in_lot" })
    })

    it("refuses units that are not there, another number of them, and what names none", async () => {
      const { order, fulfil, states, issuesOf, lineOf, then } = await ordered(2)
      const refusal = { status: 400, data: { code: "INSUFFICIENT_STOCK" } }
      const invalid = { status: 400, data: { code: "INVALID_DATA" } }
      expect(await fulfil({ [lineOf(order)]: ["S1", "S9"] })).toMatchObject(refusal)
      for (const serials of [
        { [lineOf(order)]: ["S1"] },
        { ordli_unknown: ["S1"] },
        { [lineOf(order)]: "S1" },
        ["S1"],
      ]) {
        expect(await fulfil(serials)).toMatchObject(invalid)
      }
      expect(await issuesOf(order)).toEqual([])
      expect(Object.values(await states())).toEqual(["in_lot", "in_lot", "in_lot", "in_lot"])
      await then.reserved(2)
      accepted("fulfil", await fulfil({ [lineOf(order)]: [] }))
    })

    it.each([
      { named: ["S3", "S1"], states: { S1: "sold", S2: "in_lot", S3: "sold", S4: "in_lot" } },
      {
        named: ["S3", "S9"],
        states: { S1: "possible", S2: "possible", S3: "possible", S4: "possible" },
      },
    ])(
      "names units of a fulfilment that is caught up with, if they were there: $named",
      async (unit) => {
        const { order, fulfil, states, issuesOf, lineOf } = await ordered(2)
        const ledger = shop.container().resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        const away = jest.spyOn(ledger, "postFulfillment").mockResolvedValue(null as never)
        await fulfil({ [lineOf(order)]: unit.named }).finally(() => away.mockRestore())
        expect(await issuesOf(order)).toEqual([])
        await catchUpWorkflow(shop.container()).run({ input: { grace_seconds: 0 } })
        expect(await issuesOf(order)).toHaveLength(1)
        expect(await states()).toEqual(unit.states)
      }
    )

    it("puts the units of a cancelled fulfilment back", async () => {
      const { order, fulfil, states, issuesOf, lineOf, when } = await ordered(3)
      accepted("fulfil", await fulfil({ [lineOf(order)]: ["S4"] }, 1))
      const named = (await issuesOf(order))[0]
      const unnamed = await when.fulfils(order, { only: { X: 2 } })
      expect(await states()).toEqual({
        S1: "possible",
        S2: "possible",
        S3: "possible",
        S4: "sold",
      })
      await when.cancelsFulfillment(unnamed)
      await when.cancelsFulfillment({
        id: String(named?.fulfillment_id),
        order,
        at: "LOC",
      })
      expect(await states()).toEqual({ S1: "in_lot", S2: "in_lot", S3: "in_lot", S4: "in_lot" })
    })

    it("is told afterwards which units left", async () => {
      const { order, states, issuesOf, when } = await ordered(3)
      await when.fulfils(order)
      const [issue] = await issuesOf(order)
      const named = await admin.post(`${base}/goods-issues/${issue?.id}/serial-numbers`, {
        lines: [{ line_id: issue?.lines[0]?.id, serial_numbers: ["S1", "S2", "S4"] }],
      })
      expect(named.status).toBe(200)
      expect(await states()).toEqual({ S1: "sold", S2: "sold", S3: "in_lot", S4: "sold" })
      await when.takesBack(order, { X: 3 })
      expect(Object.values(await states())).toEqual(["in_lot", "in_lot", "in_lot", "in_lot"])
    })
  },
})
