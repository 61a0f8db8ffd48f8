import { dayOf, fromLocalDate } from "../local-date"

describe("a day where the reader is", () => {
  it.each(["2026-03-29", "2026-12-31", "0002-01-05"])(
    "stays %s on the way to a date and back",
    (day) => {
      expect(dayOf(fromLocalDate(day))).toBe(day)
    }
  )
})
