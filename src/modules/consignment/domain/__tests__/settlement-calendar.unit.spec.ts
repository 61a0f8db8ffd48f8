import {
  countCutOffs,
  cutOffOf,
  findDueSettlement,
  type SettlementCalendar,
  type SettlementInterval,
} from "../settlement-calendar"

const monthly: SettlementInterval = { unit: "month", count: 1 }

describe("settlement calendar", () => {
  it.each<[string, SettlementInterval, string[]]>([
    ["2026-01-01", monthly, ["2026-01-31", "2026-02-28", "2026-03-31"]],
    ["2026-01-31", monthly, ["2026-02-27", "2026-03-30", "2026-04-29"]],
    ["2028-01-30", monthly, ["2028-02-28", "2028-03-29", "2028-04-29"]],
    ["2026-01-15", { unit: "month", count: 3 }, ["2026-04-14", "2026-07-14", "2026-10-14"]],
    ["2025-11-30", { unit: "month", count: 12 }, ["2026-11-29", "2027-11-29", "2028-11-29"]],
    ["2026-01-05", { unit: "week", count: 2 }, ["2026-01-18", "2026-02-01", "2026-02-15"]],
    ["2026-02-27", { unit: "day", count: 1 }, ["2026-02-27", "2026-02-28", "2026-03-01"]],
    ["2026-02-20", { unit: "day", count: 10 }, ["2026-03-01", "2026-03-11", "2026-03-21"]],
  ])("cuts off from %s every %o on %o", (anchor, every, dates) => {
    expect([1, 2, 3].map((k) => cutOffOf(anchor, every, k))).toEqual(dates)
  })

  it.each<SettlementInterval>([
    monthly,
    { unit: "month", count: 5 },
    { unit: "week", count: 1 },
    { unit: "day", count: 3 },
  ])("counts the cut-offs up to any date, every %o", (every) => {
    const anchor = "2026-01-31"
    for (let k = 1; k <= 60; k += 1) {
      const cutOff = cutOffOf(anchor, every, k)
      const dayBefore = new Date(Date.parse(cutOff) - 1).toISOString().slice(0, 10)
      expect(countCutOffs(anchor, every, cutOff)).toBe(k)
      expect(countCutOffs(anchor, every, dayBefore)).toBe(k - 1)
    }
    expect(countCutOffs(anchor, every, "2020-01-01")).toBe(0)
  })

  describe("what is due", () => {
    const calendar: SettlementCalendar = {
      id: "conagr_1",
      every: monthly,
      anchor: "2026-01-01",
      timeZone: "Europe/Warsaw",
      graceDays: 5,
    }
    const due = (
      now: string,
      {
        settledTo,
        firstOn = "2026-01-10",
        isIdle = false,
      }: { settledTo?: string; firstOn?: string | null; isIdle?: boolean } = {},
      calendars: SettlementCalendar[] = [calendar]
    ) =>
      findDueSettlement(
        calendars,
        {
          lastCutOff: settledTo ? new Date(settledTo) : null,
          firstMovementAt: firstOn ? new Date(firstOn) : null,
          isIdle,
        },
        new Date(now)
      )

    it("comes on the day of the cut-off, by the clocks of the agreement (E34)", () => {
      expect(due("2026-01-30T22:59:59.999Z")).toBeNull()
      expect(due("2026-01-30T23:00:00.000Z")).toEqual({
        calendarId: "conagr_1",
        cutOff: "2026-01-31",
        periods: 1,
        overdueAfter: "2026-02-05",
        daysOverdue: 0,
      })
    })

    it("is overdue once the days of grace are over", () => {
      expect(due("2026-02-05T22:59:59.999Z")).toMatchObject({ daysOverdue: 0 })
      expect(due("2026-02-05T23:00:00.000Z")).toMatchObject({ daysOverdue: 1 })
      expect(due("2026-02-10T12:00:00.000Z")).toMatchObject({ daysOverdue: 5 })
    })

    it("is overdue on the day after the cut-off where no grace was agreed", () => {
      const strict = [{ ...calendar, graceDays: 0 }]
      expect(due("2026-01-31T12:00:00.000Z", {}, strict)).toMatchObject({ daysOverdue: 0 })
      expect(due("2026-02-01T12:00:00.000Z", {}, strict)).toMatchObject({ daysOverdue: 1 })
    })

    it("names the oldest of several cut-offs that were missed", () => {
      expect(due("2026-04-02T12:00:00.000Z")).toMatchObject({
        cutOff: "2026-01-31",
        periods: 3,
        daysOverdue: 56,
      })
    })

    it("goes on with the period that no settlement covers", () => {
      const settledTo = "2026-01-31T22:59:59.999Z"
      expect(due("2026-02-27T12:00:00.000Z", { settledTo })).toBeNull()
      expect(due("2026-02-28T12:00:00.000Z", { settledTo })).toMatchObject({
        cutOff: "2026-02-28",
      })
    })

    it("counts a settlement of any moment of the cut-off's day (E34b)", () => {
      expect(due("2026-02-02T12:00:00.000Z", { settledTo: "2026-01-31T17:00:00.000Z" })).toBeNull()
    })

    it("counts a settlement in the middle of a period for the period before", () => {
      const settledTo = "2026-02-10T12:00:00.000Z"
      expect(due("2026-02-27T12:00:00.000Z", { settledTo })).toBeNull()
      expect(due("2026-03-01T12:00:00.000Z", { settledTo })).toMatchObject({
        cutOff: "2026-02-28",
      })
    })

    it("asks for nothing before the first movement", () => {
      const now = "2026-04-02T12:00:00.000Z"
      expect(due(now, { firstOn: null })).toBeNull()
      expect(due(now, { firstOn: "2026-03-10" })).toMatchObject({
        cutOff: "2026-03-31",
        periods: 1,
      })
    })

    it("asks for nothing where nothing lies and nothing is unsettled", () => {
      const settledTo = "2026-01-31T22:59:59.999Z"
      expect(due("2026-04-02T12:00:00.000Z", { settledTo, isIdle: true })).toBeNull()
    })

    it("asks for nothing without an interval", () => {
      expect(due("2026-04-02T12:00:00.000Z", {}, [{ ...calendar, every: null }])).toBeNull()
    })

    it("follows the agreement that took the place of an older one, from the day it began", () => {
      const successor = {
        ...calendar,
        id: "conagr_2",
        anchor: "2026-03-16",
        every: { unit: "week", count: 1 },
      } as const
      const calendars = [calendar, successor]
      const settledTo = "2026-02-28T22:59:59.999Z"
      expect(due("2026-03-21T12:00:00.000Z", { settledTo }, calendars)).toBeNull()
      expect(due("2026-04-02T12:00:00.000Z", { settledTo }, calendars)).toMatchObject({
        calendarId: "conagr_2",
        cutOff: "2026-03-22",
        periods: 2,
      })
      expect(due("2026-04-02T12:00:00.000Z", {}, calendars)).toMatchObject({
        calendarId: "conagr_1",
        cutOff: "2026-01-31",
        periods: 2,
      })
    })
  })
})
