/**
 * The first of a list that has the wanted property, or a new one: so a run that was broken off can
 * be repeated.
 * @template T
 * @param {T[]} existing
 * @param {(candidate: T) => boolean} isWanted
 * @param {() => Promise<T>} create
 * @returns {Promise<T>}
 */
export const findOrCreate = async (existing, isWanted, create) =>
  existing.find(isWanted) ?? (await create())
