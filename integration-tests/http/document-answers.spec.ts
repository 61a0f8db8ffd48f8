import { ContainerRegistrationKeys, InventoryLevelWorkflowEvents } from "@medusajs/framework/utils"
import type { Document, ReversalAnswer } from "../../src/http-contract/document"
import type { Plan } from "../../src/http-contract/goods-issue"
import { ConsignmentEvents } from "../../src/workflows"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { openedIn } from "../helpers/posted-by-hand"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
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

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const opened = openedIn(world)

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
              origin: "manual",
              peer_id: null,
              read_only: false,
              reversed_by: [],
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
                  outstanding_quantity: "2",
                  terms: "consign",
                  hire_until: null,
                  ended_quantity: "0",
                  checked_quantity: null,
                  origin_line_id: null,
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
                  outstanding_quantity: "12.5",
                  terms: "consign",
                  hire_until: null,
                  ended_quantity: "0",
                  checked_quantity: null,
                  origin_line_id: null,
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
          reversed_by: [],
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
                  list_price: null,
                  lot_id: null,
                  line_item_id: null,
                  serial_numbers: null,
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
                  serial_numbers: null,
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
        const reversal = { id: anId("condoc"), number: "REV-000001" }
        expect(reversed).toEqual({
          status: 201,
          data: {
            goods_issue_return: { ...goodsReturn, status: "reversed", reversed_by: [reversal] },
            reversal,
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

      /** The level's exact quantity in the host's row. */
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
  },
})
