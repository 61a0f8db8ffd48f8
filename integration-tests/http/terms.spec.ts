import type { Document } from "../../src/http-contract/document"
import type { Delivery } from "../../src/http-contract/outbound-documents"
import type { CreateWarehouseBody, Warehouse } from "../../src/http-contract/warehouse"
import { beginPosting } from "../../src/modules/consignment/database/begin-posting"
import { newId } from "../../src/modules/consignment/database/new-id"
import { insertRows, sqlOf } from "../../src/modules/consignment/database/sql"
import { insertLines } from "../../src/modules/consignment/ledger/posting/document-head"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import type { PostGoodsReceiptLine } from "../../src/modules/consignment/ledger/documents/post-goods-receipt"
import { postGoodsReceipt } from "../../src/modules/consignment/ledger/documents/post-goods-receipt"
import { hostLevels } from "../../src/workflows/host/inventory/levels"
import type { Answer } from "../helpers/client"
import { tellOfCustomers } from "../helpers/customer-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { emptyLine } from "../../src/modules/consignment/database/tables"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("A warehouse of hired goods", () => {
      const hired = { warehouses: { LOC: { purpose: "hire" } as const, SHOP2: {} } }

      it("tells its purpose and whether units are checked on arrival", async () => {
        const usual = await world.given.warehouse()
        expect(usual).toMatchObject({ purpose: "sale", check_on_arrival: false })
        const made = await world.given.warehouse({ purpose: "hire", check_on_arrival: true })
        expect(made).toMatchObject({ purpose: "hire", check_on_arrival: true })
        const listed = await admin.get<{ warehouses: Warehouse[] }>(`${base}/warehouses`, {
          purpose: "hire",
        })
        expect(listed.data.warehouses.map(({ id }) => id)).toContain(made.id)
        expect(listed.data.warehouses.map(({ id }) => id)).not.toContain(usual.id)
        const changed = await admin.post<{ warehouse: Warehouse }>(
          `${base}/warehouses/${made.id}`,
          { purpose: "sale", check_on_arrival: false }
        )
        expect(changed.data.warehouse).toMatchObject({ purpose: "sale", check_on_arrival: false })
      })

      it("keeps its purpose while hired goods are in it", async () => {
        const { given, id } = world.story(hired)
        await given.receipt("L", "5", "10.00")
        const url = `${base}/warehouses/${await id.warehouse("LOC")}`
        expectRefusal(await admin.post(url, { purpose: "sale" }), "CONSIGNED_STOCK_PRESENT")
        expect((await admin.post(url, { name: "Depot" })).status).toBe(200)
      })

      it("is no source of goods issues, own use, purchases or transfers", async () => {
        const { given, then, id, bodyOf } = tellOfCustomers(world, hired)
        await given.receipt("L", "5", "10.00")
        const issue = {
          stock_location_id: await id.location("LOC"),
          lines: [{ inventory_item_id: await id.item("X"), quantity: "1" }],
        }
        for (const [path, body] of [
          ["goods-issues", issue],
          ["goods-issues/plan", issue],
          ["internal-issues", issue],
          ["ownership-transfers", await bodyOf.ownershipTransfer("1")],
          ["warehouse-transfers", await bodyOf.warehouseTransfer("1", "SHOP2")],
        ] as const) {
          expectRefusal(await admin.post(`${base}/${path}`, body), "NOT_CONSIGNMENT_WAREHOUSE")
        }
        await then.level(["5", "0", "5"])
      })

      it("is in no sales channel", async () => {
        const location = await world.given.stockLocation()
        const channel = await world.given.salesChannel()
        const url = `/admin/stock-locations/${location.id}`
        const channels = async () =>
          (
            await admin.get<{ stock_location: { sales_channels: { id: string }[] } }>(url, {
              fields: "id,sales_channels.id",
            })
          ).data.stock_location.sales_channels.map((one) => one.id)
        const offer = () => admin.post(`${url}/sales-channels`, { add: [channel.id] })
        expect((await offer()).status).toBe(200)
        expect(await channels()).toEqual([channel.id])
        await world.given.warehouse({ stock_location_id: location.id, purpose: "hire" })
        expect(await channels()).toEqual([])
        expect(await offer()).toMatchObject({
          status: 400,
          data: { code: "NOT_CONSIGNMENT_WAREHOUSE" },
        })
      })
    })

    describe("A delivery line", () => {
      /** The customer K sells in SHOP and hires in DEPOT. */
      const places = {
        SHOP: { direction: "outbound", contractor: "K" },
        DEPOT: { direction: "outbound", contractor: "K", purpose: "hire" },
      } as const
      const setting = {
        warehouses: places,
        terms: { allow_hire: true, time_zone: "Europe/Warsaw" },
      }
      const stocked = async () => {
        const told = tellOfCustomers(world, setting)
        await told.given.own("100", { at: "OWN" })
        await told.given.sellsFor("K")
        return told
      }
      type Told = Awaited<ReturnType<typeof stocked>>

      const deliver = async (told: Told, at: string, ...lines: object[]) => {
        const body = await told.bodyOf.delivery("1", null, { at })
        const inventory_item_id = await told.id.item("X")
        return await admin.post<{ delivery: Document }>(`${base}/deliveries`, {
          ...body,
          lines: lines.map((line) => ({ inventory_item_id, unit_price: "1.50", ...line })),
        })
      }

      const salesOf = async (told: Told) =>
        (
          await admin.get<{ reported_sales: Document[] }>(`${base}/reported-sales`, {
            contractor_id: await told.id.contractor("K"),
          })
        ).data.reported_sales

      it("is consigned or hired as the warehouse says, and tells what is outstanding", async () => {
        const told = await stocked()
        const consigned = await deliver(told, "SHOP", { quantity: "2", batch: "B1" })
        expect(consigned.data.delivery.lines[0]).toMatchObject({
          terms: "consign",
          hire_until: null,
          ended_quantity: "0",
          outstanding_quantity: "2",
          batch: "B1",
        })
        const hired = await deliver(told, "DEPOT", {
          quantity: "3",
          terms: "hire",
          hire_until: "2099-01-31",
          expires_at: "2099-06-01",
        })
        expect(hired.status).toBe(201)
        // The last millisecond of the day in Warsaw.
        const line = {
          terms: "hire",
          hire_until: "2099-01-31T22:59:59.999Z",
          expires_at: "2099-05-31T22:00:00.000Z",
          ended_quantity: "0",
          outstanding_quantity: "3",
        }
        expect(hired.data.delivery.lines[0]).toMatchObject(line)
        await told.when.takesBack("1", { at: "DEPOT" })
        const url = `${base}/deliveries/${hired.data.delivery.id}`
        const read = await admin.get<{ delivery: Document }>(url)
        expect(read.data.delivery.lines[0]).toMatchObject({
          ...line,
          outstanding_quantity: "2",
          ended_quantity: "1",
        })
      })

      it("needs a warehouse and an agreement for its terms", async () => {
        const told = await stocked()
        const refused = (answer: Answer<unknown>, path: string) =>
          expectInvalid(answer, `lines.0.${path}`)
        refused(await deliver(told, "SHOP", { quantity: "1", terms: "hire" }), "terms")
        refused(await deliver(told, "DEPOT", { quantity: "1", terms: "consign" }), "terms")
        const until = { quantity: "1", hire_until: "2099-01-31" }
        refused(await deliver(told, "SHOP", until), "hire_until")
        refused(
          await deliver(told, "DEPOT", { quantity: "1", hire_until: "2020-01-31" }),
          "hire_until"
        )
        const [terms] = (
          await admin.get<{ agreements: { id: string }[] }>(`${base}/agreements`, {
            contractor_id: await told.id.contractor("K"),
          })
        ).data.agreements
        await admin.post(`${base}/agreements/${terms?.id}`, { allow_hire: false })
        refused(await deliver(told, "DEPOT", { quantity: "1" }), "terms")
      })

      it("keeps its terms as a pick list", async () => {
        const told = await stocked()
        const body = await told.bodyOf.delivery("1", "1.50", { at: "DEPOT" })
        const lines = [{ ...body.lines[0], hire_until: "2099-01-31", batch: "B7" }]
        const draft = await admin.post<{ delivery: Delivery }>(`${base}/deliveries`, {
          ...body,
          lines,
          status: "draft",
        })
        expect(draft.data.delivery.lines[0]).toMatchObject({ terms: "hire", batch: "B7" })
        const posted = await admin.post<{ delivery: Document }>(
          `${base}/deliveries/${draft.data.delivery.id}/post`,
          {}
        )
        expect(posted.data.delivery.lines[0]).toMatchObject({
          terms: "hire",
          batch: "B7",
          hire_until: "2099-01-31T22:59:59.999Z",
        })
      })

      it("with the terms sale is sold at once, and never comes back", async () => {
        const told = await stocked()
        const { delivery } = (
          await deliver(
            told,
            "SHOP",
            { quantity: "10", terms: "sale" },
            { quantity: "4", unit_price: "2.00" }
          )
        ).data
        expect(delivery.lines).toMatchObject([
          { terms: "sale", outstanding_quantity: "0" },
          { terms: "consign", outstanding_quantity: "4" },
        ])
        await told.then.level(["86", "86", "0"], { at: "OWN" })
        await told.then.level(["4", "0", "4"], { at: "SHOP" })
        const [sale, ...others] = await salesOf(told)
        expect(others).toEqual([])
        expect(sale).toMatchObject({
          status: "posted",
          effective_at: delivery.effective_at,
          lines: [{ quantity: "10", unit_price: "1.5", lot_id: delivery.lines[0]?.lot_id }],
        })
        const { id = "", lines } = sale ?? {}
        const line_id = lines?.[0]?.id
        expectRefusal(
          await admin.post(`${base}/reported-sales/${id}/returns`, {
            lines: [{ line_id, quantity: "1" }],
          }),
          "SOLD_AT_DELIVERY",
          { line_ids: [line_id] }
        )
        expectRefusal(
          await admin.post(`${base}/reported-sales/${id}/reverse`, {}),
          "SOLD_AT_DELIVERY"
        )
        const home = await told.bodyOf.takeBack("5", { at: "SHOP" })
        expectRefusal(await admin.post(`${base}/take-backs`, home), "INSUFFICIENT_STOCK")
      })

      it("with the terms sale is unsold when its delivery is reversed", async () => {
        const told = await stocked()
        const { delivery } = (await deliver(told, "SHOP", { quantity: "10", terms: "sale" })).data
        const url = `${base}/deliveries/${delivery.id}/reverse`
        const reversed = await admin.post<{ delivery: Document }>(url, {})
        expect(reversed).toMatchObject({ status: 201, data: { delivery: { status: "reversed" } } })
        expect((await salesOf(told))[0]?.status).toBe("reversed")
        await told.then.level(["100", "100", "0"], { at: "OWN" })
        await told.then.level(["0", "0", "0"], { at: "SHOP" })
      })

      it("with the terms sale stays sold once a settlement has closed", async () => {
        const told = await stocked()
        const { delivery } = (await deliver(told, "SHOP", { quantity: "10", terms: "sale" })).data
        await told.when.settles({ contractor: "K", direction: "outbound" })
        const url = `${base}/deliveries/${delivery.id}/reverse`
        expectRefusal(await admin.post(url, {}), "PERIOD_CLOSED")
      })
    })

    describe("The hire of delivered units", () => {
      const setting = {
        warehouses: { DEPOT: { direction: "outbound", contractor: "K", purpose: "hire" } },
        terms: { allow_hire: true },
      } as const

      const hireOut = async () => {
        const told = tellOfCustomers(world, setting)
        await told.given.own("10", { at: "OWN" })
        await told.given.sellsFor("K")
        const delivery = await told.when.delivers("L", "10", "1.00", { at: "DEPOT" })
        const url = `${base}/deliveries/${delivery.id}`
        const lineOf = (answer: Answer<{ delivery: Document }>) => {
          const [line] = answer.data.delivery.lines
          return [line?.hire_until, line?.ended_quantity, line?.outstanding_quantity]
        }
        return {
          ...told,
          lineId: delivery.lines[0]?.id,
          end: (body: object) => admin.post<{ delivery: Document }>(`${url}/end-hire`, body),
          extend: (body: object) => admin.post<{ delivery: Document }>(`${url}/extend-hire`, body),
          read: () => admin.get<{ delivery: Document }>(url),
          lineOf,
        }
      }

      it("ends for part of a line or all of it, while the units stay at the customer", async () => {
        const { end, read, lineId, lineOf, when, then } = await hireOut()
        const part = await end({ lines: [{ line_id: lineId, quantity: "3" }] })
        expect(lineOf(part)).toEqual([null, "3", "10"])
        const refused = await end({ lines: [{ line_id: lineId, quantity: "8" }] })
        expectRefusal(refused, "INSUFFICIENT_STOCK")
        await when.takesBack("4", { at: "DEPOT" })
        expect(lineOf(await read())).toEqual([null, "4", "6"])
        expect(lineOf(await end({}))).toEqual([null, "10", "6"])
        expectRefusal(await end({}), "INVALID_DATA")
        await then.level(["6", "0", "6"], { at: "DEPOT" })
      })

      it("ends later, and is extended, with a day meant to its end", async () => {
        const { end, extend, lineId, lineOf } = await hireOut()
        expect(lineOf(await end({ at: "2098-01-31" }))).toEqual([
          "2098-01-31T23:59:59.999Z",
          "0",
          "10",
        ])
        expectInvalid(await end({ at: "2020-01-31" }), "at")
        expectInvalid(await extend({ hire_until: "2020-01-31" }), "hire_until")
        expectInvalid(
          await extend({ hire_until: "2099-01-31", lines: [{ line_id: "no" }] }),
          "lines.0.line_id"
        )
        await end({ lines: [{ line_id: lineId, quantity: "2" }] })
        expect(lineOf(await extend({ hire_until: "2099-01-31" }))).toEqual([
          "2099-01-31T23:59:59.999Z",
          "0",
          "10",
        ])
      })

      it("changes once for a key", async () => {
        const { end, lineId, lineOf } = await hireOut()
        const body = { idempotency_key: "E1", lines: [{ line_id: lineId, quantity: "3" }] }
        await end(body)
        expect(lineOf(await end(body))).toEqual([null, "3", "10"])
        expectRefusal(await end({ idempotency_key: "E1" }), "IDEMPOTENCY_MISMATCH")
      })
    })

    describe("A return that the other store has announced", () => {
      /** As a connected store's message would write it. */
      const announce = async () => {
        const told = tellOfCustomers(world)
        await told.given.own("20", { at: "OWN" })
        const delivery = await told.when.delivers("L", "10", "1.00")
        const id = newId("condoc")
        const warehouse_id = await told.id.warehouse("SHOP")
        const stock_location_id = await told.id.location("SHOP")
        const inventory_item_id = await told.id.item("X")
        const lot_id = told.id.lot("L")
        const service = world.container().resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        await service.inOneTransaction(async (context) => {
          const sql = sqlOf(context)
          await beginPosting(sql)
          await insertRows(sql, "consignment_document", [
            {
              id,
              type: "take_back",
              status: "draft",
              late: false,
              source_key: `take_back:peer:cspeer_1:consignor_return:${id}`,
              contractor_id: await told.id.contractor("K"),
              warehouse_id,
              stock_location_id,
              reference: "CR-000007",
              origin: "peer",
              peer_id: "cspeer_1",
            },
          ])
          await insertLines(sql, [
            {
              ...emptyLine,
              id: newId("condocl"),
              document_id: id,
              index: 0,
              inventory_item_id,
              stock_location_id,
              sku: "X",
              quantity: "6",
              announced_quantity: "6",
              lot_id,
              origin_line_id: delivery.lines[0]?.id ?? null,
            },
          ])
        })
        const url = `${base}/take-backs/${id}`
        const read = async () => (await admin.get<{ take_back: Document }>(url)).data.take_back
        const to_stock_location_id = await told.id.location("OWN")
        return { ...told, id, url, read, to_stock_location_id }
      }

      it("is a draft until what arrived is posted; a shortfall is settled by who bears it", async () => {
        const { url, id, read, then, to_stock_location_id } = await announce()
        const drafts = await admin.get<{ take_backs: Document[] }>(`${base}/take-backs`, {
          status: "draft",
        })
        expect(drafts.data.take_backs.find((one) => one.id === id)).toMatchObject({
          number: null,
          status: "draft",
          origin: "peer",
          lines: [{ quantity: "6", announced_quantity: "6", difference_quantity: "0" }],
        })
        const line_id = (await read()).lines[0]?.id
        const post = (quantity: string) =>
          admin.post<{ take_back: Document }>(`${url}/post`, {
            to_stock_location_id,
            lines: [{ line_id, quantity }],
          })
        expectInvalid(await post("7"), "lines.0.quantity")
        const posted = await post("3")
        expect(posted).toMatchObject({
          status: 200,
          data: {
            take_back: {
              id,
              status: "posted",
              reference: "CR-000007",
              lines: [
                {
                  id: line_id,
                  quantity: "3",
                  announced_quantity: "6",
                  difference_quantity: "3",
                },
              ],
            },
          },
        })
        expectRefusal(await post("3"), "DOCUMENT_POSTED")
        await then.level(["7", "0", "7"], { at: "SHOP" })
        const settle = (quantity: string, bearer: string) =>
          admin.post<{ take_back: Document }>(`${url}/difference`, {
            lines: [{ line_id, quantity, bearer }],
          })
        expectRefusal(await settle("4", "us"), "EXCEEDS_RETURNABLE")
        const sold = await settle("1", "customer")
        expect(sold.data.take_back.lines[0]).toMatchObject({ difference_quantity: "2" })
        const lost = await settle("2", "us")
        expect(lost.data.take_back.lines[0]).toMatchObject({ difference_quantity: "0" })
        await then.level(["4", "0", "4"], { at: "SHOP" })
        await then.level(["13", "13", "0"], { at: "OWN" })
      })

      it("arrives as a whole unless lines say otherwise", async () => {
        const { url, then, to_stock_location_id } = await announce()
        const posted = await admin.post<{ take_back: Document }>(`${url}/post`, {
          to_stock_location_id,
        })
        expect(posted.data.take_back.lines[0]).toMatchObject({
          quantity: "6",
          difference_quantity: "0",
        })
        await then.level(["4", "0", "4"], { at: "SHOP" })
      })
    })

    describe("A receipt line with the terms sale", () => {
      const receive = async (
        warehouse: Partial<CreateWarehouseBody>,
        ...lines: Partial<PostGoodsReceiptLine>[]
      ) => {
        const { contractor, item } = await world.given.supplier()
        const { id: warehouse_id, stock_location_id } = await world.given.warehouse(warehouse)
        const service = world.container().resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        const posted = await service.postDocument(
          postGoodsReceipt,
          {
            contractor_id: contractor.id,
            warehouse_id,
            lines: lines.map((line) => ({
              inventory_item_id: item.id,
              sku: item.sku,
              quantity: "10",
              unit_cost: "1.50",
              ...line,
            })),
          },
          hostLevels
        )
        const receipt = await service.retrieveDocument(posted.document_id)
        const stock = async (location = stock_location_id) =>
          (
            await admin.get<{ ownership: { own: string; consigned: string }[] }>(
              `${base}/stock/ownership`,
              { inventory_item_id: item.id, stock_location_id: location }
            )
          ).data.ownership[0]
        return { receipt, stock, contractor }
      }

      it("is bought with the receipt", async () => {
        const { receipt, stock, contractor } = await receive(
          {},
          { terms: "sale" },
          { quantity: "2" }
        )
        expect(receipt.lines).toMatchObject([
          { terms: "sale", outstanding_quantity: "0" },
          { terms: "consign", outstanding_quantity: "2" },
        ])
        expect(await stock()).toMatchObject({ own: "10", consigned: "2" })
        const { data } = await admin.get<{ ownership_transfers: Document[] }>(
          `${base}/ownership-transfers`,
          { contractor_id: contractor.id }
        )
        expect(data.ownership_transfers).toMatchObject([
          { status: "posted", effective_at: receipt.effective_at, lines: [{ quantity: "10" }] },
        ])
        const transfer = `${base}/ownership-transfers/${data.ownership_transfers[0]?.id}/reverse`
        expectRefusal(await admin.post(transfer, {}), "SOLD_AT_DELIVERY")
        const reversed = await admin.post(`${base}/goods-receipts/${receipt.id}/reverse`, {})
        expect(reversed.status).toBe(201)
        expect(await stock()).toMatchObject({ own: "0", consigned: "0" })
      })

      it("goes to the own location of a hire warehouse", async () => {
        const own = await world.given.stockLocation()
        const { receipt, stock } = await receive(
          { purpose: "hire", own_stock_location_id: own.id },
          { terms: "sale" },
          { quantity: "2", hire_until: "2099-01-31T00:00:00.000Z" }
        )
        expect(receipt.lines[1]).toMatchObject({
          terms: "hire",
          hire_until: "2099-01-31T00:00:00.000Z",
          outstanding_quantity: "2",
        })
        expect(await stock()).toMatchObject({ own: "0", consigned: "2" })
        expect(await stock(own.id)).toMatchObject({ own: "10", consigned: "0" })
      })
    })

    it("an agreement tells whether the customer may hire", async () => {
      const { id: contractor_id } = await world.given.contractor()
      const made = await world.given.agreement({ contractor_id, direction: "outbound" })
      expect(made.allow_hire).toBe(false)
      const answer = await admin.post(`${base}/agreements/${made.id}`, { allow_hire: true })
      expect(answer.data).toMatchObject({ agreement: { allow_hire: true } })
    })
  },
})
