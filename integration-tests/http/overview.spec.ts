import type { Overview } from "../../src/http-contract/overview"
import { tellOfDocuments } from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const DAY = 86_400_000

const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString()

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const read = async (): Promise<Overview> =>
      (await admin.get<{ overview: Overview }>("/admin/consignment/overview")).data.overview

    it("knows which of the first steps are done", async () => {
      expect((await read()).has).toEqual({
        warehouse: false,
        contractor: false,
        item: false,
        receipt: false,
      })
      const { given } = story()
      await given.receipt("L", "1", "1.00")
      expect((await read()).has).toEqual({
        warehouse: true,
        contractor: true,
        item: true,
        receipt: true,
      })
    })

    it("sums consigned stock by contractor, the most valuable first, and by currency", async () => {
      const { given, when, id } = story()
      await given.receipt("A:L1", "10", "1.50")
      await given.receipt("B:L2", "4", "7.25")
      await given.receipt("C:L3", "2", "100", { currency: "PLN" })
      await when.issues("2", { lot: "L1" })
      const { by_contractor } = await read()
      const held = async (
        code: string,
        currency_code: string,
        quantity: string,
        value: string
      ) => ({
        contractor_id: await id.contractor(code),
        direction: "inbound",
        currency_code,
        quantity,
        value,
      })
      expect(by_contractor.filter((row) => row.currency_code === "EUR")).toEqual([
        await held("B", "EUR", "4", "29.00"),
        await held("A", "EUR", "8", "12.00"),
      ])
      expect(by_contractor.filter((row) => row.currency_code === "PLN")).toEqual([
        await held("C", "PLN", "2", "200.00"),
      ])
    })

    it("lists eight contractors by themselves and the others together", async () => {
      const { given } = story()
      for (const [position, code] of [..."ABCDEFGHIJ"].entries()) {
        await given.receipt(`${code}:L${code}`, "1", String(position + 1))
      }
      const { by_contractor } = await read()
      expect(by_contractor.map((row) => row.value)).toEqual([
        "10.00",
        "9.00",
        "8.00",
        "7.00",
        "6.00",
        "5.00",
        "4.00",
        "3.00",
        "3.00",
      ])
      expect(by_contractor.at(-1)).toMatchObject({ contractor_id: null, quantity: "2" })
    })

    it("splits consigned stock by its age at 31, 61 and 91 days", async () => {
      const { given } = story()
      for (const [position, days] of [0, 30, 32, 62, 92].entries()) {
        await given.receipt(`L${position}`, String(10 ** position), "1", { dated: daysAgo(days) })
      }
      const { by_age } = await read()
      expect(
        by_age.map(({ from_days, to_days, quantity }) => [from_days, to_days, quantity])
      ).toEqual([
        [0, 30, "11"],
        [31, 60, "100"],
        [61, 90, "1000"],
        [91, null, "10000"],
      ])
    })

    it("counts what was sold in each of twelve weeks, own and consigned, without what came back", async () => {
      const { given, when } = story()
      await given.own("3")
      await given.receipt("L", "10", "1")
      const issue = await when.issues("8")
      await when.returns("1", { of: issue })
      const { sold } = await read()
      expect(sold).toHaveLength(12)
      expect(sold.at(-1)).toMatchObject({ own: "3", consignment: "4" })
      expect(sold.slice(0, -1).every((week) => week.own === "0" && week.consignment === "0")).toBe(
        true
      )
    })

    it("names accounts that are invoiced ahead of what was settled", async () => {
      const { given, id } = tellOfDocuments(world)
      await given.opening([{ lot: "L", quantity: "5", unitCost: "2.00", overInvoiced: "3" }])
      expect((await read()).over_invoiced).toEqual([
        {
          contractor_id: await id.contractor("A"),
          direction: "inbound",
          currency_code: "EUR",
          quantity: "3",
        },
      ])
    })
  },
})
