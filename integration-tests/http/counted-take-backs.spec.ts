import type { CountedTakeBack } from "../../src/http-contract/outbound-documents"
import { atOwn, atShop, outbound, tellOfFilledShop, unbranched } from "../helpers/customer-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const filledUp = (setting?: Setting) => tellOfFilledShop(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("counts at the customer", () => {
      const url = `${base}/counted-take-backs`

      const bodyFor = async (
        { id }: Pick<Awaited<ReturnType<typeof filledUp>>, "id">,
        line: object,
        others: object = {}
      ) => ({
        warehouse_id: await id.warehouse("SHOP"),
        to_stock_location_id: await id.location("OWN"),
        lines: [{ inventory_item_id: await id.item("X"), ...line }],
        ...others,
      })

      it("propose what is missing as sold, and post it with what comes home", async () => {
        const told = await filledUp()
        const { when, then } = told
        const line = { counted_quantity: "17", quantity: "5" }
        const { to_stock_location_id: _, ...counted } = await bodyFor(told, line)
        expect(await admin.post(`${url}/plan`, counted)).toMatchObject({
          status: 200,
          data: {
            plan: {
              lines: [
                {
                  index: 0,
                  sku: "X",
                  expected_quantity: "20",
                  counted_quantity: "17",
                  missing_quantity: "3",
                  missing_as: "sold",
                  surplus_quantity: "0",
                  quantity: "5",
                  remaining_quantity: "12",
                },
              ],
            },
          },
        })
        await then.movements({ type: "reported_sale" })
        expectInvalid(await admin.post(url, counted), "to_stock_location_id")

        const body = await bodyFor(told, line, { idempotency_key: "k1", reference: "Visit" })
        const posted = await admin.post<{ counted_take_back: CountedTakeBack }>(url, body)
        expect(posted).toMatchObject({
          status: 201,
          data: {
            counted_take_back: {
              reported_sale: { reference: "Visit", lines: [{ quantity: "3" }] },
              stock_count: null,
              take_back: { reference: "Visit", lines: [{ quantity: "5" }] },
            },
          },
        })
        expect(await admin.post(url, body)).toMatchObject({ status: 200, data: posted.data })
        const other = { ...body, reference: "Another" }
        expectRefusal(await admin.post(url, other), "IDEMPOTENCY_MISMATCH")
        await then.level(["12", "0", "12"], atShop)
        await then.level(["85", "85", "0"], atOwn)
        const settlement = await when.settles(outbound)
        await then.lines(settlement, {
          issued: "3",
          net: "3",
          net_value: "75.00",
          ...unbranched("3", "75.00"),
        })
        await then.statement(settlement, {
          received: "20",
          consumed: "3",
          returned_to_consignor: "5",
          closing: "12",
        })
      })

      it("lose what is missing if we bear losses, and find it again", async () => {
        const told = await filledUp({ terms: { count_loss_liability: "consignor" } })
        const { when, then } = told
        const lost = await world.post(url, await bodyFor(told, { counted_quantity: "18" }))
        expect(lost).toMatchObject({
          counted_take_back: {
            reported_sale: null,
            stock_count: { lines: [{ counted_quantity: "18", quantity: "-2" }] },
            take_back: null,
          },
        })
        await then.level(["18", "0", "18"], atShop)
        await world.post(url, await bodyFor(told, { counted_quantity: "19", quantity: "19" }))
        await then.level(["0", "0", "0"], atShop)
        await then.level(["99", "99", "0"], atOwn)
        const settlement = await when.settles(outbound)
        await then.lines(settlement)
        await then.statement(settlement, {
          received: "20",
          counted: "-1",
          returned_to_consignor: "19",
          closing: "0",
        })
      })

      it("post nothing where nothing differs, and nothing half", async () => {
        const told = await filledUp()
        const { then } = told
        const same = await admin.post(url, await bodyFor(told, { counted_quantity: "20" }))
        expect(same).toMatchObject({
          status: 200,
          data: { counted_take_back: { reported_sale: null, stock_count: null, take_back: null } },
        })
        const toShop = { to_stock_location_id: await told.id.location("SHOP") }
        const line = { counted_quantity: "17", quantity: "17" }
        expectRefusal(
          await admin.post(url, await bodyFor(told, line, toShop)),
          "NOT_CONSIGNMENT_WAREHOUSE"
        )
        const more = { counted_quantity: "17", quantity: "18" }
        expectRefusal(await admin.post(url, await bodyFor(told, more)), "INSUFFICIENT_STOCK")
        await then.level(["20", "0", "20"], atShop)
        await then.movements({ type: "reported_sale" })
      })

      it("believe the count", async () => {
        const told = await filledUp()
        const { when, then } = told
        await world.post(url, await bodyFor(told, { counted_quantity: "18", missing_as: "lost" }))
        await then.lines(await when.settles(outbound), {
          counted_lost: "2",
          net: "2",
          net_value: "50.00",
          ...unbranched("2", "50.00"),
        })
      })
    })
  },
})
