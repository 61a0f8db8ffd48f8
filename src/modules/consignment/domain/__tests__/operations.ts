import fc from "fast-check"
import { issueStrategies } from "../issue-strategies"
import { exact, toText } from "../quantity"
import { countLossLiabilities } from "../terms"

export type StrategyName = keyof typeof issueStrategies
const strategies = Object.keys(issueStrategies) as StrategyName[]

const toThousandths = (number: number): string => toText(exact(number).div(1000))

// Operations that may happen. A number that names a document, a lot or an account is taken modulo how many there are by then.

export interface When {
  /** Hours since the step before. */
  pause: number
  /** Hours by which the business date lies before the posting. */
  back: number
}

const when: fc.Arbitrary<When> = fc.record({
  pause: fc.constantFrom(0, 0, 1, 24, 100),
  back: fc.constantFrom(0, 0, 0, 1, 24, 25, 200),
})

const quantity = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }).map(String) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9999 }).map(toThousandths) }
)
const unitCost = fc.constantFrom("0", "0.005", "0.333333", "2.5", "7", "12.999999")
const price = fc.constantFrom(undefined, "0.03", "6.45", "33.333333")
const item = fc.constantFrom("X", "X", "X", "X", "Y")
const place = fc.constantFrom("LOC", "LOC", "LOC", "KRK", "DED", "SHOP")
/** As a rule a quantity is cut to what is there; a refusal teaches little. */
const isCut = fc.constantFrom(true, true, true, false)
const anyOfThem = fc.nat({ max: 99 })
const recent = fc.nat({ max: 4 })

const oneOfKind = <Kind extends string, Fields extends object>(
  weight: number,
  kind: Kind,
  fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }
) => ({
  weight,
  arbitrary: fc.record(fields).map((values) => ({ kind, ...values })),
})

export const operation = fc.oneof(
  oneOfKind(3, "receives", {
    when,
    quantity,
    unitCost,
    item,
    place: fc.constantFrom("LOC", "LOC", "KRK", "DED"),
    account: anyOfThem,
    expires: fc.constantFrom(undefined, "2027-01-01", "2027-02-01"),
    isUndone: fc.constantFrom(false, false, true),
  }),
  oneOfKind(1, "adds own", { quantity, item, location: anyOfThem }),
  oneOfKind(5, "issues", {
    when,
    quantity,
    more: fc.option(quantity, { nil: undefined }),
    isCut,
    item,
    place,
    strategy: fc.constantFrom(...strategies),
    price,
    isInternal: fc.boolean(),
    isUndone: fc.constantFrom(false, false, true),
  }),
  oneOfKind(3, "fulfils", {
    when,
    quantity,
    item,
    place,
    strategy: fc.constantFrom(...strategies),
    price,
    undone: fc.constantFrom("no", "no", "no", "cancelled", "at once"),
  }),
  oneOfKind(7, "returns", {
    when,
    quantity,
    isCut,
    issue: anyOfThem,
    place: fc.constantFrom("LOC", "LOC", "LOC", "KRK", "KRK", "DED", "SHOP", "DOWN", "OWNLOC"),
    byHost: fc.boolean(),
    undone: fc.constantFrom("no", "no", "no", "reversed", "at once"),
  }),
  oneOfKind(2, "delivers", {
    when,
    quantity,
    unitCost,
    isCut,
    item,
    from: fc.constantFrom("LOC", "LOC", "KRK", "OWNLOC", "DED", "CUST"),
    isUndone: fc.constantFrom(false, false, true),
  }),
  oneOfKind(3, "sells", {
    when,
    quantity,
    isCut,
    item,
    unitPrice: fc.option(unitCost, { nil: undefined }),
    /** The agreement asks for it. */
    priceOfTheDay: fc.option(unitCost, { nil: undefined }),
    isUndone: fc.constantFrom(false, false, true),
  }),
  oneOfKind(2, "gets back", {
    when,
    quantity,
    isCut,
    sale: recent,
    isUndone: fc.constantFrom(false, false, true),
  }),
  oneOfKind(1, "takes back", {
    when,
    quantity,
    isCut,
    item,
    to: fc.constantFrom("LOC", "KRK", "OWNLOC", "DED", "CUST"),
    isUndone: fc.constantFrom(false, false, true),
  }),
  oneOfKind(2, "counts", {
    when,
    quantity,
    isMissing: fc.boolean(),
    item,
    isUndone: fc.constantFrom(false, false, true),
  }),
  oneOfKind(1, "agrees", {
    netReturns: fc.boolean(),
    countLossLiability: fc.constantFrom(...countLossLiabilities),
    commissionPercent: fc.constantFrom(undefined, undefined, "0", "33.333333", "40", "100"),
  }),
  oneOfKind(3, "reverses", { document: recent }),
  oneOfKind(1, "cancels", {
    fulfilment: recent,
    place: fc.constantFrom(undefined, undefined, "LOC", "KRK", "DED", "SHOP"),
  }),
  oneOfKind(3, "settles", { when, account: anyOfThem }),
  oneOfKind(1, "cancels settlement", { account: anyOfThem }),
  oneOfKind(1, "invoices", {
    lot: anyOfThem,
    quantity,
    price: fc.option(unitCost, { nil: undefined }),
  }),
  oneOfKind(1, "revalues", { lot: anyOfThem, unitCost })
)

export type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never
export type OperationOf<Kind extends Operation["kind"]> = Extract<Operation, { kind: Kind }>

/** One contractor, one item, two warehouses: so few goods that documents often meet over them. */
export const narrow = (operation: Operation): Operation => ({
  ...operation,
  ...("item" in operation ? { item: "X" } : {}),
  ...("account" in operation ? { account: operation.account % 2 } : {}),
  ...("place" in operation && operation.place !== "KRK" ? { place: "LOC" } : {}),
})
