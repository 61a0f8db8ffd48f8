import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { DueSettlement } from "../../src/http-contract/settlement"
import { ConsignmentEvents, remindOfSettlementsWorkflow } from "../../src/workflows"
import { expectInvalid } from "../helpers/expect-refusal"
import { handleHook } from "../helpers/handle-hook"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Listed } from "../helpers/ledger-world"
import { listen } from "../helpers/listen"

const url = "/admin/consignment/settlements/due"

/** The hook of another developer, made to fail: what was taken note of has to be given back. */
let hookFails = false
handleHook(remindOfSettlementsWorkflow.hooks.settlementsDue, async () => {
  if (hookFails) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The hook fails.")
})

/** Monthly from the first day of 2026 by the clocks of Warsaw, with five days of grace. */
const terms = {
  valid_from: "2026-01-01",
  settlement_every: { unit: "month" as const, count: 1 },
  time_zone: "Europe/Warsaw",
  grace_days: 5,
  notification_email: "accounts@example.com",
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())
    afterEach(() => {
      hookFails = false
      jest.restoreAllMocks()
    })

    const listDue = async (parameters: object = {}) =>
      (await admin.get<Listed<"due", DueSettlement>>(url, parameters)).data

    describe("GET /settlements/due", () => {
      it("lists nothing before the first movement, nor without an interval", async () => {
        const { given } = story({ terms })
        await given.agreement("A", "EUR")
        const { given: others } = story({ terms: { ...terms, settlement_every: null } })
        await others.receipt("B:L", "5", "1.00", { item: "Y", dated: "2026-01-10" })
        expect(await listDue()).toEqual({ due: [], count: 0, offset: 0, limit: 50 })
      })

      it("names the oldest cut-off that is not settled, and how late it is", async () => {
        const { given, when, id } = story({ terms })
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        await when.issues("3", { dated: "2026-01-20" })
        await when.issues("2", { dated: "2026-02-20" })
        const agreementId = await given.agreement("A", "EUR")
        const { due, count } = await listDue()
        const [one] = due
        expect(count).toBe(1)
        expect(one).toEqual({
          id: `${agreementId}:2026-01-31`,
          agreement_id: agreementId,
          contractor_id: await id.contractor("A"),
          contractor_code: "A",
          contractor_name: "A",
          direction: "inbound",
          currency_code: "EUR",
          cut_off: "2026-01-31",
          due_at: "2026-01-31T22:59:59.999Z",
          overdue_at: "2026-02-05T22:59:59.999Z",
          is_overdue: true,
          days_overdue: expect.any(Number) as number,
          periods: expect.any(Number) as number,
          last_cut_off: null,
          unsettled_quantity: "3",
          unsettled_value: "22.50",
          notification_email: "accounts@example.com",
        })
        const settlement = await when.settles({ to: "2026-01-31" })
        expect((await listDue()).due).toMatchObject([
          {
            cut_off: "2026-02-28",
            periods: (one?.periods ?? 0) - 1,
            last_cut_off: settlement.cut_off,
            unsettled_quantity: "2",
            unsettled_value: "15.00",
          },
        ])
        await when.settles()
        expect(await listDue()).toMatchObject({ due: [], count: 0 })
      })

      it("values what is unsettled as the settlement will, in each currency", async () => {
        const { given, when } = story({ terms })
        await given.receipt("A:L1", "5", "0.333", { dated: "2026-01-10" })
        await given.receipt("A:L2", "5", "0.333", { dated: "2026-01-11" })
        await given.receipt("A:L3", "5", "0.005", { dated: "2026-01-12" })
        await given.receipt("B:L4", "5", "12.5", {
          dated: "2026-01-10",
          item: "Y",
          currency: "JPY",
        })
        await when.issues("11", { dated: "2026-01-20" })
        await when.issues({ Y: "1" }, { dated: "2026-01-20" })
        const { due } = await listDue()
        expect(due.map((one) => [one.unsettled_quantity, one.unsettled_value])).toEqual([
          ["11", "3.34"],
          ["1", "13"],
        ])
        const settlement = await when.settles({ to: "2026-01-31" })
        expect(settlement.net_value).toBe("3.34")
      })

      it("asks again for a period whose settlement is cancelled", async () => {
        const { given, when } = story({ terms })
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        const settlement = await when.settles({ to: "2026-01-31" })
        expect((await listDue()).due).toMatchObject([{ cut_off: "2026-02-28" }])
        await when.cancels(settlement)
        expect((await listDue()).due).toMatchObject([{ cut_off: "2026-01-31" }])
      })

      it("asks for nothing once all goods are gone and settled", async () => {
        const { given, when } = story({ terms })
        await given.receipt("L", "2", "7.50", { dated: "2026-01-10" })
        await when.issues("2", { dated: "2026-01-20" })
        await when.settles({ to: "2026-02-10" })
        expect((await listDue()).count).toBe(0)
      })

      it("puts the oldest first, filters and pages", async () => {
        const { given, when, id } = story({ terms })
        await given.receipt("A:L1", "5", "1.00", { dated: "2026-03-10" })
        await given.receipt("B:L2", "5", "1.00", { dated: "2026-01-10", item: "Y" })
        await given.receipt("B:L3", "5", "4.00", {
          dated: "2026-02-10",
          item: "Y",
          currency: "PLN",
        })
        await when.issues({ Y: "1" }, { dated: "2026-01-20" })
        const idB = await id.contractor("B")
        const cutOffs = async (parameters: object = {}) =>
          (await listDue(parameters)).due.map((one) => `${one.cut_off} ${one.currency_code}`)
        expect(await cutOffs()).toEqual(["2026-01-31 EUR", "2026-02-28 PLN", "2026-03-31 EUR"])
        expect(await cutOffs({ contractor_id: idB })).toEqual(["2026-01-31 EUR", "2026-02-28 PLN"])
        expect(await cutOffs({ currency_code: "pln" })).toEqual(["2026-02-28 PLN"])
        expect(await cutOffs({ direction: "outbound" })).toEqual([])
        expect(await cutOffs({ is_overdue: "true" })).toHaveLength(3)
        expect(await cutOffs({ is_overdue: "false" })).toEqual([])
        expect(await listDue({ limit: 1, offset: 1, fields: "cut_off" })).toMatchObject({
          due: [{ cut_off: "2026-02-28" }],
          count: 3,
          offset: 1,
          limit: 1,
        })
      })

      it("refuses parameters it does not know", async () => {
        expectInvalid(await admin.get(url, { month: "1" }), "month")
        expectInvalid(await admin.get(url, { is_overdue: "maybe" }), "is_overdue")
      })
    })

    describe("the daily reminder", () => {
      const remind = async (now: string) =>
        (await remindOfSettlementsWorkflow(world.container()).run({ input: { now } })).result
      const listLetters = async () =>
        (
          await world
            .container()
            .resolve(Modules.NOTIFICATION)
            .listNotifications({}, { order: { created_at: "ASC" } })
        ).map(({ to, template, channel, status, data }) => ({
          to,
          template,
          channel,
          status,
          data,
        }))
      let bus: ReturnType<typeof listen> | undefined
      afterEach(() => bus?.stop())

      const collectEvents = () => {
        const ear = listen(world.container())
        bus = ear
        return () =>
          ear
            .told()
            .filter(({ name }) =>
              [ConsignmentEvents.SETTLEMENT_DUE, ConsignmentEvents.SETTLEMENT_OVERDUE].some(
                (known) => known === name
              )
            )
            .map(({ name, data }) => [name, data.id, data.cut_off])
      }
      const dueOn = "2026-01-31T08:00:00.000Z"
      const overdueOn = "2026-02-06T08:00:00.000Z"

      it("tells once when a settlement is due, and once more when it is overdue", async () => {
        const { given, when } = story({ terms })
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        await when.issues("3", { dated: "2026-01-20" })
        const agreementId = await given.agreement("A", "EUR")
        const events = collectEvents()
        expect(await remind("2026-01-30T08:00:00.000Z")).toEqual([])
        expect(await remind(dueOn)).toHaveLength(1)
        expect(await remind(dueOn)).toEqual([])
        expect(await remind("2026-02-03T08:00:00.000Z")).toEqual([])
        expect(await remind(overdueOn)).toHaveLength(1)
        expect(await remind("2026-02-20T08:00:00.000Z")).toEqual([])

        const letter = {
          to: "accounts@example.com",
          channel: "email",
          status: "success",
          data: {
            agreement_id: agreementId,
            contractor_code: "A",
            cut_off: "2026-01-31",
            is_overdue: false,
            draft: { net_value: "22.50", amount: "22.50", lines: 1 },
          },
        }
        expect(await listLetters()).toMatchObject([
          { ...letter, template: "consignment-settlement-due" },
          {
            ...letter,
            template: "consignment-settlement-overdue",
            data: { ...letter.data, is_overdue: true, days_overdue: 1 },
          },
        ])
        expect(events()).toEqual([
          ["consignment.settlement.due", agreementId, "2026-01-31"],
          ["consignment.settlement.overdue", agreementId, "2026-01-31"],
        ])
      })

      it("tells of each cut-off anew", async () => {
        const { given, when } = story({ terms })
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        await remind(dueOn)
        await when.settles({ to: "2026-01-31" })
        expect(await remind("2026-02-28T08:00:00.000Z")).toMatchObject([{ cut_off: "2026-02-28" }])
      })

      it("tells once although several processes look at the same time", async () => {
        const { given } = story({ terms })
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        const told = await Promise.all([1, 2, 3, 4].map(() => remind(dueOn)))
        expect(told.flat()).toHaveLength(1)
        expect(await listLetters()).toHaveLength(1)
      })

      it("only emits the event if the agreement names no address", async () => {
        const { given } = story({ terms: { ...terms, notification_email: null } })
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        const events = collectEvents()
        await remind(dueOn)
        expect(await listLetters()).toEqual([])
        expect(events()).toHaveLength(1)
      })

      it("goes on if the store has nobody to send e-mails", async () => {
        const { given } = story({ terms })
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        jest
          .spyOn(world.container().resolve(Modules.NOTIFICATION), "createNotifications")
          .mockRejectedValue(new MedusaError(MedusaError.Types.NOT_FOUND, "No provider."))
        const events = collectEvents()
        expect(await remind(dueOn)).toHaveLength(1)
        expect(events()).toHaveLength(1)
        expect(await remind(dueOn)).toEqual([])
      })

      it("tells again what a flow that failed has not told", async () => {
        const { given } = story({ terms })
        await given.receipt("L", "20", "7.50", { dated: "2026-01-10" })
        hookFails = true
        await expect(remind(dueOn)).rejects.toMatchObject({ message: "The hook fails." })
        hookFails = false
        expect(await remind(dueOn)).toHaveLength(1)
        expect(await listLetters()).toHaveLength(1)
      })
    })
  },
})
