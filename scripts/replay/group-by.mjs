/**
 * The members of a list by key, keys and members in the order in which they come.
 * @template One
 * @param {Iterable<One>} list
 * @param {(one: One) => string} keyOf
 * @returns {Map<string, One[]>}
 */
export const groupBy = (list, keyOf) => {
  /** @type {Map<string, One[]>} */
  const groups = new Map()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
