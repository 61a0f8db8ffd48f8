import type { PairAnswer, PairRequest } from "./pairing"
import type { PeerTerms } from "./rows"
import { isPublicKey } from "./tokens"

const MAXIMUM_TEXT = 2_000
const MAXIMUM_CURRENCIES = 200

/** Another store may send anything: text that no database keeps is none. */
export const isText = (value: unknown): value is string =>
  typeof value === "string" && value.length <= MAXIMUM_TEXT && !value.includes("\0")

const isTextOrNone = (value: unknown): boolean =>
  value === undefined || value === null || isText(value)

const isList = <Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] =>
  Array.isArray(value) && value.length <= MAXIMUM_CURRENCIES && value.every(isItem)

const isTerms = (value: unknown): value is PeerTerms => {
  const { currency_code, count_loss_liability, return_within_days } = (value ?? {}) as Partial<
    Record<keyof PeerTerms, unknown>
  >
  const isDays = return_within_days === null || Number.isSafeInteger(return_within_days)
  return isText(currency_code) && isText(count_loss_liability) && isDays
}

type Unchecked<Checked> = Partial<Record<keyof Checked, unknown>>

const isIntroduction = (body: Unchecked<PairRequest>): boolean =>
  isTextOrNone(body.url) &&
  isTextOrNone(body.name) &&
  isText(body.epoch) &&
  isText(body.purpose) &&
  isPublicKey(body.public_key) &&
  isList(body.currencies, isText) &&
  (body.terms === undefined || isList(body.terms, isTerms))

export const isPairRequest = (body: unknown): body is PairRequest => {
  const request = (body ?? {}) as Unchecked<PairRequest>
  return isText(request.pairing_code) && isText(request.url) && isIntroduction(request)
}

export const isPairAnswer = (body: unknown): body is PairAnswer => {
  const answer = (body ?? {}) as Unchecked<PairAnswer>
  const { pair_id, name } = (answer.warehouse ?? {}) as Unchecked<PairAnswer["warehouse"]>
  const isWarehouse = isText(pair_id) && isTextOrNone(name)
  return isText(answer.connection_id) && isWarehouse && isIntroduction(answer)
}
