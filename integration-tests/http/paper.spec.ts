import assert from "node:assert"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { CreateContractorBody } from "../../src/http-contract/contractor"
import type { Document } from "../../src/http-contract/document"
import type { LetterPreview, SentLetter } from "../../src/http-contract/letter"
import type { Invoice } from "../../src/http-contract/invoice"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { pagesOf, readSheets } from "../../src/paper/__tests__/reading"
import type { Download } from "../helpers/client"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { listen } from "../helpers/listen"
import { recordMail, withoutMail } from "../helpers/mail"
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

    const { post } = world.consignment
    const download = (path: string, params: object = {}) =>
      admin.download(`${base}/${path}/document`, params)
    const csvOf = async (path: string, params: object = {}): Promise<string> =>
      (await download(path, { format: "csv", ...params })).data.toString("utf8")
    const pdfOf = async (path: string, params: object = {}): Promise<string> =>
      (await pagesOf((await download(path, params)).data)).join("\f")

    const changeContractor = (id: string, change: Partial<CreateContractorBody>) =>
      post(`contractors/${id}`, change)

    /** X was sold, Y was sold and came back, Z is in stock. */
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

    describe("are sent by e-mail", () => {
      let mail: Awaited<ReturnType<typeof recordMail>>
      beforeEach(async () => {
        mail = await recordMail(world.container())
      })
      afterEach(() => mail.stop())

      const address = "orders@wilgenhof.example"
      const previewOf = async (path: string, params: object = {}): Promise<LetterPreview> => {
        const { status, data } = await admin.get<LetterPreview>(`${base}/${path}/send`, params)
        expect(status).toBe(200)
        return data
      }
      const send = (path: string, body: object = {}) =>
        admin.post<{ letter: SentLetter }>(`${base}/${path}/send`, body)
      const addressed = async (language = "nl") => {
        const { settlement, receipt, path } = await settled()
        await changeContractor(settlement.contractor_id, { email: address, language })
        return { settlement, receipt, path }
      }

      it("in the contractor's language, once he has read what it will be", async () => {
        const { settlement, path } = await addressed()
        const { letter, can_send, sent } = await previewOf(path)
        expect({ letter, can_send, sent }).toMatchObject({
          letter: {
            to: [address],
            subject: expect.stringContaining(
              `Consignatieafrekening ${settlement.number}`
            ) as string,
            text: expect.stringContaining("In de bijlage vindt u") as string,
            language: "nl",
            file_name: `${settlement.number}.pdf`,
          },
          can_send: true,
          sent: [],
        })
        expect((await previewOf(path, { language: "pl" })).letter.language).toBe("pl")
        const answer = await send(path)
        expect(answer.status).toBe(201)
        expect(mail.sent).toMatchObject([
          {
            to: address,
            channel: "email",
            template: "consignment-paper",
            content: { subject: letter.subject, text: letter.text },
            data: { number: settlement.number, type: "settlement", id: settlement.id },
            attachments: [
              {
                filename: letter.file_name,
                content_type: "application/pdf",
                disposition: "attachment",
              },
            ],
          },
        ])
        const pdf = Buffer.from(mail.sent[0]?.attachments?.[0]?.content ?? "", "base64")
        expect((await pagesOf(pdf)).join("\f")).toBe(await pdfOf(path, { audience: "contractor" }))
        expect((await previewOf(path)).sent).toEqual([answer.data.letter])
        expect(await previewOf(path, { fields: "sent" })).toEqual({ sent: [answer.data.letter] })
        expect(answer.data.letter).toMatchObject({ to: [address], subject: letter.subject })
        expect(Date.parse(answer.data.letter.sent_at)).toBeLessThanOrEqual(Date.now())
      })

      it("with the words and to the addresses that were entered, escaped as HTML", async () => {
        const { path } = await addressed()
        const to = ["one@example.com", "two@example.com", "one@example.com"]
        const words = { subject: "October", text: "Hello <you> & all,\n\nsee below.\nAnna" }
        const { letter } = accepted(path, await send(path, { ...words, to }))
        expect(letter).toMatchObject({ ...words, to: ["one@example.com", "two@example.com"] })
        expect(mail.sent.map((one) => one.to).sort()).toEqual(letter.to)
        expect(mail.sent[0]?.content).toEqual({
          ...words,
          html: "<p>Hello &lt;you&gt; &amp; all,</p>\n<p>see below.<br>Anna</p>",
        })
      })

      it("once, however often the request comes", async () => {
        const { path } = await addressed()
        const body = { idempotency_key: `send ${path}` }
        const bus = listen(world.container())
        const answers = await Promise.all([send(path, body), send(path, body), send(path, body)])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
        expect(new Set(answers.map(({ data }) => data.letter.id)).size).toBe(1)
        expect(mail.sent).toHaveLength(1)
        const told = bus.told().filter(({ name }) => name === "consignment.letter.sent")
        bus.stop()
        expect(told.map(({ data }) => data)).toEqual([
          {
            id: answers[0]?.data.letter.id,
            paper_type: "settlement",
            paper_id: path.split("/")[1],
          },
        ])
        expectRefusal(await send(path, { ...body, subject: "Other" }), "IDEMPOTENCY_MISMATCH")
        expect((await send(path)).status).toBe(201)
        expect((await previewOf(path)).sent).toHaveLength(2)
      })

      /** A letter to three, of whom the mail server refuses one. */
      const sentInPart = async () => {
        const { path } = await addressed()
        const to = ["a@example.com", "b@example.com", "c@example.com"]
        const body = { to, subject: "October", idempotency_key: `part ${path}` }
        mail.refusing((one) => one.to === "b@example.com")
        const refused = await send(path, body)
        expect(refused).toMatchObject({ status: 503, data: { code: "UNAVAILABLE" } })
        mail.refusing(() => false)
        return { path, body, got: ["a@example.com", "c@example.com"] }
      }
      const addressees = () => mail.sent.map(({ to }) => to)

      it("to some, and the history lists those that got it", async () => {
        const { path, got } = await sentInPart()
        const { sent } = await previewOf(path)
        expect(sent).toMatchObject([{ to: got, subject: "October" }])
        expect(Date.parse(sent[0]?.sent_at ?? "")).toBeLessThanOrEqual(Date.now())
      })

      it("to nobody, and the history has no letter, until the mail server is back", async () => {
        const { path } = await addressed()
        const body = { to: ["a@example.com", "b@example.com"], idempotency_key: `away ${path}` }
        mail.refusing(() => true)
        expect((await send(path, body)).status).toBe(503)
        expect((await previewOf(path)).sent).toEqual([])
        mail.refusing(() => false)
        expect((await send(path, body)).status).toBe(201)
        expect((await previewOf(path)).sent).toMatchObject([{ to: body.to }])
      })

      it("not again to those who have got it, when the same request comes again", async () => {
        const { path, body, got } = await sentInPart()
        const [before] = (await previewOf(path)).sent
        const answer = await send(path, body)
        expect(answer).toMatchObject({ status: 201, data: { letter: { to: body.to } } })
        expect(addressees()).toEqual([...got, "b@example.com"])
        expect((await previewOf(path)).sent).toEqual([{ ...before, to: body.to }])
        expect((await send(path, body)).status).toBe(200)
        expect(mail.sent).toHaveLength(3)
      })

      it("not again to those who have got it, when the host has forgotten its notifications", async () => {
        const { path, body, got } = await sentInPart()
        await world
          .container()
          .resolve(ContainerRegistrationKeys.PG_CONNECTION)
          .raw("delete from notification")
        expect((await send(path, body)).status).toBe(201)
        expect(addressees()).toEqual([...got, "b@example.com"])
      })

      it("to a corrected address with a new key as a letter of its own", async () => {
        const { path, body, got } = await sentInPart()
        const corrected = { ...body, to: ["bee@example.com"] }
        expectRefusal(await send(path, corrected), "IDEMPOTENCY_MISMATCH")
        const again = { ...corrected, idempotency_key: `corrected ${path}` }
        expect((await send(path, again)).status).toBe(201)
        expect(addressees()).toEqual([...got, "bee@example.com"])
        expect((await previewOf(path)).sent).toMatchObject([{ to: corrected.to }, { to: got }])
      })

      it("once: a repeated request goes on with the letter as it was kept", async () => {
        const { settlement, path } = await addressed()
        const body = { idempotency_key: `kept ${path}` }
        mail.refusing(() => true)
        expect((await send(path, body)).status).toBe(503)
        mail.refusing(() => false)
        await changeContractor(settlement.contractor_id, { email: null, language: "pl" })
        const { letter } = accepted(path, await send(path, body))
        expect(letter).toMatchObject({ to: [address], language: "nl" })
        const pdf = Buffer.from(mail.sent[0]?.attachments?.[0]?.content ?? "", "base64")
        const dutch = { audience: "contractor", language: "nl" }
        expect((await pagesOf(pdf)).join("\f")).toBe(await pdfOf(path, dutch))
      })

      it("once: a repeated request is answered without the address, the provider and the paper", async () => {
        const { settlement, path } = await addressed()
        const body = { idempotency_key: `again ${path}` }
        const first = accepted(path, await send(path, body))
        await changeContractor(settlement.contractor_id, { email: null })
        const ledger = world.container().resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        const reading = jest.spyOn(ledger, "retrieveSettlement")
        try {
          await withoutMail(world.container(), async () => {
            expect(await send(path, body)).toMatchObject({ status: 200, data: first })
          })
          expect(reading).not.toHaveBeenCalled()
          // Without a key, the same request reads the paper and misses the address.
          expectInvalid(await send(path), "to")
          expect(reading).toHaveBeenCalled()
        } finally {
          reading.mockRestore()
        }
        expect(mail.sent).toHaveLength(1)
      })

      it("not without an address, nor from a store without a mail provider", async () => {
        const { path } = await settled()
        expect((await previewOf(path)).letter.to).toEqual([])
        expectInvalid(await send(path), "to")
        expectInvalid(await send(path, { to: ["nobody"] }), "to.0")
        await withoutMail(world.container(), async () => {
          expect((await previewOf(path)).can_send).toBe(false)
          const refused = await send(path, { to: [address] })
          expectRefusal(refused, "INVALID_DATA", { reason: "no_mail_provider" })
        })
        expect(mail.sent).toEqual([])
        expect((await previewOf(path)).sent).toEqual([])
      })

      it("of documents and posted invoices, but not of drafts", async () => {
        const { receipt, settlement } = await addressed("pl")
        const { invoice } = await post<{ invoice: Invoice }>("invoices", {
          contractor_id: settlement.contractor_id,
          settlement_ids: [settlement.id],
          kind: "self_billed",
        })
        expectInvalid(await send(`invoices/${invoice.id}`), "id")
        await post(`invoices/${invoice.id}/post`)
        for (const path of [`invoices/${invoice.id}`, `goods-receipts/${receipt.id}`]) {
          expect((await send(path)).status).toBe(201)
          expect((await previewOf(path)).sent).toHaveLength(1)
        }
        expect(mail.sent.map(({ template }) => template)).toHaveLength(2)
        for (const resource of ["settlements", "invoices", "deliveries", "consignor-returns"]) {
          expectRefusal(await send(`${resource}/unknown`), "NOT_FOUND")
          expectRefusal(await admin.get(`${base}/${resource}/unknown/send`), "NOT_FOUND")
        }
      })
    })
  },
})
