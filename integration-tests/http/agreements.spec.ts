import type { Agreement } from "../../src/http-contract/agreement"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createWorld } from "../helpers/world"
import { type Listed } from "../helpers/ledger-world"

const base = "/admin/consignment"
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const text = expect.any(String) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createWorld(suite)
    const { admin, given } = world

    beforeAll(() => world.open())

    describe("agreements", () => {
      const url = `${base}/agreements`

      it("has the terms of the contract unless others are named", async () => {
        const contractor = await given.contractor()
        const body = { contractor_id: contractor.id, direction: "inbound", currency_code: "eur" }
        const created = await admin.post<{ agreement: Agreement }>(url, body)
        expect(created).toEqual({
          status: 200,
          data: {
            agreement: {
              id: text,
              contractor_id: contractor.id,
              direction: "inbound",
              currency_code: "EUR",
              valid_from: null,
              valid_to: null,
              net_returns: true,
              count_loss_liability: "consignee",
              settlement_every: null,
              time_zone: "UTC",
              return_within_days: null,
              grace_days: null,
              notification_email: null,
              price_basis: "lot_cost",
              commission_percent: null,
              commission_tiers: null,
              commission_base: null,
              transport_paid_by: null,
              prices_on_notes: true,
              allow_hire: false,
              return_fee: null,
              vat_rate: null,
              vat_category: null,
              metadata: null,
              created_at: instant,
              updated_at: instant,
            },
          },
        })
        const read = await admin.get(`${url}/${created.data.agreement.id}`)
        expect(read).toEqual({ status: 200, data: created.data })
      })

      it("keeps other terms, its days counted in its time zone", async () => {
        const contractor = await given.contractor()
        const terms = {
          net_returns: false,
          count_loss_liability: "consignor" as const,
          settlement_every: { unit: "month" as const, count: 2 },
          time_zone: "Europe/Warsaw",
          return_within_days: 14,
          grace_days: 0,
          notification_email: "accounts@example.com",
          transport_paid_by: "consignee" as const,
          prices_on_notes: false,
          metadata: { signed: true },
        }
        const agreement = await given.agreement({
          contractor_id: contractor.id,
          direction: "outbound",
          currency_code: "PLN",
          valid_from: "2026-01-01",
          valid_to: "2026-06-30",
          ...terms,
        })
        expect(agreement).toMatchObject({
          ...terms,
          direction: "outbound",
          currency_code: "PLN",
          valid_from: "2025-12-31T23:00:00.000Z",
          valid_to: "2026-06-30T21:59:59.999Z",
        })
      })

      it("changes its terms and its bounds", async () => {
        const contractor = await given.contractor()
        const { id } = await given.agreement({
          contractor_id: contractor.id,
          time_zone: "Europe/Warsaw",
          valid_from: "2026-01-01",
          settlement_every: { unit: "week", count: 1 },
        })
        const answer = await admin.post<{ agreement: Agreement }>(`${url}/${id}`, {
          valid_to: "2026-12-31",
          net_returns: false,
          settlement_every: null,
        })
        expect(answer).toMatchObject({
          status: 200,
          data: {
            agreement: {
              valid_from: "2025-12-31T23:00:00.000Z",
              valid_to: "2026-12-31T22:59:59.999Z",
              net_returns: false,
              settlement_every: null,
              time_zone: "Europe/Warsaw",
            },
          },
        })
      })

      it("keeps its contractor, direction and currency", async () => {
        const contractor = await given.contractor()
        const { id } = await given.agreement({ contractor_id: contractor.id })
        const change = { contractor_id: contractor.id, direction: "outbound", currency_code: "PLN" }
        const answer = await admin.post(`${url}/${id}`, change)
        expectInvalid(answer, "contractor_id", "direction", "currency_code")
      })

      it.each([
        ["direction", "sideways"],
        ["currency_code", "EURO"],
        ["valid_from", "01.01.2026"],
        ["valid_from", "0001-01-01"],
        ["valid_to", "2026-02-30"],
        ["time_zone", "Europe/Atlantis"],
        ["time_zone", "+02:00"],
        ["settlement_every", "monthly"],
        ["count_loss_liability", "nobody"],
        ["return_within_days", -1],
        ["price_basis", "retail"],
        ["commission_percent", "100.01"],
        ["transport_paid_by", "nobody"],
        ["commission_percent", "40"],
        ["commission_base", "gross"],
        ["commission_base", "list"],
        ["commission_tiers", []],
        ["commission_tiers", [{ from_price: "0", percent: "10" }]],
        ["return_fee.value", { basis: "per_unit", value: "-1" }, "return_fee"],
        ["return_fee.value", { basis: "percent_of_cost", value: "100.01" }, "return_fee"],
        ["return_fee.basis", { basis: "per_box", value: "1" }, "return_fee"],
      ])("refuses %s %s", async (path, value, field = path) => {
        const contractor = await given.contractor()
        const body = { contractor_id: contractor.id, direction: "inbound", currency_code: "EUR" }
        expectInvalid(await admin.post(url, { ...body, [field]: value }), path)
      })

      it("has a return fee only with a supplier", async () => {
        const contractor = await given.contractor()
        const return_fee = { basis: "per_unit" as const, value: "1.50" }
        const body = { contractor_id: contractor.id, currency_code: "EUR", return_fee }
        expectInvalid(await admin.post(url, { ...body, direction: "outbound" }), "return_fee")
        const { id } = await given.agreement({ contractor_id: contractor.id, return_fee })
        const read = async () =>
          (await admin.get<{ agreement: Agreement }>(`${url}/${id}`)).data.agreement.return_fee
        expect(await read()).toEqual({ basis: "per_unit", value: "1.5" })
        await admin.post(`${url}/${id}`, { grace_days: 3 })
        expect(await read()).toEqual({ basis: "per_unit", value: "1.5" })
        await admin.post(`${url}/${id}`, { return_fee: null })
        expect(await read()).toBeNull()
      })

      it("has a share of the sale only with a commission, and only with a contractor", async () => {
        const contractor = await given.contractor()
        const body = { contractor_id: contractor.id, direction: "inbound", currency_code: "EUR" }
        const commission = { price_basis: "commission" as const, commission_percent: "40.5" }
        const outbound = { ...body, ...commission, direction: "outbound" }
        expectInvalid(await admin.post(url, outbound), "price_basis")
        const withoutShare = { ...body, price_basis: "commission" }
        expectInvalid(await admin.post(url, withoutShare), "commission_percent")

        const { id } = await given.agreement({ contractor_id: contractor.id, ...commission })
        const change = async (changed: object) =>
          (await admin.post<{ agreement: Agreement }>(`${url}/${id}`, changed)).data.agreement
        expect(await change({ commission_percent: "30" })).toMatchObject({
          price_basis: "commission",
          commission_percent: "30",
        })
        expectInvalid(
          await admin.post(`${url}/${id}`, { commission_percent: null }),
          "commission_percent"
        )
        expect(await change({ price_basis: "lot_cost" })).toMatchObject({
          price_basis: "lot_cost",
          commission_percent: null,
        })
      })

      it("has shares by price instead of one, counted on the price paid or the list price", async () => {
        const contractor = await given.contractor()
        const body = { contractor_id: contractor.id, direction: "inbound", currency_code: "EUR" }
        const tiers = [
          { from_price: "0", percent: "10" },
          { from_price: "50.00", percent: "15" },
        ]
        const commission = { ...body, price_basis: "commission" }
        const both = { ...commission, commission_percent: "40", commission_tiers: tiers }
        expectInvalid(await admin.post(url, both), "commission_tiers")
        const unordered = { ...commission, commission_tiers: [...tiers].reverse() }
        expectInvalid(
          await admin.post(url, unordered),
          "commission_tiers.0.from_price",
          "commission_tiers.1.from_price"
        )
        const wrong = { ...commission, commission_tiers: [{ from_price: "-1", percent: "101" }] }
        expectInvalid(
          await admin.post(url, wrong),
          "commission_tiers.0.from_price",
          "commission_tiers.0.percent"
        )

        const created = await admin.post<{ agreement: Agreement }>(url, {
          ...commission,
          commission_tiers: tiers,
        })
        const { id } = created.data.agreement
        const read = async (changed: object = {}) =>
          (await admin.post<{ agreement: Agreement }>(`${url}/${id}`, changed)).data.agreement
        expect(created.data.agreement).toMatchObject({
          commission_percent: null,
          commission_tiers: [tiers[0], { from_price: "50", percent: "15" }],
          commission_base: "paid",
        })
        expect(await read({ commission_base: "list" })).toMatchObject({
          commission_tiers: [tiers[0], { from_price: "50", percent: "15" }],
          commission_base: "list",
        })
        expect(await read({ commission_percent: "20" })).toMatchObject({
          commission_percent: "20",
          commission_tiers: null,
          commission_base: "list",
        })
        expect(await read({ price_basis: "lot_cost" })).toMatchObject({
          commission_percent: null,
          commission_tiers: null,
          commission_base: null,
        })
      })

      it("refuses an interval of no length", async () => {
        const contractor = await given.contractor()
        const body = { contractor_id: contractor.id, direction: "inbound", currency_code: "EUR" }
        const settlement_every = { unit: "month", count: 0 }
        const answer = await admin.post(url, { ...body, settlement_every })
        expectInvalid(answer, "settlement_every.count")
      })

      it("refuses an unknown contractor and an unknown currency at once", async () => {
        const body = { contractor_id: "x", direction: "inbound", currency_code: "XXQ" }
        expectInvalid(await admin.post(url, body), "contractor_id", "currency_code")
      })

      it("refuses to end before it begins", async () => {
        const { id: contractor_id } = await given.contractor()
        const bounds = { valid_from: "2026-02-01", valid_to: "2026-01-31" }
        const body = { contractor_id, direction: "inbound", currency_code: "EUR", ...bounds }
        expectRefusal(await admin.post(url, body), "INVALID_DATA", { path: "valid_to" })
        const { id } = await given.agreement({ contractor_id, valid_from: "2026-02-01" })
        const answer = await admin.post(`${url}/${id}`, { valid_to: "2026-01-31" })
        expectRefusal(answer, "INVALID_DATA", { path: "valid_to" })
      })

      it("refuses a second one in force, another direction, currency or time apart", async () => {
        const { id: contractor_id } = await given.contractor()
        const first = await given.agreement({ contractor_id, valid_to: "2026-06-30" })
        const body = { contractor_id, direction: "inbound", currency_code: "EUR" }
        expectRefusal(await admin.post(url, body), "AGREEMENT_OVERLAP", {
          agreement_ids: [first.id],
        })
        await given.agreement({ contractor_id, direction: "outbound" })
        await given.agreement({ contractor_id, currency_code: "PLN" })
        const second = await given.agreement({ contractor_id, valid_from: "2026-07-01" })

        const earlier = { valid_from: "2026-06-30" }
        expectRefusal(await admin.post(`${url}/${second.id}`, earlier), "AGREEMENT_OVERLAP")
        expect((await admin.post(`${url}/${second.id}`, { grace_days: 3 })).status).toBe(200)
      })

      it("lets one of two in that are made at once", async () => {
        const { id: contractor_id } = await given.contractor()
        const body = { contractor_id, direction: "inbound", currency_code: "EUR" }
        const answers = await Promise.all([admin.post(url, body), admin.post(url, body)])
        const [accepted, refused] = answers.sort((a, b) => a.status - b.status)
        expect(accepted?.status).toBe(200)
        expectRefusal(refused, "AGREEMENT_OVERLAP")
      })

      it("lists by contractor, direction, currency and bounds", async () => {
        const { id: contractor_id } = await given.contractor()
        const eur = await given.agreement({ contractor_id, valid_from: "2026-01-01" })
        const pln = await given.agreement({ contractor_id, currency_code: "PLN" })
        const out = await given.agreement({ contractor_id, direction: "outbound" })
        const ids = async (parameters: object) =>
          (
            await admin.get<Listed<"agreements", Agreement>>(url, { order: "id", ...parameters })
          ).data.agreements.map((agreement) => agreement.id)

        expect(await ids({ contractor_id })).toEqual([eur.id, pln.id, out.id])
        expect(await ids({ contractor_id: "x" })).toEqual([])
        expect(await ids({ direction: "outbound" })).toEqual([out.id])
        expect(await ids({ currency_code: "pln" })).toEqual([pln.id])
        expect(await ids({ valid_from: { $gte: "2026-01-01" } })).toEqual([eur.id])
      })
    })
  },
})
