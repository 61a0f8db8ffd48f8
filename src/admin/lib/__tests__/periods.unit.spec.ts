import { periodsAt } from "../periods"

/** As the reader's calendar has them. */
const daysOf = (now: Date) =>
  Object.fromEntries(
    periodsAt(now).map(({ name, from, to }) => [
      name,
      [from, to].map((day) => `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`),
    ])
  )

describe("the periods of a date filter", () => {
  it("begin and end with days of the calendar", () => {
    expect(daysOf(new Date(2028, 4, 31, 12))).toEqual({
      this_month: ["2028-5-1", "2028-5-31"],
      last_month: ["2028-4-1", "2028-4-30"],
      this_quarter: ["2028-4-1", "2028-6-30"],
      last_quarter: ["2028-1-1", "2028-3-31"],
      this_year: ["2028-1-1", "2028-12-31"],
      last_year: ["2027-1-1", "2027-12-31"],
    })
  })

  it("reach into the year before", () => {
    const { last_month, last_quarter } = daysOf(new Date(2028, 0, 1))
    expect({ last_month, last_quarter }).toEqual({
      last_month: ["2027-12-1", "2027-12-31"],
      last_quarter: ["2027-10-1", "2027-12-31"],
    })
  })

  it("last until the millisecond before the next one", () => {
    const [{ to } = { to: new Date(0) }] = periodsAt(new Date(2028, 1, 10))
    expect(to).toEqual(new Date(2028, 1, 29, 23, 59, 59, 999))
  })
})
