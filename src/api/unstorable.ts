/** Text that is no Unicode, or holds the one character that the database cannot store. */
export const isUnstorable = (value: unknown): boolean => {
  if (typeof value === "string") return /\u0000|\p{Surrogate}/u.test(value)
  if (typeof value !== "object" || value === null) return false
  return Object.entries(value).some(([key, inner]) => isUnstorable(key) || isUnstorable(inner))
}
