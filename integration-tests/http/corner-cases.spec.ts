import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

/** LOC and OWNLOC belong together: LOC must hold no own stock. */
const dedicated: Setting = { warehouses: { LOC: { branch_code: "WAW", own: "OWNLOC" } } }
const krakow: Setting = { warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("settlements of one account", () => {
      it("may have the same cut-off; an invoice of the first leaves out the second", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "2.00", { dated: "2026-01-02" })
        await when.issues("5", { dated: "2026-01-10" })
        const first = await when.settles({ to: "2026-01-15" })
        await when.issues("3", { dated: "2026-01-12" })
        const second = await when.settles({ to: "2026-01-15" })
        expect(second.period_from).toBe(first.cut_off)
        await then.lines(second, {
          opening: "5",
          issued: "3",
          net: "3",
          to_invoice: "8",
          net_value: "6.00",
          amount: "16.00",
          late_quantity: "3",
        })
        then.invoiceLines(await when.drafts([second, first]), "8 @2")
        const draft = await when.drafts([first])
        then.invoiceLines(draft, "5 @2")
        await when.posts(draft)
        then.invoiceLines(await when.drafts([second]), "3 @2")
      })

      it("are cancelled from the last on, also with the same cut-off, and closed again", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "10.00", { dated: "2026-01-02" })
        await when.issues("5", { dated: "2026-01-10" })
        const january = await when.settles({ to: "2026-01-31" })
        await when.issues("2", { dated: "2026-01-11" })
        const again = await when.settles({ to: "2026-01-31" })
        const draft = await when.drafts([january])
        await then.refuses(() => when.cancels(january), "SETTLEMENT_NOT_LATEST")
        expect(await when.cancels(again)).toMatchObject({
          status: "cancelled",
          number: again.number,
        })
        await when.posts(draft)
        const closed = await when.settles({ to: "2026-02-28" })
        expect(closed).toMatchObject({ period_from: january.cut_off })
        await then.lines(closed, {
          issued: "2",
          net: "2",
          net_value: "20.00",
          late_quantity: "2",
        })
        await then.statement(closed, { opening: "15", consumed: "2", closing: "13" })
        await when.cancels(closed)
        await then.refuses(() => when.cancels(january), "SETTLEMENT_INVOICED")
      })

      it("are cancelled or invoiced, not both, by two who ask at once", async () => {
        const { given, when, id } = story()
        await given.receipt("L", "20", "10.00")
        await when.issues("5")
        const contractor_id = await id.contractor("A")
        for (let round = 0; round < 6; round += 1) {
          const settlement = await when.settles()
          const [cancelled, drafted] = await Promise.all([
            admin.post(`${base}/settlements/${settlement.id}/cancel`),
            admin.post<{ invoice: { id: string } }>(`${base}/invoices`, {
              contractor_id,
              settlement_ids: [settlement.id],
              kind: "supplier",
            }),
          ])
          const outcome = [cancelled, drafted].map(({ status }) => status)
          expect([
            [200, 400],
            [400, 201],
          ]).toContainEqual(outcome)
          if (drafted.status === 201) {
            await admin.delete(`${base}/invoices/${drafted.data.invoice.id}`)
            await when.cancels(settlement)
          }
        }
      })

      it("round to the decimals of yen and dinars, and share the rest among the branches", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "100.5", { currency: "JPY" })
        await given.receipt("B:K", "20", "0.0005", { currency: "KWD", item: "Y" })
        for (const branch of ["A", "B", "C"]) await when.issues("1", { branch })
        await when.issues({ Y: "3" })
        await then.lines(await when.settles(), {
          issued: "3",
          net: "3",
          net_value: "302",
          branches: [
            ["A", "1", "101"],
            ["B", "1", "101"],
            ["C", "1", "100"],
          ],
        })
        const dinars = await when.settles({ contractor: "B" })
        await then.lines(dinars, { item: "Y", issued: "3", net: "3", net_value: "0.002" })
        expect(await when.invoices([dinars], { contractor: "B" })).toMatchObject({
          amount: "0.002",
          variance_amount: "0.000",
        })
      })

      it("find again only what is not settled; the rest is a gain without debt", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "30", "5.00")
        await when.counts("28", { contractor: "A" })
        await when.settles()
        await when.counts("27", { contractor: "A" })
        await when.counts("30", { contractor: "A" })
        const settlement = await when.settles()
        await then.lines(settlement, {
          opening: "2",
          counted_lost: "0",
          to_invoice: "2",
          amount: "10.00",
        })
        await then.statement(settlement, { opening: "28", counted: "2", closing: "30" })
      })
    })

    describe("warehouses", () => {
      it("send own stock to no warehouse that holds none", async () => {
        const [here, own, next] = [
          await world.given.stockLocation(),
          await world.given.stockLocation(),
          await world.given.stockLocation(),
        ]
        await world.given.warehouse({ stock_location_id: here.id, own_stock_location_id: own.id })
        const sending = await world.given.warehouse({ stock_location_id: next.id })
        const dedicate = { own_stock_location_id: next.id, direction: "inbound" }
        expectRefusal(
          await admin.post(`${base}/warehouses`, { stock_location_id: own.id, ...dedicate }),
          "DEDICATED_WAREHOUSE"
        )
        const url = `${base}/warehouses/${sending.id}`
        expectRefusal(
          await admin.post(url, { own_stock_location_id: here.id }),
          "DEDICATED_WAREHOUSE"
        )
        expect(await admin.post(url, { own_stock_location_id: own.id })).toMatchObject({
          status: 200,
        })
      })

      it("have a branch code with something in it, or none", async () => {
        const { id: stock_location_id } = await world.given.stockLocation()
        const body = { stock_location_id, direction: "inbound" }
        expectInvalid(
          await admin.post(`${base}/warehouses`, { ...body, branch_code: "" }),
          "branch_code"
        )
        await world.given.warehouse({ stock_location_id, branch_code: null })
      })

      it("show own goods where none are allowed, also without consigned stock", async () => {
        const { given, id } = story(dedicated)
        await id.warehouse("LOC")
        await given.own("2", { isDifference: true })
        const { data } = await admin.get<{ differences: object[] }>(`${base}/reconciliation`)
        expect(data.differences).toEqual([
          {
            stock_location_id: await id.location("LOC"),
            stock_location_name: "LOC",
            inventory_item_id: await id.item("X"),
            sku: "X",
            stocked: "2",
            consigned: "0",
            pending: "0",
            difference: "2",
          },
        ])
      })
    })

    describe("returns", () => {
      it("open a reversed issue again when they are reversed themselves", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "2.00")
        const issue = await when.issues("5")
        const back = await when.returns("2", { of: issue })
        await when.reverses(issue)
        await then.refuses(() => when.returns("1", { of: issue }), "EXCEEDS_RETURNABLE")
        await when.reverses(back)
        await then.lots({ L: "18" })
        expect(await admin.get(`${base}/goods-issues/${issue.id}`)).toMatchObject({
          data: { goods_issue: { status: "partly_reversed" } },
        })
        await then.gaveBack(await when.returns("1", { of: issue }), "L 1 open")
        expect((await when.reverses(issue)).document.status).toBe("reversed")
        await then.lots({ L: "20" })
        await then.lines(await when.settles(), { issued: "5", returned: "5", balanced: true })
      })

      it("go to a child lot at an own location that is a mixed warehouse itself", async () => {
        const { given, when, then } = story({
          warehouses: {
            LOC: { branch_code: "WAW", own: "OWNLOC" },
            OWNLOC: { branch_code: "OWN" },
          },
        })
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        await then.gaveBack(
          await when.returns("3", { of: issue, at: "OWNLOC" }),
          "child of L 3 open"
        )
        await then.level(["12", "0", "12"])
        await then.level(["3", "0", "3"], { at: "OWNLOC" })
      })

      it("that are not netted leave a dedicated warehouse, and come back to it when they are reversed", async () => {
        const { given, when, then } = story({ ...dedicated, terms: { net_returns: false } })
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("8")
        const back = await when.returns("3", { of: issue })
        await then.gaveBack(back, "own 3 net_returns_off")
        expect(back.lines[0]?.allocations).toMatchObject([
          { unit_cost: "7.5", currency_code: "EUR" },
        ])
        await then.level(["12", "0", "12"])
        await then.level(["3", "3", "0"], { at: "OWNLOC" })
        await when.reverses(back)
        await then.level(["12", "0", "12"])
        await then.level(["0", "0", "0"], { at: "OWNLOC" })
        await when.reverses(issue)
        await then.level(["20", "0", "20"])
        await then.lines(await when.settles(), { issued: "8", returned: "8", balanced: true })
      })

      it("may be settled for one contractor and open for another", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("A:LA", "10", "1.00")
        await given.receipt("B:LB", "10", "2.00")
        const issue = await when.issues("15")
        await then.picks(issue, "LA 10", "LB 5")
        await when.settles({ contractor: "A" })
        const back = await when.returns("12", { of: issue, at: "KRK" })
        await then.gaveBack(back, "child of LB 5 open", "own 7 settled")
        await then.level(["12", "7", "5"], { at: "KRK" })
        await then.refuses(() => when.returns("4", { of: issue }), "EXCEEDS_RETURNABLE")
        await then.lines(await when.settles({ contractor: "B" }), {
          issued: "5",
          returned: "5",
          balanced: true,
        })
      })

      it("follow the terms of their own day, before and after the end of the agreement", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "10.00")
        const issue = await when.issues("5")
        const url = `${base}/agreements/${await given.agreement("A", "EUR")}`
        await admin.post(url, { net_returns: false })
        await then.gaveBack(await when.returns("1", { of: issue }), "own 1 net_returns_off")
        await admin.post(url, { net_returns: true, valid_to: "2026-01-01" })
        await then.gaveBack(await when.returns("1", { of: issue }), "L 1 open")
        const receive = () => given.receipt("L2", "1", "1", { hasAgreement: false })
        await then.refuses(receive, "NO_AGREEMENT")
        await then.lines(await when.settles(), {
          issued: "5",
          returned: "1",
          net: "4",
          net_value: "40.00",
        })
      })
    })

    describe("an issue strategy of the store", () => {
      it("puts the sources into its own order, for one issue or for a warehouse", async () => {
        const { given, when, then } = story({
          warehouses: { LOC: { issue_strategy: "largest_first" } },
        })
        await given.own("4")
        await given.receipt("SMALL", "2", "5.00", { dated: "2026-01-01" })
        await given.receipt("LARGE", "9", "5.00", { dated: "2026-01-02" })
        await then.picks(
          await when.plans("10", { strategy: "fifo" }),
          "own 4",
          "SMALL 2",
          "LARGE 4"
        )
        await then.picks(await when.issues("10"), "LARGE 9", "own 1")
        const unknown = () => when.issues("1", { strategy: "smallest_first" })
        await then.refuses(unknown, "INVALID_DATA", { path: "issue_strategy" })
      })
    })

    describe("a late issue", () => {
      it("dates each of several lots by itself", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "5", "1.00", { dated: "2026-01-02" })
        await given.receipt("L2", "5", "1.00", { dated: "2026-01-20" })
        await given.receipt("L3", "5", "1.00", { dated: "2026-02-10" })
        await when.settles({ to: "2026-01-31" })
        const issue = await when.issues("12", { dated: "2026-01-10" })
        await then.movements(
          issue,
          { lot: "L1", quantity: "-5", dated: "2026-01-10", late: true },
          { lot: "L2", quantity: "-5", dated: "2026-01-20", late: true },
          { lot: "L3", quantity: "-2", dated: "2026-02-10", late: false }
        )
        expect(issue.late).toBe(true)
        await then.lines(await when.settles({ to: "2026-02-28" }), {
          issued: "12",
          net: "12",
          net_value: "12.00",
          late_quantity: "10",
        })
      })
    })

    describe("prepaid goods", () => {
      it("are moved last, left out of a revaluation, sold first, and credited only as far as they are not sold", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "20", "10.00")
        await when.issues("5")
        const draft = await when.drafts([await when.settles()])
        await when.posts(await when.edits(draft, 0, { quantity: "9", unit_price: "11.00" }))
        await when.moves("13", "KRK")
        await then.lot("L", { quantity_prepaid: "2", quantity_remaining: "2" })
        await when.revalues("12.00")
        const sold = await when.issues("3", { at: "KRK" })
        expect(sold.lines[0]?.allocations).toMatchObject([
          { quantity: "2", unit_cost: "11" },
          { quantity: "1", unit_cost: "12" },
        ])
        const back = await when.returns("2", { of: sold, at: "LOC" })
        await then.gaveBack(back, "child of L 1 open", "child of L 1 open")
        await then.lines(await when.settles(), {
          opening: "-4",
          issued: "3",
          returned: "2",
          net: "1",
          to_invoice: "0",
          carry: "-3",
          net_value: "11.00",
          amount: "0.00",
          branches: [["KRK", "1", "11.00"]],
        })
      })

      it("are open again where a credit note takes back what was sold meanwhile", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "10.00")
        await when.issues("5")
        const draft = await when.drafts([await when.settles()])
        const invoice = await when.posts(
          await when.edits(draft, 0, { quantity: "12", unit_price: "11.00" })
        )
        await then.allocated(invoice, "L 5 @10", "L 7 @11 prepaid")
        await when.issues("4")
        await then.lot("L", { quantity_prepaid: "3", quantity_remaining: "11" })
        const note = await when.credits(invoice, { 0: "6" })
        expect(note).toMatchObject({ kind: "credit_note", amount: "66.00" })
        await then.allocated(note, "L 6 @11 prepaid")
        await then.lot("L", { quantity_prepaid: "0", quantity_remaining: "11" })
        await then.balance("-1")
        const settlement = await when.settles()
        await then.lines(settlement, {
          opening: "-1",
          issued: "4",
          net: "4",
          to_invoice: "3",
          net_value: "44.00",
          amount: "33.00",
        })
        await then.allocated(await when.invoices([settlement]), "L 3 @11")
        await then.balance("0")
      })
    })

    describe("the database itself", () => {
      const sql = async (statement: string) =>
        await world
          .container()
          .resolve(ContainerRegistrationKeys.PG_CONNECTION)
          .raw(statement)
          .then(
            () => "done",
            (error: Error) => error.message
          )

      it("changes and deletes no movement, settled or not", async () => {
        const { given, when } = story()
        await given.receipt("L", "20", "2.00")
        await when.issues("5")
        const refused = expect.stringMatching(/append-only/) as string
        const expectRefusals = async () => {
          expect(await sql(`update consignment_movement set quantity = 0`)).toEqual(refused)
          expect(await sql(`update consignment_movement set unit_cost = 1`)).toEqual(refused)
          expect(await sql(`update consignment_movement set deleted_at = now()`)).toEqual(refused)
          expect(await sql(`delete from consignment_movement`)).toEqual(refused)
        }
        await expectRefusals()
        await when.settles()
        await expectRefusals()
      })

      it("holds no lot below zero, and neither a number nor a key twice", async () => {
        const { given, when } = story()
        await given.receipt("L", "20", "2.00")
        await when.issues("5", { key: "k" })
        await when.issues("5", { key: "l" })
        const violated = expect.stringMatching(/violates|duplicate/) as string
        const posting = `begin; select set_config('consignment.posting', 'on', true);`
        const attempt = async (statement: string) => {
          const answer = await sql(`${posting} ${statement}; commit`)
          await sql("rollback")
          return answer
        }
        expect(await attempt(`update consignment_lot set quantity_remaining = -1`)).toEqual(
          violated
        )
        const ofIssues = `where type = 'goods_issue'`
        const same = `(select min(source_key) from consignment_document ${ofIssues})`
        expect(
          await attempt(`update consignment_document set source_key = ${same} ${ofIssues}`)
        ).toEqual(violated)
      })
    })

    describe("requests", () => {
      it("know one key on several routes apart", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "10.00")
        const issue = await when.issues("5", { key: "k" })
        const back = await when.returns("1", { of: issue, key: "k" })
        const draft = await when.drafts([await when.settles({ key: "k" })], { key: "k" })
        await when.posts(draft, "k")
        const note = await when.credits(draft, { 0: "1" }, { idempotency_key: "k" })
        expect(note.kind).toBe("credit_note")
        expect((await when.returns("1", { of: issue, key: "k" })).id).toBe(back.id)
        await then.refuses(() => when.returns("2", { of: issue, key: "k" }), "IDEMPOTENCY_MISMATCH")
        const dated = () => when.issues("5", { key: "k", dated: "2026-01-01" })
        await then.refuses(dated, "IDEMPOTENCY_MISMATCH")
      })

      it("count what there is, beyond the last page too", async () => {
        const { given } = story()
        await given.receipt("L", "20", "2.00")
        for (const path of ["stock", "lots", "movements", "goods-receipts", "contractors"]) {
          const answer = await admin.get(`${base}/${path}`, { offset: 5, limit: 2 })
          expect([path, answer.data]).toMatchObject([path, { count: 1, offset: 5, limit: 2 }])
        }
      })

      it("filter currencies in any case", async () => {
        const { given, when } = story()
        await given.receipt("L", "20", "2.00")
        await when.settles()
        for (const path of ["lots", "movements", "settlements", "goods-receipts", "agreements"]) {
          const answer = await admin.get(`${base}/${path}`, { currency_code: "eur" })
          expect([path, answer]).toMatchObject([path, { status: 200, data: { count: 1 } }])
        }
      })

      it("are refused with metadata that nests without end", async () => {
        const { given, id } = story()
        await given.receipt("L", "20", "2.00")
        let metadata: object = {}
        for (let depth = 0; depth < 3_500; depth += 1) metadata = { metadata }
        const answer = await admin.post(`${base}/goods-issues`, {
          stock_location_id: await id.location("LOC"),
          lines: [{ sku: "X", quantity: "1" }],
          metadata,
        })
        expectInvalid(answer, "metadata")
      })
    })
  },
})
