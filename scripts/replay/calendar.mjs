/** The agreements count their days in this zone. */
export const timeZone = "America/Chicago"

/**
 * An instant of a local date: noon in UTC is the same day in every zone of America.
 * @param {string} date
 */
export const instantOf = (date) => `${date}T12:00:00.000Z`

/** @param {string} date */
export const monthOf = (date) => date.slice(0, 7)

/** @param {string} month */
export const lastDayOf = (month) => {
  const [year, number] = month.split("-").map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/**
 * @param {string} month
 * @param {number} count how many months later; earlier, if negative.
 */
export const monthAfter = (month, count = 1) => {
  const [year, number] = month.split("-").map(Number)
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7)
}

/**
 * All months from one to another.
 * @param {string} first
 * @param {string} last
 * @returns {string[]}
 */
export const monthsFrom = (first, last) =>
  first > last ? [] : [first, ...monthsFrom(monthAfter(first), last)]

/** @param {string} text */
export const isDate = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(instantOf(text)).toJSON()?.slice(0, 10) === text
