import type { Agreement } from "../../http-contract/agreement"

/** The currencies of agreements that are in force or will be, each once. */
export const agreedCurrenciesOf = (
  agreements: readonly Pick<Agreement, "currency_code" | "valid_to">[],
  now: Date
): string[] => {
  const running = agreements.filter(({ valid_to }) => !valid_to || new Date(valid_to) > now)
  return [...new Set(running.map(({ currency_code }) => currency_code))].sort()
}
