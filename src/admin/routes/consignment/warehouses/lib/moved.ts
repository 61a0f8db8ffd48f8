/** The same list with one entry at another place. */
export const moved = <Entry>(list: readonly Entry[], from: number, to: number): Entry[] => {
  const others = list.filter((_, index) => index !== from)
  return [...others.slice(0, to), ...list.slice(from, from + 1), ...others.slice(to)]
}
