import { decideDueAt } from "../due-date"

describe("the due date of an invoice", () => {
  it.each([
    ["in 30 days", "2026-01-31T12:00:00.000Z", 30, "Europe/Amsterdam", "2026-03-02T22:59:59.999Z"],
    ["over a leap day", "2028-02-28T12:00:00.000Z", 14, "UTC", "2028-03-13T23:59:59.999Z"],
    [
      "into summer time",
      "2026-03-20T12:00:00.000Z",
      14,
      "Europe/Warsaw",
      "2026-04-03T21:59:59.999Z",
    ],
    ["on the day itself", "2026-05-05T08:00:00.000Z", 0, "UTC", "2026-05-05T23:59:59.999Z"],
    [
      "from the local date",
      "2026-01-31T23:30:00.000Z",
      1,
      "Europe/Warsaw",
      "2026-02-02T22:59:59.999Z",
    ],
  ])("is the end of the local day %s", (_, issuedAt, days, timeZone, expected) => {
    expect(decideDueAt(new Date(issuedAt), days, timeZone).toISOString()).toBe(expected)
  })
})
