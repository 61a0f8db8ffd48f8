import { decideCutOff, endOfDay, localDate, startOfDay, type CutOffRequest } from "../period"
import { refusalOf } from "./given"

describe("period", () => {
  it.each([
    ["E34", "Europe/Warsaw", "2026-03-29", "2026-03-29T21:59:59.999Z"],
    ["E34", "Europe/Warsaw", "2026-10-25", "2026-10-25T22:59:59.999Z"],
    ["E34", "America/New_York", "2026-01-31", "2026-02-01T04:59:59.999Z"],
    ["no change of clocks", "Asia/Tokyo", "2026-12-31", "2026-12-31T14:59:59.999Z"],
    ["half an hour of offset", "Asia/Kolkata", "2026-02-28", "2026-02-28T18:29:59.999Z"],
    ["a leap day", "UTC", "2028-02-29", "2028-02-29T23:59:59.999Z"],
    ["no midnight after it, ahead of UTC", "Asia/Beirut", "2026-03-28", "2026-03-28T21:59:59.999Z"],
    [
      "no midnight after it, behind UTC",
      "America/Havana",
      "2026-03-07",
      "2026-03-08T04:59:59.999Z",
    ],
    [
      "no midnight after it, behind UTC",
      "America/Santiago",
      "2026-09-05",
      "2026-09-06T03:59:59.999Z",
    ],
    ["an hour twice at its end", "America/Santiago", "2026-04-04", "2026-04-05T03:59:59.999Z"],
    ["midnight twice after it", "America/Havana", "2026-10-31", "2026-11-01T03:59:59.999Z"],
  ])("%s: ends the day in %s on %s at %s", (_case, timeZone, date, end) => {
    expect(endOfDay(date, timeZone).toISOString()).toBe(end)
  })

  it.each([
    ["Europe/Warsaw", "2026-02-01", "2026-01-31T23:00:00.000Z"],
    ["America/Havana", "2026-03-08", "2026-03-08T05:00:00.000Z"],
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"],
    ["Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00.000Z"],
  ])("starts the day in %s on %s at %s", (timeZone, date, start) => {
    expect(startOfDay(date, timeZone).toISOString()).toBe(start)
  })

  it("tells the local date of an instant", () => {
    const instant = new Date("2026-01-31T23:10:00.000Z")
    expect(localDate(instant, "Europe/Warsaw")).toBe("2026-02-01")
    expect(localDate(instant, "America/New_York")).toBe("2026-01-31")
  })

  describe("cut-off", () => {
    const now = new Date("2026-02-03T12:00:00.000Z")
    const decided = (request: CutOffRequest, lastCutOff: string | null = null) =>
      decideCutOff(request, "Europe/Warsaw", lastCutOff ? new Date(lastCutOff) : null, now)

    it.each<[string, CutOffRequest, string]>([
      ["is now if none is named", null, "2026-02-03T12:00:00.000Z"],
      ["E14: is the end of the day", { date: "2026-01-31" }, "2026-01-31T22:59:59.999Z"],
      ["E34b: is now on the day itself", { date: "2026-02-03" }, "2026-02-03T12:00:00.000Z"],
      [
        "is the instant named",
        { instant: new Date("2026-02-03T11:59:00.000Z") },
        "2026-02-03T11:59:00.000Z",
      ],
    ])("%s", (_case, request, cutOff) => {
      expect(decided(request).toISOString()).toBe(cutOff)
    })

    it("may equal the last one", () => {
      const cutOff = decided({ date: "2026-01-31" }, "2026-01-31T22:59:59.999Z")
      expect(cutOff.toISOString()).toBe("2026-01-31T22:59:59.999Z")
    })

    it("E14: refuses a date before the last one", () => {
      const refusal = refusalOf(() => decided({ date: "2026-01-20" }, "2026-01-31T22:59:59.999Z"))
      expect(refusal).toMatchObject({
        code: "PERIOD_CLOSED",
        details: { path: "cut_off", last_cut_off: "2026-01-31T22:59:59.999Z" },
      })
    })

    it.each<[string, CutOffRequest]>([
      ["E14: a day to come", { date: "2026-02-04" }],
      ["an instant to come", { instant: new Date("2026-02-03T12:00:00.001Z") }],
    ])("refuses %s", (_case, request) => {
      expect(refusalOf(() => decided(request))).toMatchObject({
        code: "INVALID_DATA",
        details: { path: "cut_off" },
      })
    })
  })
})
