import { Modules } from "@medusajs/framework/utils"
import type { Document, ReversalAnswer } from "../../src/http-contract/document"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { hooks, openedIn } from "../helpers/posted-by-hand"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Movement } from "../helpers/ledger-world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())
    afterEach(() => {
      hooks.fail = false
    })

    const opened = openedIn(world)

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
          hooks.fail = true
          expect((await call()).status).toBe(400)
          hooks.fail = false
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
      it("never sells what is not in stock, and refuses nothing else", async () => {
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
