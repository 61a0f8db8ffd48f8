import { numberPrefixes, type NumberSeries } from "./document"
import { refuseFields } from "./errors"

export const numberSeries = Object.keys(numberPrefixes) as [NumberSeries, ...NumberSeries[]]

/** By series: the prefixes that a store has chosen, the last one is in use. */
export type ChosenPrefixes = Partial<Record<NumberSeries, string[]>>

/** Prefix of self-billed invoices, which are numbered by contractor: "SB-WILG-000001". */
export const SELF_BILLED = "SB"

/** The prefix that each series uses. */
export const toPrefixes = (chosen: ChosenPrefixes | null): Record<NumberSeries, string> =>
  Object.fromEntries(
    numberSeries.map((series) => [series, chosen?.[series]?.at(-1) ?? numberPrefixes[series]])
  ) as Record<NumberSeries, string>

/**
 * Changes the prefixes of some series; null chooses the original one again. A series keeps every prefix it has ever had:
 * if another one could take it, two documents could have the same number.
 * Throws: INVALID_DATA (a prefix belongs to another series).
 */
export const choosePrefixes = (
  before: ChosenPrefixes | null,
  change: Partial<Record<NumberSeries, string | null>>
): ChosenPrefixes => {
  const changed = numberSeries.filter((series) => change[series] !== undefined)
  const after: ChosenPrefixes = { ...before }
  for (const series of changed) {
    const prefix = change[series] ?? numberPrefixes[series]
    after[series] = [...(before?.[series] ?? []).filter((earlier) => earlier !== prefix), prefix]
  }
  const owners = (prefix: string): NumberSeries[] =>
    numberSeries.filter(
      (series) => numberPrefixes[series] === prefix || after[series]?.includes(prefix)
    )
  refuseFields(
    changed
      .map((series) => ({ series, prefix: after[series]?.at(-1) ?? "" }))
      .filter(({ prefix }) => isSelfBilled(prefix) || owners(prefix).length > 1)
      .map(({ series, prefix }) => ({
        path: `number_prefixes.${series}`,
        message: `The prefix ${prefix} belongs to other documents.`,
        reason: "taken",
      }))
  )
  return after
}

const isSelfBilled = (prefix: string): boolean =>
  prefix === SELF_BILLED || prefix.startsWith(`${SELF_BILLED}-`)
