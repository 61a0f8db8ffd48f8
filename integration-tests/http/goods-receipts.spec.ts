import type { Document } from "../../src/http-contract/document"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("goods receipts", () => {
      it("E9e: takes goods of their owner under an agreement only", async () => {
        const { given, when, then } = story()
        await then.refuses(
          () => given.receipt("B:L", "1", "1.00", { isMarked: false }),
          "NOT_ITEM_OWNER",
          { lines: [{ index: 0, code: "NOT_ITEM_OWNER", sku: "X" }] }
        )
        await then.refuses(
          () => given.receipt("C:L", "1", "1.00", { hasAgreement: false }),
          "NO_AGREEMENT",
          { currency_code: "EUR" }
        )
        await given.receipt("B:L", "1", "1.00")
        await then.picks(await when.issues("1"), "L 1")
      })

      it("has to fall within the agreement, day by day of its time zone", async () => {
        const { given, then } = story({
          terms: { valid_from: "2026-02-01", valid_to: "2026-02-28", time_zone: "Europe/Warsaw" },
        })
        const receive = (dated: string) => given.receipt("L", "1", "1.00", { dated })
        await then.refuses(() => receive("2026-01-31T22:59:59.999Z"), "NO_AGREEMENT")
        await receive("2026-01-31T23:00:00.000Z")
        await receive("2026-02-28T22:59:59.999Z")
        await then.refuses(() => receive("2026-02-28T23:00:00.000Z"), "NO_AGREEMENT")
        await then.level(["2", "0", "2"])
      })

      it("names every line of goods that are not the contractor's", async () => {
        const { given, id } = story()
        await given.receipt("L", "1", "1.00")
        const answer = await admin.post(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [
            { inventory_item_id: await id.item("Y"), quantity: "1", unit_cost: "1" },
            { inventory_item_id: await id.item("X"), quantity: "1", unit_cost: "1" },
            { inventory_item_id: await id.item("Z"), quantity: "1", unit_cost: "1" },
          ],
        })
        expectRefusal(answer, "NOT_ITEM_OWNER", {
          lines: [
            { index: 0, sku: "Y" },
            { index: 2, sku: "Z" },
          ],
        })
      })

      it("takes the cost of the item card unless the line has one, and asks where neither does", async () => {
        const { given, id } = story()
        await given.agreement("A", "EUR")
        const contractor_id = await id.contractor("A")
        await world.given.marks(contractor_id, [
          { inventory_item_id: await id.item("X"), unit_cost: "12.500" },
          { inventory_item_id: await id.item("Y") },
        ])
        const receive = async (lines: object[]) =>
          await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
            contractor_id,
            warehouse_id: await id.warehouse("LOC"),
            lines,
          })
        const refused = await receive([
          { sku: "X", quantity: "1" },
          { sku: "Y", quantity: "1" },
        ])
        expectRefusal(refused, "INVALID_DATA", {
          lines: [{ index: 1, path: "unit_cost" }],
        })
        const received = await receive([
          { sku: "X", quantity: "1" },
          { sku: "Y", quantity: "1", unit_cost: "0" },
        ])
        expect(received.data.goods_receipt.lines.map((line) => line.unit_cost)).toEqual([
          "12.5",
          "0",
        ])
      })

      it("E11b: asks for the currency where several agreements are in force", async () => {
        const { given, id } = story()
        await given.agreement("A", "EUR")
        await given.agreement("A", "PLN")
        await given.mark("A", "X")
        const receive = async (currency_code?: string) =>
          await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
            contractor_id: await id.contractor("A"),
            warehouse_id: await id.warehouse("LOC"),
            currency_code,
            lines: [{ sku: "X", quantity: "1", unit_cost: "1" }],
          })
        expectInvalid(await receive(), "currency_code")
        expectRefusal(await receive("JPY"), "NO_AGREEMENT", { currency_code: "JPY" })
        expect((await receive("pln")).data.goods_receipt).toMatchObject({ currency_code: "PLN" })
      })

      it("is received into inbound warehouses only", async () => {
        const { given, id } = story()
        await given.agreement("A", "EUR")
        await given.mark("A", "X")
        const shop = await world.given.warehouse({
          direction: "outbound",
          contractor_id: await id.contractor("A"),
        })
        const answer = await admin.post(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: shop.id,
          lines: [{ sku: "X", quantity: "1", unit_cost: "1" }],
        })
        expectRefusal(answer, "NOT_CONSIGNMENT_WAREHOUSE", { warehouse_id: shop.id })
      })
    })

    describe("reversals of receipts", () => {
      it("takes back a receipt of which nothing has moved", async () => {
        const { given, when, then, read, id } = story()
        await given.own("2")
        const receipt = await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        const { document, reversal } = await when.reverses(receipt)
        const lines = receipt.lines.map((line) => ({ ...line, outstanding_quantity: "0" }))
        expect(document).toEqual({ ...receipt, status: "reversed", reversed_by: [reversal], lines })
        expect(reversal).toEqual({ id: text, number: "REV-000001" })
        await then.movements(
          { lot_id: id.lot("L") },
          { type: "goods_receipt", quantity: "20", dated: "2026-01-10" },
          { type: "goods_receipt_reversal", quantity: "-20", dated: "2026-01-10" }
        )
        const [received, reversed] = await read.movements({ lot_id: id.lot("L") })
        expect(reversed).toMatchObject({ reverses_id: received?.id, document_id: reversal.id })
        expect(await read.lot(id.lot("L"))).toMatchObject({
          quantity_received: "0",
          quantity_remaining: "0",
          quantity_consumed: "0",
        })
        await then.level(["2", "2", "0"])
        await then.picks(await when.issues("2"), "own 2")
        await then.lines(await when.settles())
      })

      it("takes back all its lots or none", async () => {
        const { given, when, then, id } = story()
        await given.receipt("OTHER", "1", "1.00", { item: "Y" })
        await given.receipt("L", "1", "1.00", { item: "X" })
        const answer = await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [
            { sku: "X", quantity: "5", unit_cost: "1" },
            { sku: "Y", quantity: "7", unit_cost: "1" },
          ],
        })
        const receipt = answer.data.goods_receipt
        const issue = await when.issues({ Y: "2" })
        const second = receipt.lines[1]?.lot_id
        await then.refuses(() => when.reverses(receipt), "EXCEEDS_REVERSIBLE", { lots: [second] })
        await then.level(["6", "0", "6"])
        await when.reverses(issue)
        // Units that have come back were gone: the lot has a history.
        await then.refuses(() => when.reverses(receipt), "EXCEEDS_REVERSIBLE")
      })

      it("refuses after the settlement and a second time", async () => {
        const { given, when, then } = story()
        const receipt = await given.receipt("L", "20", "7.50")
        const settlement = await when.settles()
        await then.refuses(() => when.reverses(receipt), "PERIOD_CLOSED")
        await when.cancels(settlement)
        await when.reverses(receipt)
        await then.refuses(() => when.reverses(receipt), "ALREADY_REVERSED", { id: receipt.id })
        await then.level(["0", "0", "0"])
      })

      it("leaves what is reserved", async () => {
        const { given, when, then } = story()
        await given.own("2")
        const receipt = await given.receipt("L", "20", "7.50")
        await given.reserved("3")
        await then.refuses(() => when.reverses(receipt), "INSUFFICIENT_STOCK", {
          available: "19",
        })
        await given.own("1")
        await when.reverses(receipt)
        await then.level(["3", "3", "0"])
      })

      it("is late if the receipt was", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "1.00", { dated: "2026-01-10" })
        await when.settles({ to: "2026-01-31" })
        const late = await given.receipt("LATE", "5", "1.00", { dated: "2026-01-30" })
        expect(late.late).toBe(true)
        const { document } = await when.reverses(late)
        expect(document).toMatchObject({ status: "reversed", late: true })
        await then.movements(
          { document_id: [late.id], type: "goods_receipt" },
          { quantity: "5", late: true }
        )
        await then.movements(
          { type: "goods_receipt_reversal" },
          { quantity: "-5", late: true, dated: "2026-01-30" }
        )
        await then.statement(await when.settles(), { opening: "10", closing: "10" })
      })
    })

    describe("serial numbers of receipts and openings", () => {
      const receive = async (told: ReturnType<typeof story>, lines: object[], contractor = "A") => {
        await told.given.mark(contractor, "X")
        await told.given.mark(contractor, "Y")
        await told.given.agreement(contractor, "EUR")
        return await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          contractor_id: await told.id.contractor(contractor),
          warehouse_id: await told.id.warehouse("LOC"),
          lines: lines.map((line) => ({ sku: "X", unit_cost: "1", ...line })),
        })
      }

      it("lives once among all owners over open stock", async () => {
        const told = story()
        const first = await receive(told, [{ quantity: "2", serial_numbers: ["S1", "S2"] }])
        expect(first.data.goods_receipt.lines[0]).toMatchObject({ serial_numbers: ["S1", "S2"] })
        const taken = await receive(
          told,
          [
            { quantity: "1", serial_numbers: ["S3"] },
            { quantity: "2", serial_numbers: ["S4", "S2"] },
            { quantity: "1", serial_numbers: ["S3"] },
          ],
          "B"
        )
        expectRefusal(taken, "SERIAL_TAKEN", {
          lines: [
            expect.objectContaining({ index: 1, sku: "X", serial_numbers: ["S2"] }),
            expect.objectContaining({ index: 2, serial_numbers: ["S3"] }),
          ],
        })
        const otherItem = await receive(told, [{ sku: "Y", quantity: "1", serial_numbers: ["S1"] }])
        expect(otherItem.status).toBe(201)
        await told.when.issues("2")
        expect((await receive(told, [{ quantity: "1", serial_numbers: ["S1"] }], "B")).status).toBe(
          201
        )
        await told.then.refuses(
          () => told.given.opening([{ lot: "L", quantity: "1", unitCost: "1", serials: ["S1"] }]),
          "SERIAL_TAKEN"
        )
        const opening = await told.given.opening([
          { lot: "L", quantity: "1", unitCost: "1", serials: ["S9"] },
        ])
        expect(opening.lines[0]).toMatchObject({ serial_numbers: ["S9"] })
      })

      it("has one for each piece", async () => {
        const told = story()
        const answer = await receive(told, [
          { quantity: "1", serial_numbers: [] },
          { quantity: "3", serial_numbers: ["S1", "S2"] },
          { quantity: "1.5", serial_numbers: ["S3"] },
        ])
        expectRefusal(answer, "INVALID_DATA", {
          lines: [
            expect.objectContaining({ index: 1, path: "serial_numbers" }),
            expect.objectContaining({ index: 2, path: "serial_numbers" }),
          ],
        })
      })

      it("is given to one of two who receive it at once", async () => {
        const told = story({ warehouses: { LOC: {}, KRK: {} } })
        await receive(told, [{ quantity: "1" }])
        await receive(told, [{ quantity: "1" }], "B")
        const body = async (contractor: string, at: string) => ({
          contractor_id: await told.id.contractor(contractor),
          warehouse_id: await told.id.warehouse(at),
          lines: [{ sku: "X", unit_cost: "1", quantity: "1", serial_numbers: ["S1"] }],
        })
        const bodies = [await body("A", "LOC"), await body("B", "KRK")]
        const answers = await Promise.all(
          bodies.map((one) => admin.post<{ code?: string }>(`${base}/goods-receipts`, one))
        )
        expect(answers.map((answer) => answer.status).sort()).toEqual([201, 400])
        expect(answers.map((answer) => answer.data.code).filter(Boolean)).toEqual(["SERIAL_TAKEN"])
      })
    })
  },
})
