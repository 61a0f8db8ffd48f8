import assert from "node:assert"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { CreateContractorBody } from "../../src/http-contract/contractor"
import type { Document } from "../../src/http-contract/document"
import type { Invoice } from "../../src/http-contract/invoice"
import { pagesOf, readSheets } from "../../src/paper/__tests__/reading"
import type { Download } from "../helpers/client"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"

const contentTypes = {
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
type Format = keyof typeof contentTypes

const expectFile = ({ status, headers }: Download, name: string, format: Format): void => {
  expect({ status, headers }).toMatchObject({
    status: 200,
    headers: {
      "content-type": contentTypes[format],
      "content-disposition": `attachment; filename="${name}.${format}"`,
    },
  })
}

/** The refusal in what was to be a file. */
const refusalIn = ({ status, data }: Download) => ({
  status,
  data: JSON.parse(data.toString("utf8")) as unknown,
})

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, anyone, story } = world

    const post = async <Body>(path: string, data: object = {}): Promise<Body> =>
      accepted(path, await admin.post<Body>(`${base}/${path}`, data))
    const download = (path: string, params: object = {}) =>
      admin.download(`${base}/${path}/document`, params)
    const csvOf = async (path: string, params: object = {}): Promise<string> =>
      (await download(path, { format: "csv", ...params })).data.toString("utf8")
    const pdfOf = async (path: string, params: object = {}): Promise<string> =>
      (await pagesOf((await download(path, params)).data)).join("\f")

    const changeContractor = (id: string, change: Partial<CreateContractorBody>) =>
      post(`contractors/${id}`, change)

    /** X was sold, Y was sold and came back, Z lies there. */
    const settled = async () => {
      const { given, when } = story({ terms: { time_zone: "Europe/Warsaw" } })
      const receipt = await given.receipt("L", "20", "7.50", { item: "X", dated: "2026-01-05" })
      await given.receipt("M", "5", "3.00", { item: "Y", dated: "2026-01-05" })
      await when.issues({ X: "8" }, { dated: "2026-01-10" })
      const issue = await when.issues({ Y: "1" }, { dated: "2026-01-11" })
      await when.returns({ Y: "1" }, { of: issue, dated: "2026-01-12" })
      const settlement = await when.settles({ to: "2026-01-31" })
      return { receipt, settlement, path: `settlements/${settlement.id}` }
    }

    const invoiced = async () => {
      const { settlement } = await settled()
      const { invoice } = await post<{ invoice: Invoice }>("invoices", {
        contractor_id: settlement.contractor_id,
        settlement_ids: [settlement.id],
        kind: "supplier",
        number: "FV/1/2026",
      })
      return { settlement, invoice, path: `invoices/${invoice.id}` }
    }

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("a settlement", () => {
      it("is a PDF without being asked, with sender, recipient, period and stock", async () => {
        const { settlement, path } = await settled()
        const query = world.container().resolve(ContainerRegistrationKeys.QUERY)
        const { data } = await query.graph({ entity: "store", fields: ["name"] })
        const [store] = data as { name: string }[]
        assert(store)
        await changeContractor(settlement.contractor_id, {
          name: "Żółw i Gęś",
          address: { address_1: "ul. Świętokrzyska 31", postal_code: "00-049", city: "Warszawa" },
          country_code: "PL",
        })
        await post(`contractors/${settlement.contractor_id}/items`, {
          items: [{ sku: "X", contractor_sku: "OWN-X" }],
        })
        expectFile(await download(path), String(settlement.number), "pdf")
        const text = await pdfOf(path)
        for (const words of [
          store.name,
          "Consignment settlement",
          "Żółw i Gęś\nul. Świętokrzyska 31\n00-049 Warszawa\nPoland",
          `Number ${settlement.number}`,
          "Period until 31 January 2026",
          "X OWN-X X 8 0 8 60.00 8 60.00",
          "Total 60.00 60.00",
          "Stock statement",
          "X OWN-X X 0 20 8 0 0 12",
          "Page 1 of 1",
        ]) {
          expect(text).toContain(words)
        }
      })

      it("hides what is balanced from the contractor", async () => {
        const { path } = await settled()
        const skusIn = (csv: string) =>
          csv.split("\r\n").flatMap((line) => line.split(",")[1] ?? [])
        expect(skusIn(await csvOf(path))).toEqual(["SKU", "X", "Y"])
        expect(skusIn(await csvOf(path, { audience: "contractor" }))).toEqual(["SKU", "X"])
        const stock = await csvOf(path, { audience: "contractor", table: "stock" })
        expect(skusIn(stock)).toEqual(["SKU", "X", "Y"])
        const [sheet] = await readSheets(
          (await download(path, { format: "xlsx", audience: "contractor" })).data
        )
        expect(sheet?.data.map((row) => row[1])).toEqual(["SKU", "X", null])
      })

      it("lists every movement it closed, in files for programs", async () => {
        const { path } = await settled()
        const rows = (await csvOf(path, { table: "movements" })).split("\r\n").slice(1, -1)
        const cells = rows.map((row) => row.split(","))
        expect(cells.map(([, sku, , , date, , type]) => [sku, date, type])).toEqual([
          ["X", "2026-01-05", "goods_receipt"],
          ["Y", "2026-01-05", "goods_receipt"],
          ["X", "2026-01-10", "goods_issue"],
          ["Y", "2026-01-11", "goods_issue"],
          ["Y", "2026-01-12", "goods_issue_return"],
        ])
        const sheets = await readSheets(
          (await download(path, { format: "xlsx", table: "movements" })).data
        )
        const listed = sheets.find(({ sheet }) => sheet === "Movements")
        expect(listed?.data.map((row) => row[9])).toEqual(["Quantity", 20, 5, -8, -1, 1])
      })

      it("says that it was cancelled", async () => {
        const { path } = await settled()
        await post(`${path}/cancel`)
        expect(await pdfOf(path)).toContain("Cancelled")
      })

      it("outlives the contractor and the item", async () => {
        const { given, when } = story()
        await given.receipt("L", "1", "7.50")
        await when.issues("1")
        const settlement = await when.settles()
        const { invoice } = await post<{ invoice: Invoice }>("invoices", {
          contractor_id: settlement.contractor_id,
          settlement_ids: [settlement.id],
          kind: "supplier",
          number: "FV/1/2026",
        })
        await post(`invoices/${invoice.id}/post`)
        const [line] = settlement.lines
        for (const url of [
          `${base}/contractors/${settlement.contractor_id}`,
          `/admin/inventory-items/${line?.inventory_item_id}`,
        ]) {
          accepted(url, await admin.delete(url))
        }
        const answer = await download(`settlements/${settlement.id}`)
        expectFile(answer, String(settlement.number), "pdf")
      })
    })

    describe("its language", () => {
      it.each([
        [undefined, undefined, "Consignment settlement"],
        ["pl", undefined, "Rozliczenie konsygnacji"],
        ["nl-BE", undefined, "Consignatieafrekening"],
        ["de", undefined, "Consignment settlement"],
        ["pl", "nl", "Consignatieafrekening"],
        ["pl", "en", "Consignment settlement"],
      ])("of the contractor %s and the wish %s is that of %s", async (own, language, title) => {
        const { settlement, path } = await settled()
        await changeContractor(settlement.contractor_id, { language: own ?? null })
        expect(await pdfOf(path, { language })).toContain(title)
      })
    })

    describe("other papers", () => {
      it.each(Object.keys(contentTypes) as Format[])("are sent as %s", async (format) => {
        const { receipt, settlement } = await settled()
        const { consignor_return: goodsReturn } = await post<{ consignor_return: Document }>(
          "consignor-returns",
          {
            contractor_id: settlement.contractor_id,
            warehouse_id: receipt.warehouse_id,
            lines: [{ sku: "X", quantity: "2" }],
          }
        )
        expectFile(
          await download(`goods-receipts/${receipt.id}`, { format }),
          receipt.number,
          format
        )
        expectFile(
          await download(`consignor-returns/${goodsReturn.id}`, { format }),
          goodsReturn.number,
          format
        )
        expectFile(
          await download(`settlements/${settlement.id}`, { format }),
          String(settlement.number),
          format
        )
      })

      it("write what they say", async () => {
        const { receipt } = await settled()
        expect(await csvOf(`goods-receipts/${receipt.id}`)).toContain(
          `${receipt.number},X,,X,,,,20,7.5,150.00,EUR\r\n`
        )
      })

      it("name an invoice after its number, and a draft without one after its id", async () => {
        const { settlement, invoice, path } = await invoiced()
        expectFile(await download(path), "FV-1-2026", "pdf")
        const draft = await pdfOf(path)
        expect(draft).toContain("Purchase invoice\nDraft")
        expect(draft).toContain(`Settlements ${settlement.number}`)
        expect(draft).toContain("X X 8 7.50 60.00")

        await post(`${path}/post`)
        const { invoice: credit } = await post<{ invoice: Invoice }>(`${path}/credit`, {
          lines: [{ line_id: invoice.lines[0]?.id, quantity: "3" }],
        })
        expect(await pdfOf(`invoices/${credit.id}`)).toContain("Credits invoice FV/1/2026")

        const { invoice: another } = await post<{ invoice: Invoice }>("invoices", {
          contractor_id: settlement.contractor_id,
          settlement_ids: [settlement.id],
          kind: "supplier",
        })
        expectFile(await download(`invoices/${another.id}`, { format: "csv" }), another.id, "csv")
      })
    })

    describe("a paper", () => {
      const kinds = ["settlements", "goods-receipts", "consignor-returns", "invoices"]

      it.each(kinds)("of unknown %s is not found", async (kind) => {
        expectRefusal(refusalIn(await download(`${kind}/unknown`)), "NOT_FOUND")
      })

      it.each(kinds)("of %s is refused in another format, language or wish", async (kind) => {
        const refused = async (params: object) =>
          refusalIn(await download(`${kind}/unknown`, params))
        expectInvalid(await refused({ format: "docx" }), "format")
        expectInvalid(await refused({ language: "de" }), "language")
        expectInvalid(await refused({ colour: "red" }), "colour")
      })

      it("of a settlement is refused to an unknown audience", async () => {
        const { path } = await settled()
        expectInvalid(refusalIn(await download(path, { audience: "press" })), "audience")
      })

      it("of another kind is not found", async () => {
        const { receipt } = await settled()
        const answer = await download(`consignor-returns/${receipt.id}`)
        expectRefusal(refusalIn(answer), "NOT_FOUND")
      })

      it.each(kinds)("of %s is for users who are signed in", async (kind) => {
        const { status } = await anyone.download(`${base}/${kind}/unknown/document`)
        expect(status).toBe(401)
      })
    })
  },
})
