const dayInMilliseconds = 24 * 60 * 60 * 1000

/** Both shops keep the same hours, and the agreements count their days in this zone. */
export const timeZone = "Europe/Amsterdam"

/**
 * The days of the story, counted back from the day on which it was first told: a second run must
 * name the same instants, or its idempotency keys would no longer fit.
 * @param {string} today an instant.
 */
export const calendarFrom = (today) => {
  /** Noon in UTC is an instant of the same day in the shops' time zone. */
  const noon = (/** @type {number} */ daysAgo) => {
    const instant = new Date(Date.parse(today) - daysAgo * dayInMilliseconds)
    instant.setUTCHours(12, 0, 0, 0)
    return instant.toISOString()
  }
  return { noon, date: (/** @type {number} */ daysAgo) => noon(daysAgo).slice(0, 10) }
}

/** @typedef {ReturnType<typeof calendarFrom>} Calendar */
