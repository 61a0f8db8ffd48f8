import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { openedIn } from "../helpers/posted-by-hand"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const base = "/admin/consignment"

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

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const opened = openedIn(world)

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
        const [first, ...others] = unknownItems.lines
        const withoutCost = { index: 1, code: "INVALID_DATA", path: "unit_cost" }
        expectRefusal(await receive(lines), "UNKNOWN_ITEM", {
          lines: [first, withoutCost, ...others],
        })
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
  },
})
