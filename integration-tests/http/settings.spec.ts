import type { Settings } from "../../src/http-contract/settings"
import { expectInvalid } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { tellOfDocuments } from "../helpers/document-verbs"
import { createLedgerWorld } from "../helpers/ledger-world"

const base = "/admin/consignment"
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const text = expect.any(String) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, given } = world

    beforeAll(() => world.open())

    describe("settings", () => {
      const url = `${base}/settings`
      const originalPrefixes = expect.objectContaining({
        goods_receipt: "GR",
        settlement: "SET",
        loan: "LN",
      }) as object
      const unknownCompany = {
        legal_name: null,
        address: null,
        tax_id: null,
        registration_number: null,
        iban: null,
        email: null,
        phone: null,
        logo: null,
        payment_terms_days: null,
      }

      it("begins without any, and merges what is posted", async () => {
        const [web, till] = [await given.salesChannel(), await given.salesChannel()]
        const initial = {
          id: text,
          issue_strategy_by_sales_channel: {},
          allow_backdating_days: null,
          time_zone: null,
          units: [],
          company: unknownCompany,
          number_prefixes: originalPrefixes,
          created_at: null,
          updated_at: null,
        }
        const issue_strategies = expect.arrayContaining(["fifo", "consignment_first"]) as string[]
        expect(await admin.get(url)).toEqual({
          status: 200,
          data: { settings: initial, issue_strategies },
        })

        await admin.post(url, { issue_strategy_by_sales_channel: { [web.id]: "fifo" } })
        await admin.post(url, { allow_backdating_days: 30 })
        const answer = await admin.post<{ settings: Settings }>(url, {
          issue_strategy_by_sales_channel: { [till.id]: "consignment_first" },
        })
        const expected = {
          id: text,
          issue_strategy_by_sales_channel: { [web.id]: "fifo", [till.id]: "consignment_first" },
          allow_backdating_days: 30,
          time_zone: null,
          units: [],
          company: unknownCompany,
          number_prefixes: originalPrefixes,
          created_at: instant,
          updated_at: instant,
        }
        expect(answer).toEqual({ status: 200, data: { settings: expected } })
        expect((await admin.get(url)).data).toEqual({ ...answer.data, issue_strategies })

        const cleared = await admin.post(url, {
          issue_strategy_by_sales_channel: { [web.id]: null },
          allow_backdating_days: null,
        })
        expect(cleared.data).toMatchObject({
          settings: {
            issue_strategy_by_sales_channel: { [till.id]: "consignment_first" },
            allow_backdating_days: null,
          },
        })
      })

      it("keeps the company, field by field", async () => {
        const address = {
          address_1: "Oudegracht 1",
          address_2: null,
          postal_code: "3511 AA",
          city: "Utrecht",
          province: null,
          country_code: "NL",
        }
        const company = {
          legal_name: "Winkel & Zoon B.V.",
          address,
          tax_id: "NL001234567B01",
          registration_number: "12345678",
          iban: "NL91ABNA0417164300",
          email: "boekhouding@winkel.example",
          phone: "+31 30 123 45 67",
          logo: "data:image/png;base64,iVBORw0KGgo=",
          payment_terms_days: 30,
        }
        await admin.post(url, {
          company: { ...company, address: { ...address, country_code: "nl" } },
        })
        expect((await admin.get(url)).data).toMatchObject({ settings: { company } })
        const { data } = await admin.post(url, { company: { phone: null } })
        expect(data).toMatchObject({ settings: { company: { ...company, phone: null } } })
        await admin.post(url, { allow_backdating_days: 2 })
        expect((await admin.get(url)).data).toMatchObject({
          settings: { company: { ...company, phone: null } },
        })
      })

      it("refuses a company that payments and documents could not use", async () => {
        const company = {
          iban: "NL92ABNA0417164300",
          logo: "https://example.com/logo.png",
          payment_terms_days: -1,
          address: { country_code: "Netherlands" },
          vat: "x",
        }
        expectInvalid(
          await admin.post(url, { company }),
          "company.address.country_code",
          "company.iban",
          "company.logo",
          "company.payment_terms_days",
          "company.vat"
        )
      })

      it("gives new documents the prefix that the store has chosen, and goes on counting", async () => {
        const told = tellOfDocuments(world)
        let lots = 0
        const receive = async (): Promise<string> =>
          (await told.given.receipt(`L${(lots += 1)}`, "1", "1.00")).number
        const before = await receive()
        expect(before).toMatch(/^GR-\d{6}$/)
        const numbered = (prefix: string, more: number) =>
          `${prefix}-${String(Number(before.slice(3)) + more).padStart(6, "0")}`

        const answer = await admin.post(url, { number_prefixes: { goods_receipt: "WE/2026" } })
        expect(answer.data).toMatchObject({
          settings: { number_prefixes: { goods_receipt: "WE/2026", goods_issue: "GI" } },
        })
        expect(await receive()).toBe(numbered("WE/2026", 1))
        await admin.post(url, { allow_backdating_days: 3 })
        expect(await receive()).toBe(numbered("WE/2026", 2))
        await admin.post(url, { number_prefixes: { goods_receipt: null } })
        expect(await receive()).toBe(numbered("GR", 3))
      })

      it("refuses a prefix of other documents, also an earlier one, and one that is none", async () => {
        await admin.post(url, { number_prefixes: { delivery: "WZ" } })
        await admin.post(url, { number_prefixes: { delivery: "DL" } })
        expectInvalid(
          await admin.post(url, {
            number_prefixes: { goods_issue: "WZ", settlement: "GR", invoice: "SB-X" },
          }),
          "number_prefixes.goods_issue",
          "number_prefixes.settlement",
          "number_prefixes.invoice"
        )
        expectInvalid(
          await admin.post(url, {
            number_prefixes: { loan: "", delivery: "-A", take_back: "A B", receipt: "R" },
          }),
          "number_prefixes.delivery",
          "number_prefixes.take_back",
          "number_prefixes.loan",
          "number_prefixes.receipt"
        )
      })

      it("refuses an unknown sales channel, an unknown strategy and days below 0", async () => {
        const channel = await given.salesChannel()
        const strategies = { sc_unknown: "fifo", [channel.id]: "newest_first" }
        expectInvalid(
          await admin.post(url, { issue_strategy_by_sales_channel: strategies }),
          "issue_strategy_by_sales_channel.sc_unknown",
          `issue_strategy_by_sales_channel.${channel.id}`
        )
        const answer = await admin.post(url, { allow_backdating_days: -1 })
        expectInvalid(answer, "allow_backdating_days")
      })
    })
  },
})
