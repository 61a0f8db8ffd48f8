import type { Decimal } from "decimal.js"
import fc from "fast-check"
import type { ErrorCode } from "../errors"
import { exact, least, notBelowZero, sumOf, toText } from "../quantity"
import { isDedicated } from "../stock"
import { tradeIn } from "./customers"
import { documentsIn } from "./documents"
import { refusalOf, story, warehouse, type Timing } from "./given"
import { brokenBySettlement, brokenLaws, stateOf } from "./laws"
import {
  copyOf,
  found,
  keepAccount,
  lastSettlementOf,
  lotsAt,
  openOf,
  ownOf,
  positionIn,
  returnableOf,
  uninvoicedOf,
  type AccountName,
  type Ledger,
  type LedgerDocument,
} from "./ledger"
import {
  narrow,
  operation,
  type Operation,
  type OperationOf,
  type StrategyName,
  type When,
} from "./operations"
import { commissionOf } from "./world"

/** `LAWS_RUNS=5000 LAWS_SEED=7` tries harder, and again. */
const runs = parseInt(process.env.LAWS_RUNS ?? "150", 10)
const seed = process.env.LAWS_SEED === undefined ? undefined : parseInt(process.env.LAWS_SEED, 10)
const patience = 60_000 + runs * 200

const HOUR = 60 * 60 * 1000

const accounts: AccountName[] = [
  { contractorId: "A", direction: "inbound", currencyCode: "EUR" },
  { contractorId: "A", direction: "outbound", currencyCode: "EUR" },
  { contractorId: "B", direction: "inbound", currencyCode: "EUR" },
  { contractorId: "A", direction: "inbound", currencyCode: "PLN" },
]

/** Own pieces and a lot of each contractor to begin with; A is a customer, too. */
interface World {
  /** M is dedicated. */
  isOwnElsewhere: boolean
  netReturns: boolean
}

type Story = ReturnType<typeof begin>

const begin = ({ isOwnElsewhere, netReturns }: World) => {
  const told = story({
    netReturns,
    warehouses: [
      warehouse("M", "LOC", {
        branchCode: "WAW",
        contractorPriority: ["B"],
        ownStockLocationId: isOwnElsewhere ? "OWNLOC" : "LOC",
      }),
      warehouse("K", "KRK", { branchCode: "KRK" }),
      warehouse("D", "DED", { ownStockLocationId: "DOWN" }),
      warehouse("C", "CUST", { direction: "outbound", contractorId: "A" }),
    ],
  })
  told.given.own("6", { at: isOwnElsewhere ? "OWNLOC" : "LOC" })
  told.given.receipt("A:L1", "12", "2.5")
  told.given.receipt("B:L2", "8", "7", { expires: "2027-01-01" })
  return { ...told, trade: tradeIn(told.world), documents: documentsIn(told.world) }
}

const happen = (told: Story, operation: Operation): void => {
  switch (operation.kind) {
    case "receives":
      return receive(told, operation)
    case "adds own":
      return addOwn(told, operation)
    case "issues":
      return issue(told, operation)
    case "fulfils":
      return fulfil(told, operation)
    case "returns":
      return giveBack(told, operation)
    case "delivers":
      return deliver(told, operation)
    case "sells":
      return sell(told, operation)
    case "gets back":
      return getBack(told, operation)
    case "takes back":
      return takeBack(told, operation)
    case "counts":
      return count(told, operation)
    case "agrees":
      return agree(told, operation)
    case "reverses":
      return reverse(told, operation)
    case "cancels":
      return cancel(told, operation)
    case "settles":
      return settle(told, operation)
    case "cancels settlement":
      return cancelSettlement(told, operation)
    case "invoices":
      return invoice(told, operation)
    case "revalues":
      return revalue(told, operation)
  }
}

const timingOf = (told: Story, { pause, back }: When): Required<Timing> => {
  const on = told.now().getTime() + pause * HOUR
  return { on: new Date(on).toISOString(), dated: new Date(on - back * HOUR).toISOString() }
}

/** Posts, and where the operation wants it, undoes: lots, own and levels are as they were. */
const postAndUndo = (
  { ledger }: Pick<Story, "ledger">,
  post: () => string,
  undo: ((id: string) => unknown) | null
): void => {
  const before = stateOf(ledger)
  const id = post()
  if (undo === null) return
  expect(brokenLaws(ledger)).toEqual([])
  undo(id)
  expect(stateOf(ledger)).toEqual(before)
}

const allow = (codes: ErrorCode[], tell: () => unknown): void => {
  const refusal = refusalOf(tell)
  if (refusal) expect(codes).toContain(refusal.code)
}

const receive = (told: Story, operation: OperationOf<"receives">): void => {
  const { account, expires, isUndone, item, place: at, quantity, unitCost } = operation
  const { contractorId, currencyCode: currency } = inboundBy(account)
  const name = `${contractorId}:L${told.ledger.lots.size + 1}`
  const isAwaited = positionIn(told.ledger, at, item).pending.gt(0)
  postAndUndo(
    told,
    () =>
      told.given.receipt(name, quantity, unitCost, {
        ...timingOf(told, operation.when),
        item,
        at,
        currency,
        expires,
      }),
    isUndone && !isAwaited ? told.when.reverses : null
  )
}

const addOwn = (
  { ledger, given }: Story,
  { item, location, quantity }: OperationOf<"adds own">
) => {
  const dedicated = ledger.warehouses.filter(isDedicated).map((one) => one.stockLocationId)
  const at = oneOf(
    ["LOC", "KRK", "DED", "SHOP", "DOWN", "OWNLOC"].filter((one) => !dedicated.includes(one)),
    location
  )
  given.own(quantity, { at: found(at, "location"), item })
}

const issue = (told: Story, operation: OperationOf<"issues">): void => {
  const { isInternal, isUndone, item, place: at, strategy } = operation
  const price = sharedPrice(told.ledger, at, item, operation.price)
  const options = { ...timingOf(told, operation.when), at, price, strategy }
  const verb = isInternal ? "issuesInternally" : "issues"
  const limit = issuable(told.ledger, at, item)
  const line = (quantity: Decimal) => ({ item, quantity: toText(quantity) })
  const cut = (quantity: Decimal) => (operation.isCut ? least(quantity, limit) : quantity)

  const all = cut(exact(operation.quantity).plus(operation.more ?? 0))
  const first = least(exact(operation.quantity), all)
  const lines = [first, all.minus(first)].filter((quantity) => quantity.gt(0)).map(line)
  if (all.isZero()) return
  if (all.gt(limit)) {
    expect(refusalOf(() => told.when[verb](lines, options))?.code).toBe("INSUFFICIENT_STOCK")
    return
  }
  if (lines.length > 1 && isSplittable(told.ledger, at, item, strategy)) {
    const whole = picksOf(told, (copy) => [copy.when[verb]([line(all)], options)])
    const inTwoLines = picksOf(told, (copy) => [copy.when[verb](lines, options)])
    const inTwoIssues = picksOf(told, (copy) => lines.map((one) => copy.when[verb]([one], options)))
    expect(inTwoLines).toEqual(whole)
    expect(inTwoIssues).toEqual(whole)
  }
  postAndUndo(told, () => told.when[verb](lines, options), isUndone ? told.when.reverses : null)
}

/** A price that names no currency is refused where owners in several would share it. */
const sharedPrice = (
  ledger: Ledger,
  at: string,
  item: string,
  price: string | undefined
): string | undefined => {
  const open = lotsAt(ledger, positionIn(ledger, at, item)).filter((lot) => lot.remaining.gt(0))
  return new Set(open.map((lot) => lot.currencyCode)).size > 1 ? undefined : price
}

const issuable = (ledger: Ledger, at: string, item: string) => {
  const position = positionIn(ledger, at, item)
  const lots = sumOf(lotsAt(ledger, position), (lot) => lot.remaining)
  const ownLying = notBelowZero(ownOf(ledger, position).minus(position.pending))
  return least(notBelowZero(position.stocked), lots.plus(ownLying))
}

/** Costs of several currencies are compared by no rule: what is left of them may be of one, and then they are. */
const isSplittable = (
  ledger: Ledger,
  at: string,
  item: string,
  strategy: StrategyName
): boolean => {
  const open = lotsAt(ledger, positionIn(ledger, at, item)).filter((lot) => lot.remaining.gt(0))
  return strategy !== "lowest_cost" || new Set(open.map((lot) => lot.currencyCode)).size <= 1
}

/** Units that documents would take, by source and unit cost; the story itself does not move. */
const picksOf = (
  told: Pick<Story, "ledger" | "now">,
  tell: (copy: ReturnType<typeof story>) => string[]
): Record<string, string> => {
  const ledger = copyOf(told.ledger)
  const ids = tell(story({ ledger, now: told.now() }))
  const picks: Record<string, string> = {}
  for (const allocation of ledger.allocations.values()) {
    if (!ids.includes(allocation.documentId)) continue
    const { lotId, ownership, unitCost } = allocation
    const source = `${lotId ?? ownership} @${unitCost ? toText(unitCost) : "none"}`
    picks[source] = toText(exact(picks[source] ?? 0).plus(allocation.quantity))
  }
  return picks
}

const fulfil = (told: Story, operation: OperationOf<"fulfils">): void => {
  const { item, place: at, quantity, strategy, undone } = operation
  const price = sharedPrice(told.ledger, at, item, operation.price)
  const options = { ...timingOf(told, operation.when), at, price, strategy }
  const undo = { no: null, cancelled: told.when.cancels, "at once": told.when.undoesAtOnce }
  postAndUndo(told, () => told.when.fulfils([{ item, quantity }], options), undo[undone])
}

const giveBack = (told: Story, operation: OperationOf<"returns">): void => {
  const { byHost, isCut, place: at, undone } = operation
  const openIn = (issued: LedgerDocument) => sumOf(returnableOf(told.ledger, [issued.id]), openOf)
  const issues = documentsOf(told.ledger, "goods_issue", "internal_issue")
  const issued = oneOf(
    issues.filter((one) => !isCut || openIn(one).gt(0)),
    operation.issue
  )
  const item = issued?.lines[0]?.inventoryItemId
  if (!issued || !item || issued.state === "undone_at_once") return
  const { on, dated } = timingOf(told, operation.when)
  const notBefore = issued.effectiveAt.toISOString()
  const options = { of: issued.id, at, byHost, on, dated: dated > notBefore ? dated : notBefore }
  const wanted = exact(operation.quantity)
  const quantity = isCut ? least(wanted, openIn(issued)) : wanted
  const post = () => told.when.returns({ [item]: toText(quantity) }, options)
  if (!byHost && quantity.gt(openIn(issued))) {
    expect(refusalOf(post)?.code).toBe("EXCEEDS_RETURNABLE")
    return
  }
  const undo = {
    no: null,
    reversed: byHost ? null : told.when.reverses,
    "at once": byHost ? told.when.undoesAtOnce : null,
  }
  postAndUndo(told, post, undo[undone])
}

const deliver = (told: Story, operation: OperationOf<"delivers">): void => {
  const { from, isCut, item, isUndone, unitCost } = operation
  const { ledger, trade } = told
  const position = positionIn(ledger, from, item)
  const isOurs = !ledger.warehouses.some(
    (one) => one.stockLocationId === from && (isDedicated(one) || one.direction === "outbound")
  )
  const own = isOurs ? notBelowZero(ownOf(ledger, position).minus(position.pending)) : exact(0)
  const limit = least(own, notBelowZero(position.stocked))
  const wanted = exact(operation.quantity)
  const quantity = isCut ? least(wanted, limit) : wanted
  if (quantity.isZero()) return
  const name = `D${ledger.lots.size + 1}`
  const options = { ...timingOf(told, operation.when), from, item, at: "CUST" }
  const post = () => trade.delivers(name, toText(quantity), unitCost, options)
  if (quantity.lte(limit)) return postAndUndo(told, post, isUndone ? told.when.reverses : null)
  expect(["INSUFFICIENT_STOCK", "DEDICATED_WAREHOUSE", "NOT_CONSIGNMENT_WAREHOUSE"]).toContain(
    refusalOf(post)?.code
  )
}

const atCustomer = (ledger: Ledger, item: string): Decimal =>
  sumOf(lotsAt(ledger, positionIn(ledger, "CUST", item)), (lot) => lot.remaining)

const sell = (told: Story, operation: OperationOf<"sells">): void => {
  const { isCut, item, isUndone, unitPrice, priceOfTheDay } = operation
  const limit = atCustomer(told.ledger, item)
  const quantity = isCut ? least(exact(operation.quantity), limit) : exact(operation.quantity)
  if (quantity.isZero()) return
  const pricesAtSale: Record<string, string> =
    priceOfTheDay === undefined ? {} : { EUR: priceOfTheDay }
  const options = { ...timingOf(told, operation.when), at: "CUST", unitPrice, pricesAtSale }
  const post = () => told.trade.sells({ [item]: toText(quantity) }, options)
  if (quantity.lte(limit)) return postAndUndo(told, post, isUndone ? told.when.reverses : null)
  expect(refusalOf(post)?.code).toBe("INSUFFICIENT_STOCK")
}

const getBack = (told: Story, operation: OperationOf<"gets back">): void => {
  const openIn = (sale: LedgerDocument) => sumOf(returnableOf(told.ledger, [sale.id]), openOf)
  const sales = documentsOf(told.ledger, "reported_sale")
  const sale = oneOf(sales.reverse(), operation.sale)
  const item = sale?.lines[0]?.inventoryItemId
  if (!sale || !item) return
  const { on, dated } = timingOf(told, operation.when)
  const notBefore = sale.effectiveAt.toISOString()
  const options = { of: sale.id, at: "CUST", on, dated: dated > notBefore ? dated : notBefore }
  const wanted = exact(operation.quantity)
  const quantity = operation.isCut ? least(wanted, openIn(sale)) : wanted
  if (quantity.isZero()) return
  const post = () => told.when.returns({ [item]: toText(quantity) }, options)
  if (quantity.lte(openIn(sale))) {
    return postAndUndo(told, post, operation.isUndone ? told.when.reverses : null)
  }
  expect(refusalOf(post)?.code).toBe("EXCEEDS_RETURNABLE")
}

const takeBack = (told: Story, operation: OperationOf<"takes back">): void => {
  const { isCut, item, isUndone, to } = operation
  const { ledger, trade, when } = told
  const limit = atCustomer(ledger, item)
  const quantity = isCut ? least(exact(operation.quantity), limit) : exact(operation.quantity)
  if (quantity.isZero()) return
  const options = { ...timingOf(told, operation.when), at: "CUST", to }
  const isOwnElsewhere = ledger.warehouses.some(
    (one) => one.stockLocationId === to && isDedicated(one)
  )
  const post = () => trade.takesBack({ [item]: toText(quantity) }, options)
  if (quantity.gt(limit) || isOwnElsewhere || to === "CUST") {
    expect(["INSUFFICIENT_STOCK", "DEDICATED_WAREHOUSE", "NOT_CONSIGNMENT_WAREHOUSE"]).toContain(
      refusalOf(post)?.code
    )
    return
  }
  const isAwaited = positionIn(ledger, to, item).pending.gt(0)
  const undo = (id: string) => trade.reversesTrade(id, when.reverses)
  postAndUndo(told, post, isUndone && !isAwaited ? undo : null)
}

/** At the customer, where losses are his or ours as the agreement says by then. */
const count = (told: Story, operation: OperationOf<"counts">): void => {
  const { isMissing, item, isUndone } = operation
  const { documents, ledger, trade, when } = told
  const there = atCustomer(ledger, item)
  const off = exact(operation.quantity)
  const counted = isMissing ? notBelowZero(there.minus(off)) : there.plus(off)
  const options = { ...timingOf(told, operation.when), at: "CUST", contractor: "A" }
  // Units that were missing on an earlier date may have left since.
  const isPast = operation.when.back > 0
  allow(["PERIOD_CLOSED", "INVALID_DATA", ...(isPast ? ["INSUFFICIENT_STOCK" as const] : [])], () =>
    postAndUndo(
      told,
      () => documents.counts({ [item]: toText(counted) }, options),
      isUndone ? (id) => trade.reversesTrade(id, when.reverses) : null
    )
  )
}

/** The agreements of all accounts change; what was posted keeps its terms. */
const agree = ({ ledger, world }: Story, terms: OperationOf<"agrees">): void => {
  const { netReturns, countLossLiability, commissionPercent } = terms
  const agreed = { netReturns, countLossLiability, commission: commissionOf(commissionPercent) }
  Object.assign(world, agreed)
  for (const account of [...ledger.accounts.values()])
    keepAccount(ledger, { ...account, ...agreed })
}

const reverse = ({ ledger, when, trade }: Story, { document }: OperationOf<"reverses">): void => {
  const posted = documentsOf(
    ledger,
    "goods_receipt",
    "goods_issue",
    "internal_issue",
    "goods_issue_return",
    "internal_issue_return",
    "delivery",
    "reported_sale",
    "reported_sale_return",
    "take_back",
    "stock_count"
  ).filter(({ state, byHost }) => state === "posted" && !byHost)
  const reversed = oneOf(posted.reverse(), document)
  if (!reversed) return
  allow(["EXCEEDS_REVERSIBLE", "INSUFFICIENT_STOCK", "PERIOD_CLOSED"], () =>
    trade.reversesTrade(reversed.id, when.reverses)
  )
}

const cancel = ({ ledger, when }: Story, { fulfilment, place }: OperationOf<"cancels">): void => {
  const posted = documentsOf(ledger, "goods_issue").filter(
    ({ state, byHost }) => state === "posted" && byHost
  )
  const cancelled = oneOf(posted.reverse(), fulfilment)
  if (cancelled) when.cancels(cancelled.id, { at: place })
}

const settle = (told: Story, operation: OperationOf<"settles">): void => {
  const account = accountBy(operation.account)
  const { on, dated } = timingOf(told, operation.when)
  const last = lastSettlementOf(told.ledger, account)
  allow(last && new Date(dated) < last.cutOff ? ["PERIOD_CLOSED"] : [], () => {
    closeAccount(told, account, { on, to: dated })
  })
}

const closeAccount = (
  { ledger, when }: Story,
  { contractorId, direction, currencyCode }: AccountName,
  options: { on?: string; to?: string } = {}
): void => {
  const settled = when.settles({
    contractor: contractorId,
    direction,
    currency: currencyCode,
    ...options,
  })
  expect(brokenBySettlement(ledger, settled)).toEqual([])
}

const cancelSettlement = (
  { ledger, when }: Story,
  { account }: OperationOf<"cancels settlement">
): void => {
  const last = lastSettlementOf(ledger, accountBy(account))
  if (last) when.cancelsSettlement(last)
}

/** As suggested; or at a price and in a quantity of its own, as far as the lot reaches. */
const invoice = ({ ledger, given }: Story, operation: OperationOf<"invoices">): void => {
  const lot = oneOf([...ledger.lots.values()], operation.lot)
  if (!lot) return
  const costs = uninvoicedOf(ledger, lot).filter(({ lotId }) => lotId === lot.id)
  if (operation.price === undefined) {
    for (const { unitCost, quantity } of costs.filter((cost) => cost.quantity.gt(0))) {
      given.invoiced(lot.id, toText(unitCost), toText(quantity))
    }
    return
  }
  const invoiced = sumOf(
    ledger.invoiced.filter((one) => one.lotId === lot.id),
    (one) => one.quantity
  )
  const quantity = least(exact(operation.quantity), lot.received.minus(invoiced))
  if (quantity.gt(0)) given.invoiced(lot.id, operation.price, toText(quantity))
}

const revalue = ({ ledger, given }: Story, operation: OperationOf<"revalues">): void => {
  const lot = oneOf([...ledger.lots.values()], operation.lot)
  if (lot) given.revalued(lot.id, operation.unitCost)
}

const documentsOf = (ledger: Ledger, ...types: LedgerDocument["type"][]): LedgerDocument[] =>
  [...ledger.documents.values()].filter(({ type }) => types.includes(type))

const oneOf = <T>(choices: T[], number: number): T | undefined => choices[number % choices.length]

const accountBy = (number: number): AccountName => found(oneOf(accounts, number), "account")

const inboundBy = (number: number): AccountName =>
  found(
    oneOf(
      accounts.filter(({ direction }) => direction === "inbound"),
      number
    ),
    "account"
  )

const lawsHold = (world: World, operations: Operation[]): void => {
  const told = begin(world)
  for (const operation of operations) {
    happen(told, operation)
    expect(brokenLaws(told.ledger)).toEqual([])
  }
  for (const account of accounts) closeAccount(told, account)
  expect(told.ledger.movements.filter(({ settlementId }) => settlementId === null)).toEqual([])
}

describe("laws", () => {
  const world = fc.record({
    isOwnElsewhere: fc.boolean(),
    netReturns: fc.constantFrom(true, true, false),
  })
  const sequence = fc.array(operation, { minLength: 1, maxLength: 60, size: "max" })
  const effort = { numRuns: runs, unbiased: true, ...(seed === undefined ? {} : { seed }) }

  it(
    "hold after every posting",
    () => fc.assert(fc.property(world, sequence, lawsHold), effort),
    patience
  )

  it(
    "hold after every posting where few goods are often moved",
    () =>
      fc.assert(
        fc.property(
          world,
          sequence.map((all) => all.map(narrow)),
          lawsHold
        ),
        effort
      ),
    patience
  )
})
