import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { Document } from "../../src/http-contract/document"
import type { Settlement } from "../../src/http-contract/settlement"
import { closeSettlementWorkflow, ConsignmentEvents } from "../../src/workflows"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { handleHook } from "../helpers/handle-hook"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, instant, type Listed, type Movement } from "../helpers/ledger-world"
import { listen } from "../helpers/listen"

const base = "/admin/consignment"
const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const anId = (prefix: string): string => expect.stringMatching(`^${prefix}_`) as string
const daysAhead = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString()

const everythingButDate = [
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
  "setTimeout",
  "clearTimeout",
] as const satisfies string[]

/** Another value for any column of a type. */
const otherValues: Partial<Record<string, (column: string) => string>> = {
  bigint: (column) => `${column} + 1`,
  boolean: (column) => `not ${column}`,
  numeric: (column) => `${column} + 1`,
  text: (column) => `case when ${column} = 'inbound' then 'outbound' else 'other' end`,
  "timestamp with time zone": () => "'2000-01-01'",
}

/** The hook of another developer, made to fail: what the workflow did before has to be undone. */
let hookFails = false
handleHook(closeSettlementWorkflow.hooks.settlementClosed, async () => {
  if (hookFails) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The hook fails.")
})

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())
    afterEach(() => {
      hookFails = false
    })

    /** Posts by hand, where the verbs of a story do not suit. */
    const settle = async (body: object) =>
      await admin.post<{ settlement: Settlement }>(`${base}/settlements`, body)
    const preview = async (body: object) =>
      await admin.post<{ settlement: Settlement }>(`${base}/settlements/preview`, body)
    const cancel = async ({ id }: { id: string | null }, body: object = {}) =>
      await admin.post<{ settlement: Settlement }>(`${base}/settlements/${id}/cancel`, body)

    describe("the database", () => {
      const run = async (statement: string) =>
        await world
          .container()
          .resolve(ContainerRegistrationKeys.PG_CONNECTION)
          .raw<{ rows: { name: string; type: string }[] }>(statement)

      it("refuses every change of a movement, settled or not", async () => {
        const { given, when } = story()
        await given.receipt("L", "20", "7.50")
        const { rows } = await run(`select column_name as name, data_type as type
          from information_schema.columns where table_name = 'consignment_movement'`)
        const expectRefusals = async () => {
          for (const { name, type } of rows) {
            await expect(
              run(`update consignment_movement set ${name} = ${otherValues[type]?.(name)}`)
            ).rejects.toThrow(/append-only/)
          }
          await expect(run(`delete from consignment_movement`)).rejects.toThrow(/append-only/)
        }
        await expectRefusals()
        await when.settles()
        await expectRefusals()
      })
    })

    describe("lines", () => {
      it("E10: shows what each branch sold, returns with the branch of their sale", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "200", "9.99")
        await when.issues("30")
        const ofKrakow = await when.issues("50", { branch: "KRK" })
        await when.issues("20", { branch: "GDN" })
        await when.returns("5", { of: ofKrakow })
        await then.lines(await when.settles(), {
          issued: "100",
          returned: "5",
          net: "95",
          net_value: "949.05",
          branches: [
            ["GDN", "20", "199.80"],
            ["KRK", "45", "449.55"],
            ["WAW", "30", "299.70"],
          ],
        })
      })

      it("E18: owes a share of what was sold, and a return copies the rate of its sale", async () => {
        const terms = { price_basis: "commission", commission_percent: "40" } as const
        const { given, when, then, id } = story({ terms })
        await given.receipt("L", "10", "50.00")
        const sale = await when.issues("2", { price: "90.00" })
        expect(sale.lines).toMatchObject([
          { sale_price: "90", allocations: [{ quantity: "2", unit_cost: "54" }] },
        ])
        const agreement = `${base}/agreements/${await given.agreement("A", "EUR")}`
        await admin.post(agreement, { commission_percent: "30" })
        const plan = await when.plans("1", { price: "6.45" })
        expect(plan.lines).toMatchObject([{ allocations: [{ unit_cost: "4.51" }] }])
        await when.issues("1", { price: "6.45" })
        const back = await when.returns("1", { of: sale })
        await then.movements(back, { lot: "L", quantity: "1", unit_cost: "54" })
        const settlement = await when.settles()
        await then.lines(settlement, { issued: "3", returned: "1", net: "2", net_value: "58.51" })

        const { data } = await admin.post<{ invoice: { amount: string; lines: object[] } }>(
          `${base}/invoices`,
          {
            contractor_id: await id.contractor("A"),
            settlement_ids: [settlement.id],
            kind: "self_billed",
          }
        )
        expect(data.invoice).toMatchObject({
          amount: "58.51",
          lines: [
            { quantity: "1", unit_price: "54" },
            { quantity: "1", unit_price: "4.51" },
          ],
        })
      })

      it.each([
        ["paid", "68", "68.00"],
        ["list", "85", "85.00"],
      ] as const)("owes a share by tiers of the price %s", async (commission_base, cost, value) => {
        const terms = {
          price_basis: "commission" as const,
          commission_tiers: [
            { from_price: "0", percent: "10" },
            { from_price: "50", percent: "15" },
          ],
          commission_base,
        }
        const { given, when, then } = story({ terms })
        await given.receipt("L", "10", "50.00")
        const sale = await when.issues("1", { price: "80.00", list: "100.00" })
        expect(sale.lines).toMatchObject([
          { sale_price: "80", list_price: "100", allocations: [{ unit_cost: cost }] },
        ])
        await then.lines(await when.settles(), { issued: "1", net: "1", net_value: value })
      })

      it("refuses a list price without the price that was paid", async () => {
        const { given, when } = story()
        await given.receipt("L", "10", "50.00")
        await expect(when.issues("1", { list: "100.00" })).rejects.toThrow("lines.0.sale_price")
      })

      it("E18: owes the cost of the lot where the price is in another currency", async () => {
        const terms = { price_basis: "commission", commission_percent: "40" } as const
        const { given, id } = story({ terms })
        await given.receipt("L", "10", "50.00")
        const issue = async (currency_code: string) =>
          await admin.post<{ goods_issue: Document }>(`${base}/goods-issues`, {
            stock_location_id: await id.location("LOC"),
            currency_code,
            lines: [{ sku: "X", quantity: "1", sale_price: "90.00" }],
          })
        const costs = [await issue("PLN"), await issue("EUR")].map(
          ({ data }) => data.goods_issue.lines[0]?.allocations?.[0]?.unit_cost
        )
        expect(costs).toEqual(["50", "54"])
      })

      it("E11: settles each contractor in his currency and to its decimals", async () => {
        const { given, when, then } = story()
        await given.receipt("A:LA", "4", "12.50", { currency: "EUR" })
        await given.receipt("B:LB", "4", "52.00", { currency: "PLN" })
        await given.receipt("C:LC", "4", "1850", { currency: "JPY" })
        await when.issues("12")
        const four = { issued: "4", net: "4" }
        await then.lines(await when.settles({ contractor: "A" }), { ...four, net_value: "50.00" })
        await then.lines(await when.settles({ contractor: "B" }), { ...four, net_value: "208.00" })
        const inYen = await when.settles({ contractor: "C" })
        await then.lines(inYen, { ...four, net_value: "7400" })
        expect(inYen).toMatchObject({ currency_code: "JPY", net_value: "7400", amount: "7400" })
      })

      it("E11b: keeps two agreements of one contractor apart", async () => {
        const { given, when, then, id } = story()
        await given.receipt("L1", "5", "12.50", { currency: "EUR", dated: "2026-01-10" })
        await given.receipt("L2", "5", "54.00", { currency: "PLN", dated: "2026-01-11" })
        await then.picks(await when.issues("7"), "L1 5", "L2 2")
        expectInvalid(await settle({ contractor_id: await id.contractor("A") }), "currency_code")
        const inEuro = await when.settles({ currency: "EUR" })
        await then.lines(inEuro, { issued: "5", net: "5", net_value: "62.50" })
        await then.statement(inEuro, { received: "5", consumed: "5", closing: "0" })
        const inZloty = await when.settles({ currency: "PLN" })
        await then.lines(inZloty, { issued: "2", net: "2", net_value: "108.00" })
        await then.statement(inZloty, { received: "5", consumed: "2", closing: "3" })
        await then.refuses(
          () => given.receipt("L3", "1", "1", { currency: "JPY", hasAgreement: false }),
          "NO_AGREEMENT"
        )
        await then.refuses(() => when.settles({ currency: "JPY" }), "NO_AGREEMENT")
      })

      it("E12: rounds once per unit cost, and shares the value by largest remainder", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "4.30")
        for (const branch of ["GDN", "KRK", "WAW"]) await when.issues("0.115", { branch })
        await then.lines(await when.settles(), {
          issued: "0.345",
          net: "0.345",
          net_value: "1.48",
          branches: [
            ["GDN", "0.115", "0.50"],
            ["KRK", "0.115", "0.49"],
            ["WAW", "0.115", "0.49"],
          ],
        })
      })

      it("E12b: rounds each unit cost by itself, and totals the rounded lines", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "1", "0.005")
        await given.receipt("L2", "1", "0.015")
        await given.receipt("L3", "1", "0.005", { item: "Y" })
        await when.issues({ X: "2", Y: "1" })
        const settlement = await when.settles()
        await then.lines(
          settlement,
          { issued: "2", net: "2", net_value: "0.03" },
          { item: "Y", issued: "1", net: "1", net_value: "0.01" }
        )
        expect(settlement).toMatchObject({ net_value: "0.04", amount: "0.04" })
      })

      it("E13: asks nothing for free goods, but for those behind them", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "3", "0", { dated: "2026-01-10" })
        await given.receipt("L2", "3", "5.00", { dated: "2026-01-11" })
        await when.issues("4")
        await then.lines(await when.settles(), { issued: "4", net: "4", net_value: "5.00" })
      })

      it("orders its lines by SKU, whatever was sold first", async () => {
        const { given, when } = story()
        for (const item of ["b", "A", "C", "a10", "a9"]) {
          await given.receipt(`L${item}`, "1", "1.00", { item })
          await when.issues({ [item]: "1" })
        }
        const settlement = await when.settles()
        const skus = ["A", "C", "a10", "a9", "b"]
        expect(settlement.lines.map((line) => line.sku)).toEqual(skus)
        expect(settlement.stock.map((row) => row.sku)).toEqual(skus)
        expect((await when.previews()).lines.map((line) => line.sku)).toEqual(skus)
      })
    })

    describe("periods", () => {
      it("E14, E14b: takes what is dated up to the cut-off, and late movements the next time", async () => {
        const { given, when, then } = story({ terms: { time_zone: "Europe/Warsaw" } })
        await given.receipt("L", "50", "2.00", { dated: "2026-01-20" })
        const first = await when.issues("5", { dated: "2026-01-28" })
        await when.issues("4", { dated: "2026-01-31T22:30:00.000Z" })
        await when.issues("3", { dated: "2026-01-31T23:10:00.000Z" })
        const goodsReturn = await when.returns("1", { of: first, dated: "2026-02-02" })
        await then.gaveBack(goodsReturn, "L 1 open")
        const january = await when.settles({ to: "2026-01-31" })
        expect(january).toMatchObject({ period_from: null, cut_off: "2026-01-31T22:59:59.999Z" })
        await then.lines(january, { issued: "9", net: "9", net_value: "18.00" })
        await then.statement(january, { received: "50", consumed: "9", closing: "41" })

        const late = await when.issues("2", { dated: "2026-01-29" })
        expect(late.late).toBe(true)
        const february = await when.settles({ to: "2026-02-28" })
        expect(february).toMatchObject({
          period_from: "2026-01-31T22:59:59.999Z",
          cut_off: "2026-02-28T22:59:59.999Z",
        })
        await then.lines(february, {
          opening: "9",
          issued: "5",
          returned: "1",
          net: "4",
          net_value: "8.00",
          to_invoice: "13",
          amount: "26.00",
          late_quantity: "2",
        })
        await then.statement(february, { opening: "41", consumed: "4", closing: "37" })
        await then.lots({ L: "37" })

        for (const tell of [when.settles, when.previews]) {
          await then.refuses(() => tell({ to: "2026-02-20" }), "PERIOD_CLOSED", {
            path: "cut_off",
            last_cut_off: "2026-02-28T22:59:59.999Z",
          })
          for (const to of [daysAhead(2).slice(0, 10), daysAhead(1)]) {
            await then.refuses(() => tell({ to }), "INVALID_DATA", { path: "cut_off" })
          }
        }
      })

      it.each([
        ["Europe/Warsaw", "2026-03-29", "2026-03-29T21:59:59.999Z"],
        ["Europe/Warsaw", "2026-10-25", "2026-10-25T22:59:59.999Z"],
        ["America/New_York", "2026-01-31", "2026-02-01T04:59:59.999Z"],
      ])("E34: ends the day in %s on %s at %s", async (timeZone, to, cutOff) => {
        const { given, when } = story({ terms: { time_zone: timeZone } })
        await given.agreement("A", "EUR")
        expect((await when.previews({ to })).cut_off).toBe(cutOff)
        expect((await when.settles({ to })).cut_off).toBe(cutOff)
        expect((await when.settles({ to: cutOff })).cut_off).toBe(cutOff)
      })

      describe("on the day itself", () => {
        afterEach(() => {
          jest.useRealTimers()
        })

        /** The host's clock shows another time; it stands still, and nothing waits for it. */
        const at = (now: string): void => {
          jest.useFakeTimers({ now: new Date(now), doNotFake: everythingButDate })
        }

        it("E34b: settles up to the moment of closing, and the rest when the day is over", async () => {
          const { given, when, then } = story({ terms: { time_zone: "Europe/Warsaw" } })
          at("2026-01-31T09:00:00.000Z")
          await given.receipt("L", "9", "1.00")
          at("2026-01-31T10:00:00.000Z")
          await when.issues("2")
          at("2026-01-31T17:00:00.000Z")
          const first = await when.settles({ to: "2026-01-31" })
          expect(first.cut_off).toBe("2026-01-31T17:00:00.000Z")
          await then.lines(first, { issued: "2", net: "2", net_value: "2.00" })
          at("2026-01-31T18:00:00.000Z")
          expect((await when.issues("1")).late).toBe(false)
          await then.refuses(() => when.settles({ to: "2026-02-01" }), "INVALID_DATA")
          at("2026-02-01T09:00:00.000Z")
          const second = await when.settles({ to: "2026-01-31" })
          expect(second).toMatchObject({
            period_from: "2026-01-31T17:00:00.000Z",
            cut_off: "2026-01-31T22:59:59.999Z",
          })
          await then.lines(second, {
            opening: "2",
            issued: "1",
            net: "1",
            net_value: "1.00",
            to_invoice: "3",
            amount: "3.00",
          })
        })
      })

      it("settles up to now unless told otherwise, again and again, with or without movements", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        await when.issues("8")
        const before = new Date().toISOString()
        const first = await when.settles()
        const instants = [before, first.cut_off, first.closed_at, new Date().toISOString()]
        expect([...instants].sort()).toEqual(instants)
        await then.lines(first, { issued: "8", net: "8", net_value: "60.00" })
        const second = await when.settles()
        expect(second.period_from).toBe(first.cut_off)
        await then.lines(second, { opening: "8", to_invoice: "8", amount: "60.00" })
        await then.statement(second, { opening: "12", closing: "12" })
        const again = await when.settles({ to: second.cut_off })
        expect(again).toMatchObject({ period_from: second.cut_off, cut_off: second.cut_off })
        expect([first.number, second.number, again.number]).toEqual([
          "SET-000001",
          "SET-000002",
          "SET-000003",
        ])
      })

      it("has nothing to say of a contractor who never had goods here", async () => {
        const { given, when } = story()
        await given.agreement("A", "EUR")
        const settlement = await when.settles()
        expect(settlement).toMatchObject({
          lines: [],
          stock: [],
          net_value: "0.00",
          amount: "0.00",
        })
      })

      it("goes on after the end of an agreement, in the currency that is left or named", async () => {
        const { given, when, then, id } = story({
          terms: { valid_from: "2026-01-01", valid_to: "2026-01-31" },
        })
        await given.receipt("L1", "5", "1.00", { dated: "2026-01-10" })
        await when.issues("2")
        await then.lines(await when.previews(), { issued: "2", net: "2", net_value: "2.00" })
        await given.receipt("L2", "5", "1.00", { dated: "2026-01-11", currency: "PLN" })
        const contractor_id = await id.contractor("A")
        expectInvalid(await preview({ contractor_id }), "currency_code")
        expectInvalid(await settle({ contractor_id }), "currency_code")
        await world.given.agreement({ contractor_id, currency_code: "JPY" })
        expect((await when.settles()).currency_code).toBe("JPY")
        await then.lines(await when.settles({ currency: "EUR" }), {
          issued: "2",
          net: "2",
          net_value: "2.00",
        })
      })
    })

    describe("differences", () => {
      const listDifferences = async () =>
        (await admin.get<{ differences: object[]; checked_at: string }>(`${base}/reconciliation`))
          .data

      it("E26c: closes nothing while a dedicated warehouse holds own stock", async () => {
        const { given, when, then, id } = story({
          warehouses: { LOC: { branch_code: "WAW", own: "OWNLOC" } },
        })
        await given.receipt("L", "20", "7.50")
        await given.own("2", { isDifference: true })
        const difference = {
          stock_location_id: await id.location("LOC"),
          inventory_item_id: await id.item("X"),
          sku: "X",
          stocked: "22",
          consigned: "20",
          pending: "0",
          difference: "2",
        }
        const { stock_location } = (
          await admin.get<{ stock_location: { name: string } }>(
            `/admin/stock-locations/${difference.stock_location_id}`
          )
        ).data
        expect(await listDifferences()).toEqual({
          differences: [{ ...difference, stock_location_name: stock_location.name }],
          pending: [],
          unposted: [],
          leaked_reservations: [],
          counts: { differences: 1, pending: 0, unposted: 0, leaked_reservations: 0 },
          count: 1,
          offset: 0,
          limit: null,
          checked_at: anInstant,
        })
        await then.refuses(() => when.settles(), "OPEN_DIFFERENCE", { differences: [difference] })
        await then.lines(await when.previews())
        await given.own("-2")
        expect(await listDifferences()).toMatchObject({ differences: [] })
        await when.settles()
      })

      it("E26d: closes nothing while goods of the contractor are missing", async () => {
        const { given, when, then } = story()
        await given.receipt("A:L", "20", "7.50")
        await given.receipt("B:L2", "5", "1.00", { item: "Y" })
        await given.difference("-1")
        expect(await listDifferences()).toMatchObject({
          differences: [{ sku: "X", stocked: "19", consigned: "20", difference: "-1" }],
        })
        await then.refuses(() => when.settles({ contractor: "A" }), "OPEN_DIFFERENCE", {
          differences: [{ sku: "X", difference: "-1" }],
        })
        await when.settles({ contractor: "B" })
        await given.difference("1")
        await when.settles({ contractor: "A" })
        await then.level(["20", "0", "20"])
      })

      it("are listed page by page, with how many there are", async () => {
        const { given, id } = story()
        for (const item of ["X", "Y", "Z"]) {
          await given.receipt(`L-${item}`, "5", "1.00", { item })
          await given.difference("-1", { item })
        }
        const items = await Promise.all(["X", "Y", "Z"].map((item) => id.item(item)))
        const read = async (page: string) =>
          (
            await admin.get<{ differences: { inventory_item_id: string }[]; count: number }>(
              `${base}/reconciliation?recent=true&${page}`
            )
          ).data
        const pages = [await read("limit=2"), await read("limit=2&offset=2")]
        expect(pages).toMatchObject([
          { count: 3, counts: { differences: 3, pending: 0 }, limit: 2, offset: 0 },
          { count: 3, limit: 2, offset: 2 },
        ])
        expect(pages.map(({ differences }) => differences.length)).toEqual([2, 1])
        const listed = pages.flatMap(({ differences }) => differences)
        expect(listed.map((one) => one.inventory_item_id)).toEqual(items.sort())
        await Promise.all(["X", "Y", "Z"].map((item) => given.difference("1", { item })))
      })

      it("is not hindered by a difference where the contractor's goods are gone", async () => {
        const { given, when, then } = story({ warehouses: { LOC: { own: "OWNLOC" } } })
        await given.receipt("A:LA", "1", "1.00", { dated: "2026-01-01" })
        await given.receipt("B:LB", "1", "1.00", { dated: "2026-01-02" })
        await when.issues("1")
        await given.own("3", { isDifference: true })
        await when.settles({ contractor: "A" })
        await then.refuses(() => when.settles({ contractor: "B" }), "OPEN_DIFFERENCE")
      })
    })

    describe("cancelling", () => {
      it("E23: opens the movements again; what became own stays own", async () => {
        const { given, when, then, read } = story()
        await given.receipt("L", "20", "7.50", { dated: "2026-05-01" })
        const issue = await when.issues("8", { dated: "2026-05-10" })
        const first = await when.settles({ to: "2026-05-31" })
        await then.gaveBack(await when.returns("2", { of: issue }), "own 2 settled")
        const cancelled = await when.cancels(first)
        expect(cancelled).toEqual({ ...first, status: "cancelled" })
        expect(await read.movements({ settlement_id: first.id })).toEqual([])
        const second = await when.settles({ to: "2026-05-31" })
        expect(second.number).toBe("SET-000002")
        await then.lines(second, { issued: "8", net: "8", net_value: "60.00" })
        await then.level(["14", "2", "12"])

        await when.cancels(second)
        await then.gaveBack(await when.returns("6", { of: issue }), "L 6 open")
        const third = await when.settles()
        await then.lines(third, { issued: "8", returned: "6", net: "2", net_value: "15.00" })
        await then.level(["20", "2", "18"])
        await then.refuses(() => when.returns("1", { of: issue }), "EXCEEDS_RETURNABLE")
        await then.picks(await when.issues("3"), "own 2", "L 1")
        const fourth = await when.settles()
        await then.refuses(() => when.cancels(third), "SETTLEMENT_NOT_LATEST", {
          latest_id: fourth.id,
        })
        await when.cancels(fourth)
        await when.cancels(third)
        await then.lines(await when.settles(), {
          issued: "9",
          returned: "6",
          net: "3",
          net_value: "22.50",
        })
      })

      it("gives the period back: what is dated in it is not late any more, what was late stays so", async () => {
        const { given, when, then, read } = story()
        await given.receipt("L", "20", "1.00", { dated: "2026-01-05" })
        const first = await when.settles({ to: "2026-01-31" })
        const second = await when.settles({ to: "2026-02-28" })
        const late = await when.issues("1", { dated: "2026-01-20" })
        expect(late.late).toBe(true)
        await when.cancels(second)
        expect((await when.issues("1", { dated: "2026-02-10" })).late).toBe(false)
        await when.cancels(first)
        expect((await when.issues("1", { dated: "2026-01-25" })).late).toBe(false)
        const [movement] = await read.movements({ document_id: late.id })
        expect(movement).toMatchObject({ late: true, settlement_id: null })
        const settlement = await when.settles({ to: "2026-01-31" })
        expect(settlement.period_from).toBeNull()
        await then.lines(settlement, {
          issued: "2",
          net: "2",
          net_value: "2.00",
          late_quantity: "1",
        })
      })

      it("refuses a second time, and keeps the accounts apart", async () => {
        const { given, when, then } = story()
        await given.agreement("A", "EUR")
        await given.agreement("A", "PLN")
        await given.agreement("B", "EUR")
        const first = await when.settles({ currency: "EUR" })
        await when.settles({ currency: "PLN" })
        await when.settles({ contractor: "B" })
        await when.cancels(first)
        await then.refuses(() => when.cancels(first), "ALREADY_REVERSED", { id: first.id })
        expectRefusal(await cancel({ id: "none" }), "NOT_FOUND")
      })

      it("cancels once for all who ask at once, and answers a repeated key", async () => {
        const { given, when } = story()
        await given.receipt("L", "9", "1.00")
        await when.issues("2")
        const first = await when.settles()
        const answers = await Promise.all(Array.from({ length: 5 }, () => cancel(first)))
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
        for (const answer of answers.filter(({ status }) => status !== 200)) {
          expectRefusal(answer, "ALREADY_REVERSED")
        }
        const second = await when.settles()
        const key = { idempotency_key: "k1" }
        const keyed = await Promise.all(Array.from({ length: 5 }, () => cancel(second, key)))
        for (const { status, data } of keyed) {
          expect({ status, data }).toEqual({
            status: 200,
            data: { settlement: { ...second, status: "cancelled" } },
          })
        }
        expectRefusal(await cancel(await when.settles(), key), "IDEMPOTENCY_MISMATCH")
      })
    })

    describe("answers", () => {
      it("answers a settlement with everything that is known of it, one by one and in lists", async () => {
        const { given, when, id, read } = story()
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        const issue = await when.issues("8", { dated: "2026-01-20" })
        const cut_off = "2026-01-31T23:59:59.999Z"
        const account = {
          contractor_id: await id.contractor("A"),
          direction: "inbound",
          currency_code: "EUR",
        }
        const item = { inventory_item_id: await id.item("X"), sku: "X" }
        const body = {
          ...account,
          period_from: null,
          cut_off,
          net_value: "60.00",
          amount: "60.00",
          lines: [
            {
              ...item,
              opening: "0",
              issued: "8",
              internally_issued: "0",
              transferred: "0",
              counted_lost: "0",
              returned: "0",
              transfer_reversed: "0",
              net: "8",
              to_invoice: "8",
              carry: "0",
              net_value: "60.00",
              amount: "60.00",
              balanced: false,
              late_quantity: "0",
              branches: [{ branch_code: "WAW", net: "8", net_value: "60.00" }],
            },
          ],
          stock: [
            {
              ...item,
              opening: "0",
              received: "20",
              consumed: "8",
              returned_to_consignor: "0",
              counted: "0",
              closing: "12",
            },
          ],
        }
        const asked = { contractor_id: account.contractor_id, cut_off: "2026-01-31" }
        const open = { id: null, number: null, closed_at: null, created_by: null }
        const previewed = { ...body, ...open, status: "preview", state: "open", invoices: [] }
        expect(await preview(asked)).toEqual({ status: 200, data: { settlement: previewed } })
        const closed = await settle(asked)
        expect(closed).toEqual({
          status: 201,
          data: {
            settlement: {
              ...body,
              id: anId("conset"),
              number: "SET-000001",
              status: "closed",
              state: "closed",
              invoices: [],
              closed_at: anInstant,
              created_by: anId("user"),
            },
          },
        })
        const { settlement } = closed.data
        const one = await admin.get(`${base}/settlements/${settlement.id}`)
        expect(one).toEqual({ status: 200, data: { settlement } })
        const list = await admin.get(`${base}/settlements`)
        expect(list.data).toEqual({ settlements: [settlement], count: 1, offset: 0, limit: 50 })
        const picked = await admin.get(`${base}/settlements/${settlement.id}`, { fields: "amount" })
        expect(picked.data).toEqual({ settlement: { id: settlement.id, amount: "60.00" } })

        const stamped = await admin.get<Listed<"movements", Movement>>(
          `${base}/settlements/${settlement.id}/movements`,
          { order: "sequence" }
        )
        expect(stamped.data).toMatchObject({ count: 2, offset: 0, limit: 50 })
        expect(stamped.data.movements).toEqual(await read.movements({ lot_id: id.lot("L") }))
        expect(stamped.data.movements[1]).toEqual({
          id: anId("conmov"),
          sequence: expect.any(Number) as number,
          type: "goods_issue",
          document_id: issue.id,
          document_type: "goods_issue",
          line_id: issue.lines[0]?.id,
          lot_id: id.lot("L"),
          contractor_id: account.contractor_id,
          warehouse_id: await id.warehouse("LOC"),
          stock_location_id: await id.location("LOC"),
          inventory_item_id: item.inventory_item_id,
          direction: "inbound",
          quantity: "-8",
          unit_cost: "7.5",
          currency_code: "EUR",
          branch_code: "WAW",
          effective_at: instant("2026-01-20"),
          posted_at: anInstant,
          source_key: null,
          reverses_id: null,
          settlement_id: settlement.id,
          late: false,
          technical: false,
        })
        const ofType = await admin.get<Listed<"movements", Movement>>(
          `${base}/settlements/${settlement.id}/movements`,
          { type: "goods_receipt", limit: 1 }
        )
        expect(ofType.data).toMatchObject({ movements: [{ quantity: "20" }], count: 1, limit: 1 })

        const url = `${base}/contractors/${account.contractor_id}/balance`
        expect((await admin.get(url)).data).toEqual({
          balances: [
            {
              ...item,
              direction: "inbound",
              currency_code: "EUR",
              settled: "8",
              invoiced: "0",
              balance: "8",
              credit_due: "0",
            },
          ],
        })
        await when.cancels(settlement)
        expect((await admin.get(url)).data).toEqual({ balances: [] })
      })

      it("lists by contractor, direction, currency, status and dates, page by page", async () => {
        const { given, when, id } = story()
        await given.agreement("A", "EUR")
        await given.agreement("A", "PLN")
        await given.agreement("B", "EUR")
        const numbers = async (parameters: object) =>
          (
            await admin.get<Listed<"settlements", Settlement>>(`${base}/settlements`, {
              order: "number",
              ...parameters,
            })
          ).data.settlements.map(({ number }) => number?.slice(-1))
        await when.settles({ currency: "EUR", to: "2026-01-31" })
        await when.settles({ currency: "PLN", to: "2026-02-28" })
        await when.settles({ contractor: "B", to: "2026-03-31" })
        await when.cancels(await when.settles({ contractor: "B", to: "2026-04-30" }))
        const [a, b] = [await id.contractor("A"), await id.contractor("B")]
        expect(await numbers({})).toEqual(["1", "2", "3", "4"])
        expect(await numbers({ order: "-cut_off" })).toEqual(["4", "3", "2", "1"])
        expect(await numbers({ contractor_id: a })).toEqual(["1", "2"])
        expect(await numbers({ contractor_id: [a, b], currency_code: "EUR" })).toEqual([
          "1",
          "3",
          "4",
        ])
        expect(await numbers({ direction: "outbound" })).toEqual([])
        expect(await numbers({ status: "closed", contractor_id: b })).toEqual(["3"])
        expect(await numbers({ status: "cancelled" })).toEqual(["4"])
        expect(
          await numbers({ cut_off: { $gte: "2026-02-28T23:59:59.999Z", $lte: "2026-04-01" } })
        ).toEqual(["2", "3"])
        expect(await numbers({ q: "000003" })).toEqual(["3"])
        expect(await numbers({ limit: 2, offset: 1 })).toEqual(["2", "3"])
        for (const [path, value] of [
          ["limit", 0],
          ["limit", 1001],
          ["offset", -1],
          ["order", "amount"],
          ["colour", "red"],
          ["cut_off", "soon"],
        ] as const) {
          expectInvalid(await admin.get(`${base}/settlements`, { [path]: value }), path)
        }
        expectRefusal(await admin.get(`${base}/settlements/none`), "NOT_FOUND")
        expectRefusal(await admin.get(`${base}/settlements/none/movements`), "NOT_FOUND")
        expectRefusal(await admin.get(`${base}/settlements/%00`), "NOT_FOUND")
        expectRefusal(await admin.get(`${base}/contractors/none/balance`), "NOT_FOUND")
      })

      it("refuses what is malformed, unknown or not agreed, and closes nothing", async () => {
        const { given, when, then, id } = story()
        await given.agreement("A", "EUR")
        const contractor_id = await id.contractor("A")
        for (const ask of [settle, preview]) {
          for (const [path, value] of [
            ["contractor_id", ""],
            ["contractor_id", undefined],
            ["direction", "sideways"],
            ["currency_code", "EURO"],
            ["cut_off", "soon"],
            ["cut_off", "2026-02-30"],
            ["cut_off", "0000-01-01"],
            ["cut_off", 20260131],
            ["idempotency_key", ""],
            ["colour", "red"],
          ] as const) {
            expectInvalid(await ask({ contractor_id, [path]: value }), path)
          }
          expectInvalid(await ask({ contractor_id: "concon_none" }), "contractor_id")
          for (const others of [{ direction: "outbound" }, { currency_code: "JPY" }]) {
            expectRefusal(await ask({ contractor_id, ...others }), "NO_AGREEMENT", others)
          }
          const stranger = await id.contractor("B")
          expectRefusal(await ask({ contractor_id: stranger }), "NO_AGREEMENT")
        }
        expect((await when.settles()).number).toBe("SET-000001")
        await then.refuses(() => when.settles({ to: daysAhead(1) }), "INVALID_DATA")
        expectInvalid(await cancel({ id: "x" }, { reason: "none" }), "reason")
      })

      it("settles what can cost more than a thousand world economies", async () => {
        const { given, when } = story()
        const [quantity, unitCost] = ["999999999999.999", "999999999999.999999"]
        await given.receipt("L", quantity, unitCost)
        await when.issues(quantity)
        const value = "999999999999998999000000.00"
        const settlement = await when.settles()
        expect(settlement).toMatchObject({
          net_value: value,
          amount: value,
          lines: [{ net_value: value, branches: [{ net_value: value }] }],
        })
        const one = await admin.get(`${base}/settlements/${settlement.id}`)
        expect(one.data).toEqual({ settlement })
      })

      it("announces that it is closed and cancelled, once", async () => {
        const { given, when } = story()
        await given.agreement("A", "EUR")
        const bus = listen(world.container())
        const announced = () => bus.told().map(({ name, data }) => ({ name, id: data.id }))
        const settlement = await when.settles({ key: "k1" })
        await when.settles({ key: "k1" })
        await when.previews()
        const closed = { name: ConsignmentEvents.SETTLEMENT_CLOSED, id: settlement.id }
        expect(announced()).toEqual([closed])
        await when.cancels(settlement)
        const cancelled = { name: ConsignmentEvents.SETTLEMENT_CANCELLED, id: settlement.id }
        expect(announced()).toEqual([closed, cancelled])
        bus.stop()
      })
    })

    describe("repeated calls", () => {
      it("answers the first settlement to its key and body, and refuses another body", async () => {
        const { given, when, id } = story()
        await given.receipt("L", "9", "1.00")
        await when.issues("2")
        const body = { contractor_id: await id.contractor("A"), idempotency_key: "k1" }
        const first = await settle(body)
        expect(first.status).toBe(201)
        await when.issues("1")
        expect(await settle(body)).toEqual({ status: 200, data: first.data })
        expect(await settle({ ...body, direction: "inbound" })).toMatchObject({ status: 200 })
        expectRefusal(await settle({ ...body, cut_off: "2026-01-31" }), "IDEMPOTENCY_MISMATCH")
        await when.cancels(first.data.settlement)
        expect(await settle(body)).toMatchObject({
          status: 200,
          data: { settlement: { id: first.data.settlement.id, status: "cancelled" } },
        })
      })

      it("closes once for eight calls at once, and mixes up no contractors", async () => {
        const { given, when, id, then } = story()
        await given.receipt("A:L", "9", "1.00")
        await given.agreement("B", "EUR")
        await when.issues("2")
        const body = { contractor_id: await id.contractor("A"), idempotency_key: "k1" }
        const answers = await Promise.all(Array.from({ length: 8 }, () => settle(body)))
        expect(answers.map(({ status }) => status).sort()).toEqual([
          ...Array<number>(7).fill(200),
          201,
        ])
        for (const { data } of answers) expect(data).toEqual(answers[0]?.data)
        await then.lines(answers[0]?.data.settlement as Settlement, {
          issued: "2",
          net: "2",
          net_value: "2.00",
        })
        const contractors = [await id.contractor("A"), await id.contractor("B")]
        const mixed = await Promise.all(
          contractors.map((contractor_id) => settle({ contractor_id, idempotency_key: "k2" }))
        )
        const [accepted, refused] = mixed.sort((a, b) => a.status - b.status)
        expect(accepted?.status).toBe(201)
        expectRefusal(refused as (typeof mixed)[number], "IDEMPOTENCY_MISMATCH")
      })

      it("opens the period again when its flow fails, and closes it when the call is repeated", async () => {
        const { given, when, then, read, id } = story()
        await given.receipt("L", "9", "1.00", { dated: "2026-01-10" })
        await when.issues("2", { dated: "2026-01-20" })
        const body = {
          contractor_id: await id.contractor("A"),
          cut_off: "2026-01-31",
          idempotency_key: "k1",
        }
        hookFails = true
        expect((await settle(body)).status).toBe(400)
        hookFails = false
        const movements = await read.movements({ lot_id: id.lot("L") })
        expect(movements.map((movement) => movement.settlement_id)).toEqual([null, null])
        expect((await when.issues("1", { dated: "2026-01-25" })).late).toBe(false)
        const closed = await settle(body)
        expect(closed.status).toBe(201)
        await then.lines(closed.data.settlement, { issued: "3", net: "3", net_value: "3.00" })
        expect((await settle(body)).status).toBe(200)
      })
    })

    describe("at once", () => {
      it("stamps every movement once, however many settle one account", async () => {
        const { given, when, read } = story()
        await given.receipt("L", "9", "1.00")
        await when.issues("2")
        const settlements = await Promise.all(Array.from({ length: 6 }, () => when.settles()))
        expect(settlements.map(({ number }) => number).sort()).toEqual(
          Array.from({ length: 6 }, (_, n) => `SET-00000${n + 1}`)
        )
        const movements = await read.movements({})
        const stampedBy = new Set(movements.map((movement) => movement.settlement_id))
        expect(stampedBy.size).toBe(1)
        const inOrder = settlements.sort((a, b) => a.cut_off.localeCompare(b.cut_off))
        expect(stampedBy).toEqual(new Set([inOrder[0]?.id]))
        expect(inOrder.map(({ amount }) => amount)).toEqual(Array(6).fill("2.00"))
      })

      it("loses no movement to a settlement that closes at the same time", async () => {
        const { given, when, read, id } = story()
        await given.receipt("L", "500", "1.00", { dated: "2026-01-10" })
        let issues: Document[] = [await when.issues("1")]
        const settlements: Settlement[] = []
        for (let round = 0; round < 8; round += 1) {
          const [settlement, ...posted] = await Promise.all([
            when.settles(),
            when.issues("1"),
            when.issues("0.5"),
            when.issues("2", { dated: "2026-01-20" }),
            when.returns("0.25", { of: issues[0] as Document }),
            given.receipt(`L${round}`, "1", "2.00"),
            when.issues("1"),
          ])
          settlements.push(settlement)
          issues = posted.filter(({ type }) => type === "goods_issue")
          for (const open of await read.movements({ lot_id: id.lot("L") })) {
            if (open.settlement_id !== null) continue
            expect(open.late || open.effective_at > settlement.cut_off).toBe(true)
          }
        }
        settlements.push(await when.settles())
        const movements = await read.movements({})
        expect(movements.filter((movement) => movement.settlement_id === null)).toEqual([])
        const consumed = movements
          .filter(({ type }) => type.startsWith("goods_issue"))
          .reduce((total, { quantity }) => total - +quantity, 0)
        const settled = settlements
          .flatMap(({ lines }) => lines)
          .reduce((total, { net }) => total + +net, 0)
        expect(settled).toBe(consumed)
      })
    })
  },
})
