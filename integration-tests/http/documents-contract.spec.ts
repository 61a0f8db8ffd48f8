import {
  ContainerRegistrationKeys,
  InventoryLevelWorkflowEvents,
  MedusaError,
  Modules,
} from "@medusajs/framework/utils"
import type { Document, ReversalAnswer } from "../../src/http-contract/document"
import type { Plan } from "../../src/http-contract/goods-issue"
import {
  ConsignmentEvents,
  postGoodsIssueReturnWorkflow,
  postGoodsIssueWorkflow,
  postGoodsReceiptWorkflow,
} from "../../src/workflows"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { handleHook } from "../helpers/handle-hook"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Movement } from "../helpers/ledger-world"
import { listen } from "../helpers/listen"

const base = "/admin/consignment"
const text = expect.any(String) as string
const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const anId = (prefix: string): string => expect.stringMatching(`^${prefix}_`) as string

const malformedOnLine: [field: string, value: unknown][] = [
  ["quantity", "0"],
  ["quantity", "0.000"],
  ["quantity", "-1"],
  ["quantity", "+1"],
  ["quantity", "1e3"],
  ["quantity", "1."],
  ["quantity", ".5"],
  ["quantity", " 1"],
  ["quantity", "1,5"],
  ["quantity", "0x1F"],
  ["quantity", "NaN"],
  ["quantity", "Infinity"],
  ["quantity", "١"],
  ["quantity", ""],
  ["quantity", "1.2345"],
  ["quantity", "1.0000"],
  ["quantity", "1234567890123"],
  ["quantity", 0],
  ["quantity", -0.5],
  ["quantity", 0.0005],
  ["quantity", 1e21],
  ["quantity", 1234567890123456],
  ["quantity", 0.1234567890123456],
  ["quantity", true],
  ["quantity", null],
  ["quantity", ["1"]],
  ["unit_cost", "-0.01"],
  ["unit_cost", "0.0000001"],
  ["unit_cost", "1234567890123"],
  ["unit_cost", 0.30000000000000004],
  ["unit_cost", 1e-7],
  ["expires_at", "tomorrow"],
  ["expires_at", "2026-02-30"],
  ["expires_at", "9999-12-31T23:59:59-12:00"],
  ["batch", 7],
  ["serial_numbers", "S1"],
  ["serial_numbers", [""]],
  ["colour", "red"],
]

const malformed: [field: string, value: unknown][] = [
  ["effective_at", "0000-01-01"],
  ["effective_at", "1899-12-31"],
  ["effective_at", "2026-02-30T00:00:00Z"],
  ["effective_at", "2026-01-01 00:00"],
  ["effective_at", 1767225600000],
  ["reference", "x".repeat(256)],
  ["note", "x".repeat(10_001)],
  ["note", "a\u0000b"],
  ["metadata", "x"],
  ["metadata", { key: "\ud800" }],
  ["idempotency_key", ""],
  ["idempotency_key", "x".repeat(256)],
  ["lines", []],
  ["lines", {}],
  ["branch_code", ""],
  ["issue_strategy", ""],
  ["stock_location_id", ""],
]

/** Hooks of other developers, made to fail: what the workflow did before has to be undone. */
let hooksFail = false
const failing = async () => {
  if (hooksFail) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The hook fails.")
}
handleHook(postGoodsReceiptWorkflow.hooks.goodsReceiptPosted, failing)
handleHook(postGoodsIssueWorkflow.hooks.goodsIssuePosted, failing)
handleHook(postGoodsIssueReturnWorkflow.hooks.goodsIssueReturnPosted, failing)

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())
    afterEach(() => {
      hooksFail = false
    })

    /** A story with L 20 @7.50, and the bodies that post by hand what its verbs post. */
    const opened = async () => {
      const told = story()
      await told.given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
      const parties = {
        contractor_id: await told.id.contractor("A"),
        warehouse_id: await told.id.warehouse("LOC"),
      }
      const place = { stock_location_id: await told.id.location("LOC") }
      return {
        ...told,
        parties,
        place,
        receive: async (lines: object[], others: object = {}) =>
          await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
            ...parties,
            ...others,
            lines,
          }),
        issue: async (lines: object[], others: object = {}) =>
          await admin.post<{ goods_issue: Document }>(`${base}/goods-issues`, {
            ...place,
            ...others,
            lines,
          }),
      }
    }

    describe("answers", () => {
      it("answers a goods receipt with everything that is known of it", async () => {
        const { receive, id, parties, place } = await opened()
        const answer = await receive(
          [
            {
              sku: "X",
              quantity: "2.000",
              unit_cost: "0.070",
              batch: "B-7",
              expires_at: "2027-01-31",
              serial_numbers: ["S1", "S2"],
            },
            { inventory_item_id: await id.item("X"), sku: "X", quantity: 12.5, unit_cost: 0 },
          ],
          {
            currency_code: "eur",
            effective_at: "2026-02-01T12:30:00+02:00",
            reference: "DN 4711",
            note: "Zażółć „gęślą“ 🪑\n2",
            metadata: { pallets: 2, from: { dock: "A" } },
          }
        )
        const line = { inventory_item_id: await id.item("X"), sku: "X", id: anId("condocl") }
        expect(answer).toEqual({
          status: 201,
          data: {
            goods_receipt: {
              id: anId("condoc"),
              number: "GR-000002",
              type: "goods_receipt",
              status: "posted",
              effective_at: "2026-02-01T10:30:00.000Z",
              posted_at: anInstant,
              created_by: anId("user"),
              late: false,
              reference: "DN 4711",
              note: "Zażółć „gęślą“ 🪑\n2",
              metadata: { pallets: 2, from: { dock: "A" } },
              ...parties,
              ...place,
              branch_code: "WAW",
              currency_code: "EUR",
              lines: [
                {
                  ...line,
                  index: 0,
                  quantity: "2",
                  unit_cost: "0.07",
                  lot_id: anId("conlot"),
                  batch: "B-7",
                  expires_at: "2027-01-31T00:00:00.000Z",
                  serial_numbers: ["S1", "S2"],
                  invoiced_quantity: "0",
                },
                {
                  ...line,
                  index: 1,
                  quantity: "12.5",
                  unit_cost: "0",
                  lot_id: anId("conlot"),
                  batch: null,
                  expires_at: null,
                  serial_numbers: null,
                  invoiced_quantity: "0",
                },
              ],
            },
            warnings: [],
          },
        })
        const { goods_receipt: receipt } = answer.data
        const one = await admin.get(`${base}/goods-receipts/${receipt.id}`)
        expect(one).toEqual({ status: 200, data: { goods_receipt: receipt } })
        const list = await admin.get(`${base}/goods-receipts`, { id: receipt.id })
        expect(list.data).toEqual({ goods_receipts: [receipt], count: 1, offset: 0, limit: 50 })
        const picked = await admin.get(`${base}/goods-receipts/${receipt.id}`, { fields: "number" })
        expect(picked.data).toEqual({ goods_receipt: { id: receipt.id, number: "GR-000002" } })
      })

      it("answers a goods issue, its plan, its return and its reversal", async () => {
        const { given, issue, id, place } = await opened()
        await given.own("1")
        const fields = { branch_code: "TILL 3", issue_strategy: "own_first", reference: "R1" }
        const lines = [{ sku: "X", quantity: "3.0", sale_price: "19.990" }]
        const line = { index: 0, inventory_item_id: await id.item("X"), sku: "X", quantity: "3" }
        const own = { ownership: "own", lot_id: null, contractor_id: null, quantity: "1" }
        const consigned = {
          ownership: "consignment",
          lot_id: id.lot("L"),
          contractor_id: await id.contractor("A"),
          quantity: "2",
        }
        const [priceless, priced] = [
          { unit_cost: null, currency_code: null },
          { unit_cost: "7.5", currency_code: "EUR" },
        ]
        const plan = await admin.post<{ plan: Plan }>(`${base}/goods-issues/plan`, {
          ...place,
          ...fields,
          lines,
        })
        expect(plan).toEqual({
          status: 200,
          data: {
            plan: {
              lines: [
                {
                  ...line,
                  allocations: [
                    { ...own, ...priceless },
                    { ...consigned, ...priced },
                  ],
                },
              ],
            },
            warnings: [],
          },
        })

        const posted = await issue(lines, fields)
        const paper = {
          id: anId("condoc"),
          effective_at: anInstant,
          posted_at: anInstant,
          created_by: anId("user"),
          late: false,
          note: null,
          metadata: null,
          warehouse_id: await id.warehouse("LOC"),
          ...place,
          branch_code: "TILL 3",
          order_id: null,
        }
        const allocation = { ...place, id: anId("conall") }
        expect(posted).toEqual({
          status: 201,
          data: {
            goods_issue: {
              ...paper,
              number: "GI-000001",
              type: "goods_issue",
              status: "posted",
              reference: "R1",
              currency_code: null,
              fulfillment_id: null,
              issue_strategy: "own_first",
              lines: [
                {
                  ...line,
                  id: anId("condocl"),
                  sale_price: "19.99",
                  lot_id: null,
                  line_item_id: null,
                  allocations: [
                    { ...allocation, ...own, ...priceless, quantity_returned: "0" },
                    { ...allocation, ...consigned, ...priced, quantity_returned: "0" },
                  ],
                },
              ],
            },
            warnings: [],
          },
        })

        const goodsIssue = posted.data.goods_issue
        const returned = await admin.post<{ goods_issue_return: Document }>(
          `${base}/goods-issues/${goodsIssue.id}/returns`,
          { lines: [{ line_id: goodsIssue.lines[0]?.id, quantity: "2.5" }] }
        )
        expect(returned).toEqual({
          status: 201,
          data: {
            goods_issue_return: {
              ...paper,
              number: "GIR-000001",
              type: "goods_issue_return",
              status: "posted",
              reference: null,
              return_id: null,
              goods_issue_id: goodsIssue.id,
              lines: [
                {
                  ...line,
                  id: anId("condocl"),
                  quantity: "2.5",
                  line_id: goodsIssue.lines[0]?.id,
                  allocations: [
                    {
                      ...allocation,
                      ...consigned,
                      ...priced,
                      quantity_returned: "0",
                      reason: "open",
                    },
                    {
                      ...allocation,
                      ...own,
                      ...priceless,
                      quantity: "0.5",
                      quantity_returned: "0",
                      reason: "own",
                    },
                  ],
                },
              ],
            },
            warnings: [],
          },
        })
        const goodsReturn = returned.data.goods_issue_return
        expect((await admin.get(`${base}/goods-issue-returns/${goodsReturn.id}`)).data).toEqual({
          goods_issue_return: goodsReturn,
        })

        const reversed = await admin.post<ReversalAnswer<"goods_issue_return">>(
          `${base}/goods-issue-returns/${goodsReturn.id}/reverse`
        )
        expect(reversed).toEqual({
          status: 201,
          data: {
            goods_issue_return: { ...goodsReturn, status: "reversed" },
            reversal: { id: anId("condoc"), number: "REV-000001" },
          },
        })
        expect((await admin.get(`${base}/goods-issues/${goodsIssue.id}`)).data).toEqual({
          goods_issue: goodsIssue,
        })
      })

      it("announces what it posts, once, and the levels that change", async () => {
        const { when, given, issue } = await opened()
        const bus = listen(world.container())
        const announced = () =>
          bus
            .told()
            .map(({ name, data }) => `${name} ${data.id.replace(/_.*/, "")}`)
            .sort()
        const told = async (tell: () => Promise<unknown>, event: string) => {
          bus.forget()
          await tell()
          expect(announced()).toEqual([
            `${event} condoc`,
            `${InventoryLevelWorkflowEvents.UPDATED} ilev`,
          ])
        }
        await told(() => given.receipt("L2", "5", "1.00"), ConsignmentEvents.GOODS_RECEIPT_POSTED)
        const sold = { key: "k1" }
        await told(() => when.issues("3", sold), ConsignmentEvents.GOODS_ISSUE_POSTED)
        bus.forget()
        const again = await when.issues("3", sold)
        expect(announced()).toEqual([])
        await told(
          () => when.returns("1", { of: again }),
          ConsignmentEvents.GOODS_ISSUE_RETURN_POSTED
        )
        await told(() => when.reverses(again), ConsignmentEvents.DOCUMENT_REVERSED)
        bus.forget()
        await issue([{ sku: "X", quantity: "1000" }])
        expect(announced()).toEqual([])
        bus.stop()
      })
    })

    describe("exactness", () => {
      it.each([
        ["0.001", "0.000001"],
        ["999999999.999", "999999.999999"],
        ["999999999999.999", "999999999999.999999"],
        ["123456789.123", "0.1"],
        ["1", "0"],
      ])("keeps a quantity of %s at a cost of %s digit for digit", async (quantity, unitCost) => {
        const { given, when, then, read, id } = story()
        const receipt = await given.receipt("L", quantity, unitCost)
        expect(receipt.lines[0]).toMatchObject({ quantity, unit_cost: unitCost })
        expect(await read.lot(id.lot("L"))).toMatchObject({
          quantity_received: quantity,
          quantity_remaining: quantity,
          unit_cost: unitCost,
        })
        await then.level([quantity, "0", quantity])
        expect(await rawLevel()).toBe(quantity)
        const issue = await when.issues(quantity)
        expect(issue.lines[0]?.allocations).toMatchObject([{ quantity, unit_cost: unitCost }])
        await then.movements(issue, { quantity: `-${quantity}`, unit_cost: unitCost })
        await then.level(["0", "0", "0"])
        const settlement = await when.settles()
        expect(settlement.lines).toMatchObject([{ issued: quantity, net: quantity }])
        await when.returns(quantity, { of: issue })
        await then.level([quantity, quantity, "0"])
        expect(await rawLevel()).toBe(quantity)
      })

      /** What the host keeps of its level. */
      const rawLevel = async (): Promise<string> => {
        const { rows } = await world
          .container()
          .resolve(ContainerRegistrationKeys.PG_CONNECTION)
          .raw<{ rows: { value: string }[] }>(
            `select raw_stocked_quantity ->> 'value' as value from inventory_level`
          )
        return rows.map((row) => row.value).join()
      }

      it("adds up thousandths without a trace of rounding", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "1", "1.00")
        for (let times = 0; times < 10; times += 1) await when.issues("0.1")
        await then.level(["0", "0", "0"])
        await given.receipt("L2", "0.3", "1.00")
        await when.issues("0.1")
        await when.issues("0.2")
        await then.lots({ L2: "0" })
        expect(await rawLevel()).toBe("0")
      })

      it("takes a JSON number that is exact, and knows it as the same text", async () => {
        const { receive, issue } = await opened()
        const answer = await receive([
          { sku: "X", quantity: 0.001, unit_cost: 0.000001 },
          { sku: "X", quantity: 123456789012.345, unit_cost: 1e3 },
        ])
        expect(answer.data.goods_receipt.lines).toMatchObject([
          { quantity: "0.001", unit_cost: "0.000001" },
          { quantity: "123456789012.345", unit_cost: "1000" },
        ])
        const first = await issue([{ sku: "X", quantity: 8 }], { idempotency_key: "k1" })
        const again = await issue([{ sku: "X", quantity: "8.00" }], { idempotency_key: "k1" })
        expect(first.status).toBe(201)
        expect(again).toEqual({ status: 200, data: first.data })
      })

      it("refuses every quantity, cost or date that it would have to interpret", async () => {
        const { receive, then } = await opened()
        const line = { sku: "X", quantity: "1", unit_cost: "1" }
        for (const [field, value] of malformedOnLine) {
          const answer = await receive([line, { ...line, [field]: value }])
          const path = field === "serial_numbers" && Array.isArray(value) ? `${field}.0` : field
          expectInvalid(answer, `lines.1.${path}`)
          expectRefusal(answer, "INVALID_DATA", {
            lines: [{ index: 1, code: "INVALID_DATA", path, message: text }],
          })
        }
        await then.lots({ L: "20" })
      })
    })

    describe("refusals", () => {
      it("names every malformed field and line at once, and posts nothing", async () => {
        const { receive, then } = await opened()
        const answer = await receive(
          [
            { sku: "X", quantity: "0", unit_cost: "1" },
            { sku: "X", quantity: "1", unit_cost: "1" },
            { sku: "X", quantity: "1", unit_cost: "x" },
          ],
          { warehouse_id: 7, effective_at: "soon", idempotency_key: "", colour: "red" }
        )
        expectInvalid(
          answer,
          "warehouse_id",
          "lines.0.quantity",
          "lines.2.unit_cost",
          "effective_at",
          "idempotency_key",
          "colour"
        )
        expectRefusal(answer, "INVALID_DATA", {
          lines: [
            { index: 0, path: "quantity" },
            { index: 2, path: "unit_cost" },
          ],
        })
        await then.lots({ L: "20" })
      })

      it("refuses every malformed field of an issue and of its plan", async () => {
        const { place, then } = await opened()
        const lines = [{ sku: "X", quantity: "1" }]
        for (const [field, value] of malformed) {
          for (const path of ["goods-issues", "goods-issues/plan"]) {
            const body = { ...place, lines, [field]: value }
            expectInvalid(await admin.post(`${base}/${path}`, body), field)
          }
        }
        await then.lots({ L: "20" })
      })

      it("asks which item a line means", async () => {
        const { receive, issue } = await opened()
        for (const answer of [
          await receive([{ quantity: "1", unit_cost: "1" }]),
          await issue([{ quantity: "1" }]),
        ]) {
          expectInvalid(answer, "lines.0")
          expectRefusal(answer, "INVALID_DATA", { lines: [{ index: 0 }] })
        }
      })

      it.each([["POST"], ["GET"]])(
        "knows no document of another kind or id (%s)",
        async (method) => {
          const { when, given } = await opened()
          const issue = await when.issues("1")
          const receipt = await given.receipt("L2", "1", "1")
          const paths =
            method === "GET"
              ? [
                  "goods-receipts/none",
                  "goods-issues/none",
                  "goods-issue-returns/none",
                  "goods-issues/%00",
                  `goods-receipts/${issue.id}`,
                  `goods-issue-returns/${issue.id}`,
                  `goods-issues/${receipt.id}`,
                ]
              : [
                  "goods-receipts/none/reverse",
                  "goods-issues/none/reverse",
                  "goods-issues/%00/reverse",
                  "goods-issue-returns/none/reverse",
                  `goods-receipts/${issue.id}/reverse`,
                  `goods-issues/${receipt.id}/reverse`,
                  `goods-issue-returns/${issue.id}/reverse`,
                ]
          for (const path of paths) {
            const answer =
              method === "GET"
                ? await admin.get(`${base}/${path}`)
                : await admin.post(`${base}/${path}`)
            expectRefusal(answer, "NOT_FOUND")
          }
          const lines = [{ line_id: issue.lines[0]?.id, quantity: "1" }]
          for (const id of ["none", receipt.id]) {
            const answer = await admin.post(`${base}/goods-issues/${id}/returns`, { lines })
            expectRefusal(answer, "NOT_FOUND")
          }
        }
      )

      it("names every reference of a body that leads nowhere", async () => {
        const { receive, issue, when } = await opened()
        const line = { sku: "X", quantity: "1", unit_cost: "1" }
        const unknown = { contractor_id: "concon_none", warehouse_id: "conwhs_none" }
        expectInvalid(await receive([line], unknown), "warehouse_id", "contractor_id")
        expectInvalid(await receive([line], { contractor_id: "concon_none" }), "contractor_id")
        expectInvalid(
          await issue([{ sku: "X", quantity: "1" }], {
            stock_location_id: "sloc_none",
            issue_strategy: "by_moonlight",
            sales_channel_id: "sc_none",
            order_id: "order_none",
          }),
          "stock_location_id",
          "issue_strategy",
          "sales_channel_id",
          "order_id"
        )
        const sold = await when.issues("1")
        const url = `${base}/goods-issues/${sold.id}/returns`
        const lines = [{ line_id: sold.lines[0]?.id, quantity: "1" }]
        expectInvalid(
          await admin.post(url, { stock_location_id: "sloc_none", lines }),
          "stock_location_id"
        )
        const answer = await admin.post(url, {
          lines: [{ line_id: "condocl_none", quantity: "1" }, ...lines],
        })
        expectRefusal(answer, "INVALID_DATA", { lines: [{ index: 0, path: "line_id" }] })
      })

      it("names every line whose item or lot is unknown", async () => {
        const { given, receive, issue, id } = await opened()
        await given.receipt("OTHER", "1", "1", { item: "Y" })
        const lines = [
          { sku: "none", quantity: "1" },
          { sku: "X", quantity: "1" },
          { inventory_item_id: await id.item("X"), sku: "Y", quantity: "1" },
          { inventory_item_id: "iitem_none", quantity: "1" },
        ]
        const unknownItems = {
          lines: [
            { index: 0, code: "UNKNOWN_ITEM", sku: "none" },
            { index: 2, code: "UNKNOWN_ITEM" },
            { index: 3, code: "UNKNOWN_ITEM", inventory_item_id: "iitem_none" },
          ],
        }
        expectRefusal(await issue(lines), "UNKNOWN_ITEM", unknownItems)
        expectRefusal(await receive(lines), "UNKNOWN_ITEM", unknownItems)
        const ofLots = await issue([
          { sku: "X", quantity: "1", lot_id: "conlot_none" },
          { sku: "X", quantity: "1", lot_id: id.lot("L") },
          { sku: "X", quantity: "1", lot_id: id.lot("OTHER") },
        ])
        expectRefusal(ofLots, "INVALID_DATA", {
          lines: [
            { index: 0, path: "lot_id" },
            { index: 2, path: "lot_id" },
          ],
        })
      })

      it("tells shape before references, and references before rules in the order of their codes", async () => {
        const { receive, issue, when, parties } = await opened()
        const shop = await world.given.warehouse({
          direction: "outbound",
          contractor_id: parties.contractor_id,
        })
        const faulty = { sku: "X", quantity: "0", unit_cost: "1" }
        const unknown = { sku: "none", quantity: "1", unit_cost: "1" }
        const notTheirs = { sku: (await world.given.item("Z")).sku, quantity: "1", unit_cost: "1" }
        const theirs = { sku: "X", quantity: "1" }
        const noTerms = { currency_code: "JPY", warehouse_id: shop.id }
        expectInvalid(await receive([faulty, unknown]), "lines.0.quantity")
        expectRefusal(await receive([unknown, notTheirs]), "UNKNOWN_ITEM")
        expectRefusal(await receive([notTheirs, theirs], noTerms), "NOT_ITEM_OWNER")
        expectRefusal(await receive([theirs], noTerms), "NO_AGREEMENT")
        expectRefusal(
          await receive([theirs], { warehouse_id: shop.id }),
          "NOT_CONSIGNMENT_WAREHOUSE"
        )
        expectInvalid(await receive([theirs]), "lines.0.unit_cost")

        const short = { sku: "X", quantity: "21" }
        const nameless = { sku: "none", quantity: "1" }
        expectInvalid(await issue([nameless], { stock_location_id: "none" }), "stock_location_id")
        expectRefusal(await issue([nameless, short]), "UNKNOWN_ITEM")
        expectRefusal(
          await issue([{ ...short, lot_id: "none" }], {
            stock_location_id: shop.stock_location_id,
          }),
          "INVALID_DATA"
        )
        expectRefusal(
          await issue([short], { stock_location_id: shop.stock_location_id }),
          "NOT_CONSIGNMENT_WAREHOUSE"
        )
        expectRefusal(await issue([short]), "INSUFFICIENT_STOCK")

        const sold = await when.issues("2", { dated: "2026-02-01" })
        const takeBack = async (quantity: string) =>
          await admin.post(`${base}/goods-issues/${sold.id}/returns`, {
            effective_at: "2026-01-31",
            lines: [{ line_id: sold.lines[0]?.id, quantity }],
          })
        expectRefusal(await takeBack("3"), "EXCEEDS_RETURNABLE")
        expectRefusal(await takeBack("2"), "INVALID_DATA", { path: "effective_at" })
      })

      it("takes no part of a reversal", async () => {
        const { when } = await opened()
        const issue = await when.issues("2")
        const answer = await admin.post(`${base}/goods-issues/${issue.id}/reverse`, {
          lines: [{ line_id: issue.lines[0]?.id, quantity: "1" }],
        })
        expectInvalid(answer, "lines")
      })
    })

    describe("idempotency", () => {
      it("E29: answers the first document to its key and body, and refuses another body", async () => {
        const { when, then, issue, read } = await opened()
        const send = async (quantity: string, others: object = {}) =>
          await issue([{ sku: "X", quantity }], { idempotency_key: "k1", ...others })
        const first = await send("3")
        expect(first.status).toBe(201)
        expect(await send("3")).toEqual({ status: 200, data: first.data })
        await then.lots({ L: "17" })
        expect(await read.movements({ document_id: first.data.goods_issue.id })).toHaveLength(1)
        expectRefusal(await send("4"), "IDEMPOTENCY_MISMATCH")
        expectRefusal(await send("3", { note: "x" }), "IDEMPOTENCY_MISMATCH")
        await then.lots({ L: "17" })
        await when.reverses(first.data.goods_issue)
        expect((await send("3")).data.goods_issue).toMatchObject({
          id: first.data.goods_issue.id,
          status: "reversed",
        })
        await then.lots({ L: "20" })
      })

      it("keeps the keys of the kinds of document apart", async () => {
        const { receive, issue } = await opened()
        const key = { idempotency_key: "x".repeat(255) }
        const received = await receive([{ sku: "X", quantity: "1", unit_cost: "1" }], key)
        const issued = await issue([{ sku: "X", quantity: "1" }], key)
        const again = await receive([{ sku: "X", quantity: "1", unit_cost: "1" }], key)
        expect([received.status, issued.status, again.status]).toEqual([201, 201, 200])
        expect(again.data).toEqual(received.data)
      })

      it("answers returns and reversals to their keys, too", async () => {
        const { given, when, then } = await opened()
        const issue = await when.issues("8")
        const url = `${base}/goods-issues/${issue.id}`
        const takeBack = async (quantity: string, of = url) =>
          await admin.post<{ goods_issue_return: Document }>(`${of}/returns`, {
            idempotency_key: "k1",
            lines: [{ line_id: issue.lines[0]?.id, quantity }],
          })
        const first = await takeBack("3")
        expect(first.status).toBe(201)
        expect(await takeBack("3")).toEqual({ status: 200, data: first.data })
        expectRefusal(await takeBack("4"), "IDEMPOTENCY_MISMATCH")
        await then.lots({ L: "15" })

        const reverse = async (id: string) =>
          await admin.post<ReversalAnswer<"goods_issue">>(`${base}/goods-issues/${id}/reverse`, {
            idempotency_key: "k1",
          })
        const reversed = await reverse(issue.id)
        expect(reversed.status).toBe(201)
        expect(await reverse(issue.id)).toEqual({ status: 200, data: reversed.data })
        expectRefusal(await reverse((await when.issues("1")).id), "IDEMPOTENCY_MISMATCH")
        const receipt = await given.receipt("L2", "1", "1")
        const other = await admin.post(`${base}/goods-receipts/${receipt.id}/reverse`, {
          idempotency_key: "k1",
        })
        expectRefusal(other, "IDEMPOTENCY_MISMATCH")
      })

      it("posts once for eight calls at once", async () => {
        const { receive, issue, then } = await opened()
        const key = { idempotency_key: "k1" }
        const eight = async <Answer>(call: () => Promise<Answer>): Promise<Answer[]> =>
          await Promise.all(Array.from({ length: 8 }, call))
        const expectOne = (answers: { status: number; data: unknown }[]) => {
          expect(answers.map(({ status }) => status).sort()).toEqual([
            ...Array<number>(7).fill(200),
            201,
          ])
          for (const { data } of answers) expect(data).toEqual(answers[0]?.data)
        }
        expectOne(await eight(() => receive([{ sku: "X", quantity: "5", unit_cost: "1" }], key)))
        await then.level(["25", "0", "25"])
        const issued = await eight(() => issue([{ sku: "X", quantity: "3" }], key))
        expectOne(issued)
        await then.level(["22", "0", "22"])
        const sold = issued[0]?.data.goods_issue as Document
        const lines = [{ line_id: sold.lines[0]?.id, quantity: "1" }]
        expectOne(
          await eight(() =>
            admin.post(`${base}/goods-issues/${sold.id}/returns`, { ...key, lines })
          )
        )
        expectOne(await eight(() => admin.post(`${base}/goods-issues/${sold.id}/reverse`, key)))
        await then.level(["25", "0", "25"])
      })

      it("lets one of two bodies in that come with one key at once", async () => {
        const { given, receive } = await opened()
        await given.receipt("OTHER", "1", "1.00", { item: "Y" })
        const answers = await Promise.all(
          ["X", "Y"].map((sku) =>
            receive([{ sku, quantity: "5", unit_cost: "1" }], { idempotency_key: "k1" })
          )
        )
        const [accepted, refused] = answers.sort((a, b) => a.status - b.status)
        expect(accepted?.status).toBe(201)
        expectRefusal(refused as (typeof answers)[number], "IDEMPOTENCY_MISMATCH")
      })

      it("knows a request again after its item was renamed", async () => {
        const { issue, id } = await opened()
        const itemId = await id.item("X")
        const send = async () =>
          await issue([{ inventory_item_id: itemId, quantity: "1" }], { idempotency_key: "k1" })
        const first = await send()
        await admin.post(`/admin/inventory-items/${itemId}`, { sku: "RENAMED" })
        expect(await send()).toEqual({ status: 200, data: first.data })
      })

      it("undoes a document whose flow fails, and posts it when the call is repeated", async () => {
        const { given, when, then, receive, issue } = await opened()
        const key = { idempotency_key: "k1" }
        const sold = await when.issues("2")
        const calls = [
          () => receive([{ sku: "X", quantity: "5", unit_cost: "1" }], key),
          () => issue([{ sku: "X", quantity: "3" }], key),
          () =>
            admin.post(`${base}/goods-issues/${sold.id}/returns`, {
              ...key,
              lines: [{ line_id: sold.lines[0]?.id, quantity: "1" }],
            }),
        ]
        await given.own("1")
        for (const call of calls) {
          hooksFail = true
          expect((await call()).status).toBe(400)
          hooksFail = false
        }
        await then.level(["19", "1", "18"])
        for (const call of calls) expect((await call()).status).toBe(201)
        await then.level(["22", "0", "22"])
        for (const call of calls) expect((await call()).status).toBe(200)
      })
    })

    describe("size", () => {
      const createItems = async (count: number) =>
        await world
          .container()
          .resolve(Modules.INVENTORY)
          .createInventoryItems(Array.from({ length: count }, (_, n) => ({ sku: `S${n}` })))

      const mark = async (contractorId: string, items: { id: string }[]) =>
        await world.given.marks(
          contractorId,
          items.map(({ id: inventory_item_id }) => ({ inventory_item_id }))
        )

      it("posts documents of a thousand lines, all items different", async () => {
        const { when, then, parties, place } = await opened()
        const items = await createItems(1_000)
        await mark(parties.contractor_id, items)
        const lines = items.map(({ id: inventory_item_id }) => ({
          inventory_item_id,
          quantity: "2",
        }))
        const received = await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          ...parties,
          lines: lines.map((line) => ({ ...line, unit_cost: "1.25" })),
        })
        expect(received.status).toBe(201)
        expect(received.data.goods_receipt.lines.map(({ index }) => index)).toEqual(
          lines.map((_, index) => index)
        )
        const issued = await admin.post<{ goods_issue: Document }>(`${base}/goods-issues`, {
          ...place,
          lines,
        })
        expect(issued.status).toBe(201)
        const goodsReturn = await admin.post<{ goods_issue_return: Document }>(
          `${base}/goods-issues/${issued.data.goods_issue.id}/returns`,
          {
            lines: issued.data.goods_issue.lines.map(({ id: line_id }) => ({
              line_id,
              quantity: "1",
            })),
          }
        )
        expect(goodsReturn.status).toBe(201)
        await then.value({ EUR: "1400.00" })
        const settlement = await when.settles()
        expect(settlement).toMatchObject({ net_value: "1250.00", amount: "1250.00" })
        expect(settlement.lines).toHaveLength(1_000)
        await when.cancels(settlement)
        await when.reverses(goodsReturn.data.goods_issue_return)
        await when.reverses(issued.data.goods_issue)
        await then.value({ EUR: "2650.00" })
      })

      it("takes ten thousand lines, and not one more", async () => {
        const { receive, issue, then, parties } = await opened()
        const items = await createItems(100)
        await mark(parties.contractor_id, items)
        const lines = (count: number, others: object = {}) =>
          Array.from({ length: count }, (_, n) => ({
            inventory_item_id: items[n % items.length]?.id,
            quantity: "0.001",
            ...others,
          }))
        expectInvalid(await receive(lines(10_001, { unit_cost: "1" })), "lines")
        const received = await receive(lines(10_000, { unit_cost: "1" }))
        expect(received.data.goods_receipt.lines).toHaveLength(10_000)
        expectInvalid(await issue(lines(10_001)), "lines")
        const issued = await issue(lines(10_000))
        expect(issued.data.goods_issue.lines).toHaveLength(10_000)
        await then.value({ EUR: "150.00" })
      })

      it("refuses a body of more than ten megabytes", async () => {
        const { receive } = await opened()
        const line = { sku: "X", quantity: "1", unit_cost: "1" }
        const answer = await receive([line], { metadata: { text: "x".repeat(10.5 * 1024 * 1024) } })
        expect(answer.status).toBe(413)
        const fits = await receive([line], { metadata: { text: "x".repeat(9.5 * 1024 * 1024) } })
        expect(fits.status).toBe(201)
      })
    })

    describe("at once", () => {
      it("never sells what does not lie there, and refuses nothing else", async () => {
        const { given, issue, then, read, id } = await opened()
        await given.own("5")
        await given.receipt("OTHER", "25", "1.00", { item: "Y" })
        const answers = await Promise.all(
          Array.from({ length: 16 }, (_, n) => {
            const lines = [
              { sku: "X", quantity: "2" },
              { sku: "Y", quantity: "2" },
            ]
            return issue(n % 2 ? lines : lines.reverse())
          })
        )
        const posted = answers.filter(({ status }) => status === 201)
        expect(posted).toHaveLength(12)
        for (const answer of answers.filter(({ status }) => status !== 201)) {
          expectRefusal(answer, "INSUFFICIENT_STOCK")
        }
        await then.level(["1", "0", "1"])
        await then.level(["1", "0", "1"], { item: "Y" })
        const issued = await read.movements({ type: "goods_issue", lot_id: id.lot("L") })
        expect(sum(issued)).toBe(-19)
        expect(posted.map(({ data }) => data.goods_issue.number).sort()).toEqual(
          Array.from({ length: 12 }, (_, n) => `GI-${String(n + 1).padStart(6, "0")}`)
        )
      })

      const sum = (movements: Movement[]): number =>
        movements.reduce((total, { quantity }) => total + +quantity, 0)

      it("posts receipts, issues, returns and reversals of the same goods side by side", async () => {
        const { when, given, then } = await opened()
        await given.own("2")
        const issues = [await when.issues("4"), await when.issues("4"), await when.issues("4")]
        const [first, second, third] = issues as [Document, Document, Document]
        await Promise.all([
          given.receipt("L2", "5", "2.00"),
          given.receipt("L3", "5", "3.00"),
          when.returns("2", { of: first }),
          when.returns("2", { of: first }),
          when.reverses(second),
          when.returns("1", { of: third }),
          when.issues("3"),
          when.issues("3"),
        ])
        await then.level(["23", expect.any(String) as string, expect.any(String) as string])
      })

      it("takes back no more than was issued, however many ask at once", async () => {
        const { when, then } = await opened()
        const issue = await when.issues("5")
        const lines = [{ line_id: issue.lines[0]?.id, quantity: "2" }]
        const answers = await Promise.all([
          ...Array.from({ length: 6 }, () =>
            admin.post(`${base}/goods-issues/${issue.id}/returns`, { lines })
          ),
        ])
        expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
        for (const answer of answers.filter(({ status }) => status !== 201)) {
          expectRefusal(answer, "EXCEEDS_RETURNABLE", { lines: [{ returnable: "1" }] })
        }
        await then.level(["19", "0", "19"])
      })

      it("reverses a document once, however many ask at once", async () => {
        const { when, given, then } = await opened()
        const receipt = await given.receipt("L2", "5", "1.00")
        const issue = await when.issues("5", { lot: "L" })
        for (const path of [`goods-receipts/${receipt.id}`, `goods-issues/${issue.id}`]) {
          const answers = await Promise.all(
            Array.from({ length: 5 }, () => admin.post(`${base}/${path}/reverse`))
          )
          expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
          for (const answer of answers.filter(({ status }) => status !== 201)) {
            expectRefusal(answer, "ALREADY_REVERSED")
          }
        }
        await then.level(["20", "0", "20"])
      })

      it("numbers without a gap, whatever was refused in between", async () => {
        const { issue } = await opened()
        const line = (quantity: string) => [{ sku: "X", quantity }]
        const numbers: string[] = []
        for (let round = 0; round < 3; round += 1) {
          const answers = await Promise.all([
            issue(line("1")),
            issue(line("100")),
            issue(line("1")),
            issue([{ sku: "X", quantity: "1", lot_id: "none" }]),
            issue(line("1")),
          ])
          numbers.push(
            ...answers.flatMap(({ status, data }) =>
              status === 201 ? data.goods_issue.number : []
            )
          )
        }
        expect(numbers.sort()).toEqual(
          Array.from({ length: 9 }, (_, n) => `GI-${String(n + 1).padStart(6, "0")}`)
        )
      })
    })
  },
})
