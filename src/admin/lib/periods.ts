interface Period {
  name: "this_month" | "last_month" | "this_quarter" | "last_quarter" | "this_year" | "last_year"
  from: Date
  /** Its last millisecond. */
  to: Date
}

const QUARTER = 3
const YEAR = 12

/** Calendar periods around a moment, where the reader is. */
export const periodsAt = (now: Date): Period[] => {
  const year = now.getFullYear()
  const month = now.getMonth()
  const quarter = month - (month % QUARTER)
  const period = (name: Period["name"], first: number, months: number): Period => ({
    name,
    from: new Date(year, first, 1),
    to: new Date(new Date(year, first + months, 1).getTime() - 1),
  })
  return [
    period("this_month", month, 1),
    period("last_month", month - 1, 1),
    period("this_quarter", quarter, QUARTER),
    period("last_quarter", quarter - QUARTER, QUARTER),
    period("this_year", 0, YEAR),
    period("last_year", -YEAR, YEAR),
  ]
}
