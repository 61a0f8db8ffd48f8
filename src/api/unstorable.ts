/** Neither people nor programs nest what they note deeper than this. */
export const DEEPEST = 100

/** Text that is no Unicode, or holds the one character that the database cannot store; or what nests without end. */
export const isUnstorable = (value: unknown, depth = 0): boolean => {
  if (typeof value === "string") return /\u0000|\p{Surrogate}/u.test(value)
  if (typeof value !== "object" || value === null) return false
  return (
    depth > DEEPEST ||
    Object.entries(value).some(
      ([key, inner]) => isUnstorable(key) || isUnstorable(inner, depth + 1)
    )
  )
}
