import { writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { Document } from "../../src/http-contract/document"
import type { Import, ImportException, ImportFault } from "../../src/http-contract/import"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import type { HostLevels } from "../../src/modules/consignment/ledger/posting/host-levels"
import type { DocumentToRehearse } from "../../src/modules/consignment/ledger/documents/rehearse"
import importGoodsReceipts from "../../src/scripts/import-goods-receipts"
import importReportedSales from "../../src/scripts/import-reported-sales"
import { postGoodsReceiptWorkflow } from "../../src/workflows"
import { hostLevels } from "../../src/workflows/host/inventory/levels"
import { tellOfCustomers } from "../helpers/customer-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { handleHook } from "../helpers/handle-hook"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Listed, type Lot, type Movement } from "../helpers/ledger-world"

const base = "/admin/consignment"

/** The hook of another developer, made to fail on the document with this reference. */
let failingReference: string | null = null
handleHook(postGoodsReceiptWorkflow.hooks.goodsReceiptPosted, async ({ goods_receipt }) => {
  if (failingReference !== null && goods_receipt.reference === failingReference) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The hook fails.")
  }
})

const toCsv = (lines: string[], separator = ",", end = "\n"): string =>
  lines.map((line) => line.replaceAll(",", separator)).join(end) + end

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, anyone, given, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())
    afterEach(() => {
      failingReference = null
    })

    const upload = (kind: string, file: string, params: object = {}) =>
      admin.upload<{ import: Import }>(`${base}/imports/${kind}`, file, { params })
    const faultsOf = (answer: { data: unknown }): ImportFault[] =>
      (answer.data as { details: { lines: ImportFault[] } }).details.lines
    const briefly = (faults: ImportFault[]): string[] =>
      faults.map(({ line, code, path = "" }) => `${line} ${code} ${path}`.trim())
    const count = async (path: string): Promise<number> =>
      (await admin.get<{ count: number }>(`${base}/${path}`, { limit: 1 })).data.count

    /** Makers A and B with agreements in EUR, their items X and Y, and the warehouse "Shop" at the location "LOC". */
    const opened = async (setting = {}) => {
      const told = story({ warehouses: { LOC: { name: "Shop", branch_code: "WAW" } }, ...setting })
      await told.given.agreement("A", "EUR")
      await told.given.agreement("B", "EUR")
      await told.given.mark("A", "X")
      await told.given.mark("B", "Y")
      await told.id.warehouse("LOC")
      return told
    }

    const header = "contractor_code,warehouse,sku,quantity,unit_cost,effective_at,reference"
    const receipts = [
      header,
      "A,Shop,X,5,7.50,2026-01-10,D-1",
      "B,Shop,Y,2,1.25,2026-01-11,D-2",
      "A,Shop,X,3,8.00,2026-01-10,D-1",
    ]

    describe("goods receipts", () => {
      it("posts the lines of one reference as one document", async () => {
        const { id, then } = await opened()
        const answer = await upload("goods-receipts", toCsv(receipts))
        expect(answer).toMatchObject({
          status: 201,
          data: {
            import: {
              status: "posted",
              lines: 3,
              errors: [],
              documents: [
                { number: "GR-000001", type: "goods_receipt", reference: "D-1", lines: 2 },
                { number: "GR-000002", type: "goods_receipt", reference: "D-2", lines: 1 },
              ],
            },
          },
        })
        const [first] = answer.data.import.documents
        expect(first?.is_new).toBe(true)
        const { goods_receipt: receipt } = (
          await admin.get<{ goods_receipt: Document }>(`${base}/goods-receipts/${first?.id}`)
        ).data
        expect(receipt).toMatchObject({
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          effective_at: "2026-01-10T00:00:00.000Z",
          reference: "D-1",
          lines: [
            { index: 0, sku: "X", quantity: "5", unit_cost: "7.5" },
            { index: 1, sku: "X", quantity: "3", unit_cost: "8" },
          ],
        })
        await then.level(["8", "0", "8"])
        await then.level(["2", "0", "2"], { item: "Y" })
      })

      it("posts nothing twice, however the file is written", async () => {
        await opened()
        const first = await upload("goods-receipts", toCsv(receipts))
        const documents = first.data.import.documents.map((one) => ({ ...one, is_new: false }))
        const again = await upload("goods-receipts", toCsv(receipts))
        expect(again).toMatchObject({
          status: 200,
          data: { import: { status: "posted", documents } },
        })
        const excel = receipts.map((line) => line.replace("7.50", "7.5").replace(",5,", ", 5.0 ,"))
        const rewritten = await upload("goods-receipts", `\uFEFF${toCsv(excel, ";", "\r\n")}`)
        expect(rewritten).toMatchObject({ status: 200, data: { import: { documents } } })
        expect(await count("goods-receipts")).toBe(2)
        expect(await count("movements")).toBe(3)
      })

      it("posts what is new in a file that goes on", async () => {
        await opened()
        await upload("goods-receipts", toCsv(receipts))
        const longer = [...receipts, "A,Shop,X,1,7.50,2026-01-12,D-3"]
        const answer = await upload("goods-receipts", toCsv(longer))
        expect(answer.status).toBe(201)
        expect(
          answer.data.import.documents.map(({ reference, is_new }) => [reference, is_new])
        ).toEqual([
          ["D-1", false],
          ["D-2", false],
          ["D-3", true],
        ])
        expect(await count("goods-receipts")).toBe(3)
      })

      it("takes ids, tabs, batches, dates and serial numbers", async () => {
        const { id } = await opened()
        const file = toCsv(
          [
            "contractor_id,warehouse_id,inventory_item_id,quantity,unit_cost,batch,expires_at,serial_numbers,currency_code,note",
            `${await id.contractor("A")},${await id.warehouse("LOC")},${await id.item("X")},2,4,"B ""7""",2027-05-01,S1| S2,eur,First`,
          ],
          "\t"
        )
        const answer = await upload("goods-receipts", file)
        expect(answer.status).toBe(201)
        const { lots } = (await admin.get<Listed<"lots", Lot>>(`${base}/lots`)).data
        expect(lots).toMatchObject([
          {
            batch: 'B "7"',
            expires_at: "2027-05-01T00:00:00.000Z",
            serial_numbers: ["S1", "S2"],
            unit_cost: "4",
          },
        ])
      })

      it("only checks on a dry run", async () => {
        await opened()
        const lines = [...receipts, "A,Shop,Z,1,7.50,2026-01-12,D-3"]
        const answer = await upload("goods-receipts", toCsv(lines), { dry_run: "true" })
        expect(answer).toMatchObject({
          status: 200,
          data: {
            import: {
              status: "checked",
              lines: 4,
              documents: [
                { id: null, number: null, reference: "D-1", lines: 2, is_new: true },
                { id: null, number: null, reference: "D-2", lines: 1, is_new: true },
              ],
              errors: [{ line: 5, index: 3, code: "UNKNOWN_ITEM" }],
            },
          },
        })
        expect(await count("goods-receipts")).toBe(0)
        expect(await count("lots")).toBe(0)
        const posted = await upload("goods-receipts", toCsv(receipts))
        expect(posted.data.import.documents[0]?.number).toBe("GR-000001")
        const known = await upload("goods-receipts", toCsv(receipts), { dry_run: "true" })
        expect(known.data.import.documents).toMatchObject([
          { id: posted.data.import.documents[0]?.id, is_new: false },
          { id: posted.data.import.documents[1]?.id, is_new: false },
        ])
      })

      it("takes no number while it only checks, so that others go on posting", async () => {
        const { id, given } = await opened()
        await given.receipt("L1", "1", "7.50")
        const container = suite.getContainer()
        const ledger = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        const free: number[] = []
        const watched: HostLevels = {
          ...hostLevels,
          change: async (sql, changes) => {
            const { rows } = await connection.raw<{ rows: object[] }>(
              `select key from consignment_number_series where key = 'goods_receipt' for update skip locked`
            )
            free.push(rows.length)
            return await hostLevels.change(sql, changes)
          },
        }
        const paper = async (reference: string): Promise<DocumentToRehearse> => ({
          type: "goods_receipt",
          command: {
            contractor_id: await id.contractor("A"),
            warehouse_id: await id.warehouse("LOC"),
            reference,
            lines: [
              {
                inventory_item_id: await id.item("X"),
                sku: null,
                quantity: "1",
                unit_cost: "7.50",
              },
            ],
          },
        })
        await ledger.rehearse([await paper("R-1"), await paper("R-2")], watched)
        expect(free).toEqual([1, 1])
      })

      it("names every line that cannot be posted, and posts none of the others", async () => {
        await opened()
        await given.contractor({ code: "C" })
        const answer = await upload(
          "goods-receipts",
          toCsv([
            header,
            "A,Shop,X,5,7.50,2026-01-10,D-1",
            "A,Shop,X,zero,7.50,2026-01-10,D-1",
            "A,Shop,Y,5,7.50,2026-01-10,D-1",
            "A,Shop,Z,5,7.50,2026-01-10,D-1",
            "",
            "A,Shop,X,5,,2026-01-10,D-1",
            "A,Shop,X,-1,7.1234567,2026-01-10,D-1",
            "N,Shop,X,5,7.50,2026-01-10,D-1",
            "A,Attic,X,5,7.50,2026-01-10,D-1",
            "A,Shop,X,5,7.50",
            "C,Shop,X,5,7.50,2026-01-10,D-2",
            "A,Shop,X,5,7.50,2999-01-01,D-3",
            "A,Shop,X,5,7.50,January,D-4",
          ])
        )
        expect(answer.status).toBe(400)
        expect(answer.data).toMatchObject({ code: "INVALID_DATA" })
        expect(briefly(faultsOf(answer))).toEqual([
          "3 INVALID_DATA quantity",
          "4 NOT_ITEM_OWNER",
          "5 UNKNOWN_ITEM",
          "7 INVALID_DATA unit_cost",
          "8 INVALID_DATA quantity",
          "8 INVALID_DATA unit_cost",
          "9 INVALID_DATA contractor_code",
          "10 INVALID_DATA warehouse",
          "11 INVALID_DATA",
          "12 NOT_ITEM_OWNER",
          "13 INVALID_DATA effective_at",
          "14 INVALID_DATA effective_at",
        ])
        expect(faultsOf(answer)[0]).toMatchObject({ index: 1 })
        expect(await count("goods-receipts")).toBe(0)
      })

      it("refuses a document without agreement with its first line", async () => {
        const told = story({ warehouses: { LOC: { name: "Shop" } } })
        await told.given.mark("A", "X")
        await told.id.warehouse("LOC")
        const answer = await upload("goods-receipts", toCsv(receipts.slice(0, 2)))
        expectRefusal(answer, "NO_AGREEMENT", { lines: [expect.objectContaining({ line: 2 })] })
      })

      it("asks for an id where two have one name", async () => {
        const told = await opened({
          warehouses: { LOC: { name: "Shop" }, OTHER: { name: "Shop" } },
        })
        await told.id.warehouse("OTHER")
        const answer = await upload("goods-receipts", toCsv(receipts.slice(0, 2)))
        expect(briefly(faultsOf(answer))).toEqual(["2 INVALID_DATA warehouse"])
      })

      it("keeps what it has posted when a later document fails, and posts the rest next time", async () => {
        await opened()
        failingReference = "D-2"
        expect(await upload("goods-receipts", toCsv(receipts))).toMatchObject({ status: 400 })
        failingReference = null
        const answer = await upload("goods-receipts", toCsv(receipts))
        expect(answer.status).toBe(201)
        expect(answer.data.import.documents.map((document) => document.is_new)).toEqual([
          false,
          true,
        ])
      })

      it("posts ten thousand lines, and no more as one document", async () => {
        const { then } = await opened()
        const line = "A,Shop,X,0.001,7.50,2026-01-10,D-1"
        const lines = (length: number) => toCsv([header, ...Array<string>(length).fill(line)])
        const tooMany = await upload("goods-receipts", lines(10_001))
        expect(briefly(faultsOf(tooMany))).toEqual(["10002 INVALID_DATA"])
        const answer = await upload("goods-receipts", lines(10_000))
        expect(answer.data.import.documents).toMatchObject([{ lines: 10_000, is_new: true }])
        await then.value({ EUR: "75.00" })
      })
    })

    describe("opening balances", () => {
      it("posts the stock with the balances of before", async () => {
        const { id } = await opened()
        const answer = await upload(
          "opening-balances",
          toCsv([
            "contractor_code,warehouse,sku,quantity,unit_cost,uninvoiced_quantity,over_invoiced_quantity,received_at",
            "A,Shop,X,40,5.00,5,,2025-11-02",
            "B,Shop,Y,10,6.00,,2,",
          ])
        )
        expect(answer).toMatchObject({
          status: 201,
          data: { import: { documents: [{ type: "opening_balance" }, {}] } },
        })
        const balanceOf = async (contractor: string) =>
          (
            await admin.get<{ balances: { balance: string }[] }>(
              `${base}/contractors/${await id.contractor(contractor)}/balance`
            )
          ).data.balances
        expect(await balanceOf("A")).toMatchObject([{ balance: "5" }])
        expect(await balanceOf("B")).toMatchObject([{ balance: "-2" }])
      })

      it("refuses after a settlement, and both balances on one line", async () => {
        const { when } = await opened()
        await when.settles()
        const answer = await upload(
          "opening-balances",
          toCsv([
            "contractor_code,warehouse,sku,quantity,unit_cost,uninvoiced_quantity,over_invoiced_quantity",
            "A,Shop,X,40,5.00,,",
            "B,Shop,Y,10,6.00,1,2",
          ])
        )
        expect(briefly(faultsOf(answer))).toEqual(["2 PERIOD_CLOSED", "3 INVALID_DATA"])
      })
    })

    describe("goods issues", () => {
      const sales = [
        "stock_location,sku,quantity,sale_price,effective_at,reference,branch_code",
        "LOC,X,6,19.90,2026-01-20,TILL-1,GDN",
        "LOC,X,6,19.90,2026-01-21,TILL-2,",
      ]

      it("posts sales from outside", async () => {
        const { given: ledger, then } = await opened()
        await ledger.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        const answer = await upload("goods-issues", toCsv(sales))
        expect(answer).toMatchObject({
          status: 201,
          data: { import: { documents: [{ type: "goods_issue", reference: "TILL-1" }, {}] } },
        })
        await then.lots({ L: "8" })
        const { movements } = (
          await admin.get<Listed<"movements", Movement>>(`${base}/movements`, {
            type: "goods_issue",
            order: "sequence",
          })
        ).data
        expect(movements.map((movement) => movement.branch_code)).toEqual(["GDN", "WAW"])
      })

      it("sees what earlier documents of the file take", async () => {
        const { given: ledger, then } = await opened()
        await ledger.receipt("L", "10", "7.50", { dated: "2026-01-10" })
        const answer = await upload("goods-issues", toCsv(sales))
        expectRefusal(answer, "INSUFFICIENT_STOCK")
        expect(briefly(faultsOf(answer))).toEqual(["3 INSUFFICIENT_STOCK"])
        await then.lots({ L: "10" })
        await then.level(["10", "0", "10"])
      })

      it("refuses places and lots that do not exist", async () => {
        await opened()
        const answer = await upload(
          "goods-issues",
          toCsv([
            "stock_location,stock_location_id,sku,quantity,lot_id",
            "Nowhere,,X,1,",
            ",sloc_x,X,1,",
            "LOC,,X,1,conlot_x",
          ])
        )
        expect(briefly(faultsOf(answer))).toEqual([
          "2 INVALID_DATA stock_location",
          "3 INVALID_DATA stock_location_id",
          "4 INVALID_DATA lot_id",
        ])
      })
    })

    describe("reported sales", () => {
      const items = ["A", "B", "C", "D", "E", "F"]
      const reported = "warehouse,sku,quantity,reference,effective_at"
      const keep = { keep_exceptions: "true" }
      const statement = [
        reported,
        ...items.map((item) => `Corner shop,${item},1,May,2026-05-31`),
        "Corner shop,G,2,May,2026-05-31",
      ]

      /** Five units of each of six items are at the customer. */
      const filledUp = async () => {
        const told = tellOfCustomers(world, {
          warehouses: { SHOP: { name: "Corner shop", direction: "outbound", contractor: "K" } },
        })
        for (const item of items) {
          await told.given.own("5", { at: "OWN", item })
          await told.when.delivers(item, "5", "10.00", { item, dated: "2026-05-01" })
        }
        return told
      }

      const exceptionsOf = async (params: object = { open: "true" }) => {
        const url = `${base}/import-exceptions`
        const answer = await admin.get<{ import_exceptions: ImportException[] }>(url, params)
        return answer.data.import_exceptions
      }
      const sales = () => count("reported-sales")
      const file = toCsv(statement)

      it("are imported by the script, too, what it can, and once", async () => {
        const { then } = await filledUp()
        const path = join(tmpdir(), `consignment-statement-${process.pid}.csv`)
        await writeFile(path, file)
        const run = (...args: string[]) =>
          importReportedSales({ container: world.container(), args: [path, ...args] })
        await expect(run()).rejects.toMatchObject({ code: "UNKNOWN_ITEM" })
        await run("keep-exceptions")
        await run("keep-exceptions")
        expect(await sales()).toBe(1)
        expect(await exceptionsOf()).toMatchObject([{ code: "UNKNOWN_ITEM", line: 8 }])
        await then.level(["4", "0", "4"], { at: "SHOP", item: "A" })
      })

      it("E32: posts what it can, keeps the unknown item, and posts nothing twice", async () => {
        const { then } = await filledUp()
        const refused = await upload("reported-sales", file)
        expectRefusal(refused, "UNKNOWN_ITEM")
        expect(await sales()).toBe(0)
        expect(await exceptionsOf()).toEqual([])

        const checked = await upload("reported-sales", file, { ...keep, dry_run: "true" })
        expect(checked.data.import.documents).toMatchObject([{ lines: 6, is_new: true }])
        expect(await exceptionsOf()).toEqual([])

        const first = await upload("reported-sales", file, keep)
        expect(first).toMatchObject({
          status: 201,
          data: {
            import: {
              status: "posted",
              lines: 7,
              documents: [{ type: "reported_sale", reference: "May", lines: 6, is_new: true }],
              errors: [{ line: 8, index: 6, code: "UNKNOWN_ITEM" }],
            },
          },
        })
        for (const item of items) await then.level(["4", "0", "4"], { at: "SHOP", item })
        const [document] = first.data.import.documents
        const [exception] = await exceptionsOf()
        expect(exception).toEqual({
          id: expect.any(String) as string,
          type: "reported_sale",
          line: 8,
          code: "UNKNOWN_ITEM",
          message: "There is no item G.",
          path: null,
          cells: {
            warehouse: "Corner shop",
            sku: "G",
            quantity: "2",
            reference: "May",
            effective_at: "2026-05-31",
          },
          reference: "May",
          document: { id: document?.id, number: document?.number },
          created_at: expect.any(String) as string,
          created_by: expect.any(String) as string,
          dismissed_at: null,
          dismissed_by: null,
        })

        const again = await upload("reported-sales", file, keep)
        expect(again).toMatchObject({
          status: 200,
          data: {
            import: {
              documents: [{ ...document, is_new: false }],
              errors: first.data.import.errors,
            },
          },
        })
        expect(await exceptionsOf()).toEqual([exception])
        expect(await sales()).toBe(1)
      })

      it("posts nothing of a file again whose unknown item is known by then", async () => {
        const { given: customer, when, then } = await filledUp()
        const first = await upload("reported-sales", file, keep)
        await customer.own("5", { at: "OWN", item: "G" })
        await when.delivers("G", "5", "10.00", { item: "G", dated: "2026-05-01" })
        for (const params of [keep, {}]) {
          const again = await upload("reported-sales", file.replaceAll(",1,", ", 1.0 ,"), params)
          expect(again).toMatchObject({
            status: 200,
            data: { import: { errors: first.data.import.errors } },
          })
        }
        await then.level(["5", "0", "5"], { at: "SHOP", item: "G" })
        expect(await exceptionsOf()).toHaveLength(1)
        const rest = toCsv([reported, "Corner shop,G,2,May,2026-05-31"])
        expect((await upload("reported-sales", rest)).status).toBe(201)
        await then.level(["3", "0", "3"], { at: "SHOP", item: "G" })
        expect(await sales()).toBe(2)
      })

      it("keeps every line that cannot be posted, whatever for, and posts the rest", async () => {
        const { then } = await filledUp()
        const lines = [
          reported,
          "Corner shop,A,4,May,2026-05-31",
          "Corner shop,A,2,May,2026-05-31",
          "Corner shop,B,none,May,2026-05-31",
          "Corner shop,C",
          "Kiosk,D,1,May,2026-05-31",
          "Corner shop,E,1,June,2999-01-01",
          "Corner shop,E,2,June,2999-01-01",
          "Corner shop,F,1,May,2026-05-31",
        ]
        const answer = await upload("reported-sales", toCsv(lines), keep)
        expect(briefly(answer.data.import.errors)).toEqual([
          "3 INSUFFICIENT_STOCK",
          "4 INVALID_DATA quantity",
          "5 INVALID_DATA",
          "6 INVALID_DATA warehouse",
          "7 INVALID_DATA effective_at",
          "8 INVALID_DATA effective_at",
        ])
        expect(answer.data.import.documents).toMatchObject([{ reference: "May", lines: 2 }])
        await then.level(["1", "0", "1"], { at: "SHOP", item: "A" })
        await then.level(["4", "0", "4"], { at: "SHOP", item: "F" })
        const kept = await exceptionsOf({ order: "line" })
        expect(kept.map(({ line, document }) => [line, document === null])).toEqual([
          [3, false],
          [4, false],
          [5, true],
          [6, true],
          [7, true],
          [8, true],
        ])
      })

      it("tries a document again of which nothing could be posted", async () => {
        const { given: customer, when, then } = await filledUp()
        const alone = toCsv([reported, "Corner shop,G,2,,2026-05-31"])
        expect(await upload("reported-sales", alone, keep)).toMatchObject({
          status: 200,
          data: { import: { documents: [], errors: [{ line: 2 }] } },
        })
        const [before] = await exceptionsOf()
        await upload("reported-sales", alone, keep)
        expect(await exceptionsOf()).toEqual([before])
        await customer.own("5", { at: "OWN", item: "G" })
        await when.delivers("G", "5", "10.00", { item: "G", dated: "2026-05-01" })
        expect((await upload("reported-sales", alone, keep)).status).toBe(201)
        expect(await exceptionsOf()).toEqual([])
        await then.level(["3", "0", "3"], { at: "SHOP", item: "G" })
      })

      it("lets somebody take an exception off the list", async () => {
        await filledUp()
        await upload("reported-sales", file, keep)
        const [exception] = await exceptionsOf()
        const url = `${base}/import-exceptions/${exception?.id}/dismiss`
        const dismissed = await admin.post<{ import_exception: ImportException }>(url)
        expect(dismissed).toMatchObject({
          status: 200,
          data: {
            import_exception: {
              ...exception,
              dismissed_at: expect.any(String) as string,
              dismissed_by: exception?.created_by,
            },
          },
        })
        expect((await admin.post(url)).data).toEqual(dismissed.data)
        expect(await exceptionsOf()).toEqual([])
        expect(await exceptionsOf({ open: "false", type: "reported_sale" })).toHaveLength(1)
        expect((await upload("reported-sales", file, keep)).status).toBe(200)
        expect(await exceptionsOf()).toEqual([])
        expectRefusal(await admin.post(`${base}/import-exceptions/nothing/dismiss`), "NOT_FOUND")
      })

      it("keeps exceptions of every kind of document", async () => {
        await opened()
        const lines = [...receipts, "A,Shop,Z,1,7.50,2026-01-10,D-1"]
        const answer = await upload("goods-receipts", toCsv(lines), keep)
        expect(answer.data.import.documents).toMatchObject([{ lines: 2 }, { lines: 1 }])
        expect(await exceptionsOf()).toMatchObject([{ type: "goods_receipt", line: 5 }])
      })

      it("takes prices and lots, and refuses a warehouse of ours", async () => {
        const { id, then } = await filledUp()
        const header = "warehouse,sku,quantity,unit_price,lot_id"
        const priced = toCsv([header, `Corner shop,A,1,12.50,${id.lot("A")}`])
        expect((await upload("reported-sales", priced)).status).toBe(201)
        await then.movements({ type: "reported_sale" }, { lot: "A", unit_cost: "12.5" })
        await opened()
        const ours = toCsv([header, "Shop,A,1,,"])
        expectRefusal(await upload("reported-sales", ours), "NOT_CONSIGNMENT_WAREHOUSE")
      })
    })

    describe("stock counts", () => {
      it("posts what was counted, and names each line that cannot be", async () => {
        const { given: ledger, then } = await opened()
        await ledger.receipt("L", "10", "7.50", { dated: "2026-01-10" })
        const header = "warehouse,sku,counted_quantity,reference"
        const refused = await upload(
          "stock-counts",
          toCsv([header, "Shop,X,8,C-1", "Shop,NO,1,C-1"])
        )
        expect(briefly(faultsOf(refused))).toEqual(["3 UNKNOWN_ITEM"])
        await then.lots({ L: "10" })
        const answer = await upload("stock-counts", toCsv([header, "Shop,X,8,C-1"]))
        expect(answer).toMatchObject({
          status: 201,
          data: { import: { documents: [{ type: "stock_count", reference: "C-1", lines: 1 }] } },
        })
        await then.lots({ L: "8" })
      })
    })

    describe("files", () => {
      it("refuses a header that it does not understand", async () => {
        const answer = await upload(
          "goods-receipts",
          toCsv(["sku,qty,sku,warehouse", "X,1,X,Shop"])
        )
        expectRefusal(answer, "INVALID_DATA", {
          path: "header",
          unknown: ["qty"],
          repeated: ["sku"],
          missing: [["contractor_code", "contractor_id"], ["quantity"]],
        })
      })

      it.each([
        ["an empty file", ""],
        ["a header without lines", `${header}\n`],
        ["a quotation that does not end", `${header}\nA,Shop,"X,1,1,,\n`],
      ])("refuses %s", async (_case, file) => {
        expectRefusal(await upload("goods-receipts", file), "INVALID_DATA")
      })

      it("refuses forms, JSON and unknown parameters", async () => {
        const url = `${base}/imports/goods-receipts`
        for (const contentType of ["multipart/form-data; boundary=x", "application/json"]) {
          expectRefusal(await admin.upload(url, "{}", { contentType }), "INVALID_DATA")
        }
        expectInvalid(await upload("goods-receipts", toCsv(receipts), { dry: "true" }), "dry")
      })

      it("takes the body as curl sends it", async () => {
        await opened()
        const answer = await admin.upload(`${base}/imports/goods-receipts`, toCsv(receipts), {
          contentType: "application/x-www-form-urlencoded",
        })
        expect(answer.status).toBe(201)
      })

      it("refuses a file of more than ten megabytes", async () => {
        const answer = await upload("goods-receipts", "x".repeat(10 * 1024 * 1024 + 1))
        expect(answer.status).toBe(413)
      })

      it("lets nobody in who is not signed in", async () => {
        const answer = await anyone.upload(`${base}/imports/goods-receipts`, toCsv(receipts))
        expect(answer.status).toBe(401)
      })
    })

    describe("the script", () => {
      const run = async (file: string, ...args: string[]) => {
        const path = join(tmpdir(), `consignment-import-${process.pid}.csv`)
        await writeFile(path, file)
        await importGoodsReceipts({ container: world.container(), args: [path, ...args] })
      }

      it("imports a file, or only checks it", async () => {
        await opened()
        await run(toCsv(receipts), "dry-run")
        expect(await count("goods-receipts")).toBe(0)
        await run(toCsv(receipts))
        expect(await count("goods-receipts")).toBe(2)
      })

      it("fails if a line is at fault", async () => {
        await opened()
        const file = toCsv([...receipts, "A,Shop,Z,1,7.50,2026-01-12,D-3"])
        await expect(run(file)).rejects.toMatchObject({ code: "UNKNOWN_ITEM" })
        expect(await count("goods-receipts")).toBe(0)
      })
    })
  },
})
