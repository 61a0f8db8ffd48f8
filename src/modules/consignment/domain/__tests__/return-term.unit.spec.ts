import { decideReturnTerm } from "../return-term"
import { instant } from "./world"

const received = new Date("2026-03-01T10:00:00.000Z")
const terms = { withinDays: 90, graceDays: 14 }

describe("return term", () => {
  it.each([
    ["on the day of receipt", "2026-03-01", 0, "running"],
    ["on the last day", "2026-05-30", 90, "running"],
    ["on the first day of grace", "2026-05-31", 91, "due"],
    ["on the last day of grace", "2026-06-13", 104, "due"],
    ["after it", "2026-06-14", 105, "overdue"],
  ])("E19: counts days from the receipt: %s", (_, today, daysInStock, term) => {
    expect(decideReturnTerm(received, terms, "UTC", instant(today))).toEqual({
      days_in_stock: daysInStock,
      due_on: "2026-05-30",
      grace_until: "2026-06-13",
      term,
    })
  })

  it("goes by the days of the agreement's time zone", () => {
    const late = new Date("2026-03-01T23:30:00.000Z")
    const noGrace = { withinDays: 1, graceDays: null }
    expect(
      decideReturnTerm(late, noGrace, "Europe/Warsaw", new Date("2026-03-03T22:59:00Z"))
    ).toEqual({
      days_in_stock: 1,
      due_on: "2026-03-03",
      grace_until: "2026-03-03",
      term: "running",
    })
    expect(
      decideReturnTerm(late, noGrace, "Europe/Warsaw", new Date("2026-03-03T23:01:00Z"))
    ).toEqual({
      days_in_stock: 2,
      due_on: "2026-03-03",
      grace_until: "2026-03-03",
      term: "overdue",
    })
  })

  it("runs for ever where none was agreed", () => {
    const none = { withinDays: null, graceDays: 14 }
    expect(decideReturnTerm(received, none, "UTC", instant("2027-03-01"))).toEqual({
      days_in_stock: 365,
      due_on: null,
      grace_until: null,
      term: "none",
    })
  })
})
