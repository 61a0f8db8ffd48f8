import { Modules } from "@medusajs/framework/utils"
import type { Attachment } from "../../src/http-contract/attachment"
import type { Document, DocumentSummary, ReversalDocument } from "../../src/http-contract/document"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"
const text = expect.any(String) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const { get } = world.consignment

    describe("the list of all documents", () => {
      interface Page {
        documents: DocumentSummary[]
        count: number
      }
      const list = (params: object) => get<Page>("documents", params)

      /** A receipt of A, an issue that took from it, and the issue's reversal. */
      const told = async () => {
        const story = tellOfDocuments(world)
        const receipt = await story.given.receipt("L", "20", "7.50")
        const issue = await story.when.issues("5")
        const { reversal } = await story.when.reverses(issue)
        return { ...story, receipt, issue, reversal }
      }

      it("shows every kind, reversals included, the newest first, and who posted it", async () => {
        const { receipt, issue, reversal, id } = await told()
        const contractorId = await id.contractor("A")
        const { documents, count } = await list({ contractor_id: contractorId })
        expect(count).toBe(3)
        expect(documents.map(({ number }) => number)).toEqual([
          reversal.number,
          issue.number,
          receipt.number,
        ])
        expect(documents).toMatchObject([
          {
            type: "reversal",
            created_by: text,
            reverses: { id: issue.id, type: "goods_issue", number: issue.number },
            reversed_by: [],
          },
          {
            type: "goods_issue",
            status: "reversed",
            contractor_ids: [contractorId],
            line_count: 1,
            reverses: null,
            reversed_by: [reversal],
          },
          {
            type: "goods_receipt",
            status: "posted",
            contractor_ids: [contractorId],
            reversed_by: [],
          },
        ])
      })

      it("is searched by number, and filtered by kind, status and day", async () => {
        const { receipt, issue, reversal } = await told()
        const numbersOf = async (params: object) =>
          (await list(params)).documents.map(({ number }) => number)
        expect(await numbersOf({ q: reversal.number })).toEqual([reversal.number])
        expect(await numbersOf({ q: receipt.number.toLowerCase() })).toContain(receipt.number)
        const ids = { id: [receipt.id, issue.id, reversal.id], order: "number" }
        expect(await numbersOf({ ...ids, type: "reversal" })).toEqual([reversal.number])
        expect(await numbersOf({ ...ids, type: ["goods_issue", "goods_receipt"] })).toEqual([
          issue.number,
          receipt.number,
        ])
        expect(await numbersOf({ ...ids, status: "reversed" })).toEqual([issue.number])
        expect(await numbersOf({ ...ids, posted_at: { $lt: "2020-01-01" } })).toEqual([])
      })

      it("finds what names a contractor and what took from its lots, in pages, among other filters", async () => {
        const { receipt, issue, reversal, given, when, id } = await told()
        await given.receipt("B:M", "1", "7.50", { item: "Y" })
        const contractor_id = await id.contractor("A")
        const numbersOf = async (params: object) => {
          const { documents, count } = await list({ contractor_id, ...params })
          return [count, ...documents.map(({ number }) => number)]
        }
        const newest = { order: "-number", type: ["goods_issue", "goods_receipt", "reversal"] }
        expect(await numbersOf({ limit: 1, offset: 1 })).toEqual([3, issue.number])
        expect(await numbersOf({ limit: 1, offset: 7 })).toEqual([3])
        expect(await numbersOf({ order: "posted_at" })).toEqual([
          3,
          receipt.number,
          issue.number,
          reversal.number,
        ])
        expect(await numbersOf({ ...newest, status: "reversed" })).toEqual([1, issue.number])
        expect(await numbersOf({ type: "reversal" })).toEqual([1, reversal.number])
        expect(await numbersOf({ q: receipt.number })).toEqual([1, receipt.number])
        expect(await numbersOf({ posted_at: { $lt: "2020-01-01" } })).toEqual([0])
        expect(await numbersOf({ contractor_id: "concon_none" })).toEqual([0])
        const ofBoth = [contractor_id, await id.contractor("B")]
        expect((await list({ contractor_id: ofBoth })).count).toBe(4)

        const again = await when.issues("2")
        const asked = { contractor_id, order: "posted_at", limit: 1, offset: 1 }
        expect(await get("goods-issues", asked)).toMatchObject({
          count: 2,
          goods_issues: [{ id: again.id }],
        })
      })

      it("counts and pages without a filter, too", async () => {
        await told()
        const first = await list({ limit: 2 })
        const second = await list({ limit: 2, offset: 2 })
        expect(first.documents).toHaveLength(2)
        expect(second.documents[0]?.id).not.toBe(first.documents[1]?.id)
        expect(second.count).toBe(first.count)
        expect(first.count).toBeGreaterThanOrEqual(3)
      })

      it("leaves out drafts", async () => {
        const { documents } = await list({ status: "draft" })
        expect(documents).toEqual([])
      })
    })

    describe("a reversal", () => {
      it("names what it reverses, and is named by it", async () => {
        const { given, when } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("5")
        const { reversal: posted } = await when.reverses(issue)
        const { reversal } = await get<{ reversal: ReversalDocument }>(`reversals/${posted.id}`)
        expect(reversal).toMatchObject({
          id: posted.id,
          type: "reversal",
          number: posted.number,
          created_by: text,
          reverses_id: issue.id,
          reverses: { id: issue.id, type: "goods_issue", number: issue.number },
          reversed_by: [],
          lines: [{ quantity: "5", line_id: issue.lines[0]?.id }],
        })
        const { goods_issue: reversed } = await get<{ goods_issue: Document }>(
          `goods-issues/${issue.id}`
        )
        expect(reversed).toMatchObject({ status: "reversed", reversed_by: [posted] })
        expectRefusal(await admin.get(`${base}/reversals/${issue.id}`), "NOT_FOUND")
      })

      it("of each part of a purchase is named", async () => {
        const { given, when } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50")
        const bought = await when.buys("6")
        const line = { line_id: bought.lines[0]?.id, quantity: "2" }
        const reverse = async () =>
          accepted(
            "reverse",
            await admin.post<{ ownership_transfer: Document; reversal: { id: string } }>(
              `${base}/ownership-transfers/${bought.id}/reverse`,
              { lines: [line] }
            )
          )
        const [first, second] = [await reverse(), await reverse()]
        expect(second.ownership_transfer).toMatchObject({
          status: "partly_reversed",
          reversed_by: [first.reversal, second.reversal],
        })
      })
    })

    describe("files", () => {
      const url = `${base}/attachments`
      const pdf = "%PDF-1.7\n1 0 obj\n"
      const attach = (params: object, content = pdf) =>
        admin.upload<{ attachment: Attachment }>(url, content, {
          params,
          contentType: "application/octet-stream",
        })
      const received = async () => await tellOfDocuments(world).given.receipt("L", "20", "7.50")

      it("are attached to a document, listed, downloaded and deleted", async () => {
        const { id: documentId } = await received()
        const about = { document_id: documentId }
        const added = await attach({ ...about, file_name: "Pakbon 12 – blauw.pdf" })
        expect(added).toMatchObject({
          status: 201,
          data: {
            attachment: {
              id: text,
              document_id: documentId,
              settlement_id: null,
              invoice_id: null,
              file_name: "Pakbon 12 – blauw.pdf",
              mime_type: "application/pdf",
              size: pdf.length,
              created_by: text,
            },
          },
        })
        const { attachment } = added.data
        expect((await admin.get(url, about)).data).toEqual({ attachments: [attachment] })
        const file = await admin.download(`${url}/${attachment.id}/file`)
        expect(file.status).toBe(200)
        expect(file.data.toString()).toBe(pdf)
        expect(file.headers["content-type"]).toContain("application/pdf")
        expect(file.headers["content-disposition"]).toMatch(/^attachment;.*Pakbon/)
        expect(file.headers["x-content-type-options"]).toBe("nosniff")
        expect((await admin.delete(`${url}/${attachment.id}`)).data).toEqual({
          id: attachment.id,
          object: "attachment",
          deleted: true,
        })
        expect((await admin.get(url, about)).data).toEqual({ attachments: [] })
        expectRefusal(await admin.delete(`${url}/${attachment.id}`), "NOT_FOUND")
        expect((await admin.download(`${url}/${attachment.id}/file`)).status).toBe(404)
      })

      it("belong to settlements and invoices, too", async () => {
        const { given, when } = tellOfDocuments(world)
        await given.receipt("L", "20", "7.50")
        await when.issues("5")
        const settlement = await when.settles()
        const invoice = await when.drafts([settlement])
        const [one, two] = [
          await attach({ settlement_id: settlement.id, file_name: "a.txt" }, "checked"),
          await attach({ invoice_id: invoice.id, file_name: "b.csv" }, "sku;quantity"),
        ]
        expect(one.data.attachment).toMatchObject({ settlement_id: settlement.id })
        expect(two.data.attachment).toMatchObject({ invoice_id: invoice.id })
      })

      it("are refused by type, size, name and paper, and nothing is kept", async () => {
        const { id: documentId } = await received()
        const about = { document_id: documentId }
        const file = world.container().resolve(Modules.FILE)
        const create = jest.spyOn(file, "createFiles")
        expectInvalid(await attach({ ...about, file_name: "page.html" }, "<html>"), "file_name")
        expectInvalid(await attach({ ...about, file_name: "note.pdf" }, "<html>"), "file_name")
        expectInvalid(await attach({ ...about, file_name: "../note.pdf" }), "file_name")
        expectInvalid(await attach({ ...about, file_name: "note.pdf" }, ""), "file")
        expectInvalid(await attach(about), "file_name")
        expectInvalid(await attach({ file_name: "note.pdf" }), "document_id")
        expectInvalid(
          await attach({ document_id: "condoc_none", file_name: "note.pdf" }),
          "document_id"
        )
        expectInvalid(
          await attach({ ...about, invoice_id: "coninv_1", file_name: "note.pdf" }),
          "document_id"
        )
        const large = await attach({ ...about, file_name: "note.pdf" }, pdf.padEnd(10_485_761))
        expect(large.status).toBe(413)
        expect(create).not.toHaveBeenCalled()
        create.mockRestore()
        expect((await admin.get(url, about)).data).toEqual({ attachments: [] })
      })

      it("that cannot be noted are not kept", async () => {
        const { id: documentId } = await received()
        const about = { document_id: documentId }
        await Promise.all(
          Array.from({ length: 20 }, (_, n) => attach({ ...about, file_name: `${n}.pdf` }))
        )
        const file = world.container().resolve(Modules.FILE)
        const deleted = jest.spyOn(file, "deleteFiles")
        expectInvalid(await attach({ ...about, file_name: "one-too-many.pdf" }), "document_id")
        expect(deleted).toHaveBeenCalledTimes(1)
        deleted.mockRestore()
      })
    })
  },
})
