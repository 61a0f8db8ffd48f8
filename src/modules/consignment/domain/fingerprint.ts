import { isDay } from "./period"

const dateFields = new Set(["effective_at", "issued_at", "received_at", "expires_at"])

/**
 * A request as its fingerprint knows it: a day was once read as its midnight in UTC, and requests that were posted
 * then are still recognised.
 */
export const withMidnights = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withMidnights)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      dateFields.has(key) && typeof inner === "string" && isDay(inner)
        ? new Date(inner).toISOString()
        : key === "metadata"
          ? inner
          : withMidnights(inner),
    ])
  )
}
