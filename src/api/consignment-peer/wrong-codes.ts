const PERIOD_MILLISECONDS = 60_000
const ALLOWED = 10
const MAXIMUM_SOURCES = 10_000

/** When a source has sent wrong codes. A right code is never held up, so nobody can lock out another store. */
const wrongCodes = new Map<string, number[]>()

export const noteWrongCode = (source: string, now = Date.now()): void => {
  const recent = recentOf(source, now)
  wrongCodes.delete(source)
  wrongCodes.set(source, [...recent, now].slice(-ALLOWED - 1))
  const [oldest] = wrongCodes.keys()
  if (wrongCodes.size > MAXIMUM_SOURCES && oldest !== undefined) wrongCodes.delete(oldest)
}

/** More wrong codes within a minute than anybody mistypes. */
export const isGuessing = (source: string, now = Date.now()): boolean =>
  recentOf(source, now).length > ALLOWED

const recentOf = (source: string, now: number): number[] =>
  (wrongCodes.get(source) ?? []).filter((at) => now - at < PERIOD_MILLISECONDS)
