import { decideGoodsReceipt } from "../goods-receipt"
import { exact } from "../quantity"
import type { Warehouse } from "../stock"
import {
  changeLevel,
  found,
  keepAccount,
  keepPosition,
  pendingAt,
  positionIn,
  stockFor,
  type AccountName,
} from "./ledger"
import { thenIn } from "./then"
import { whenIn } from "./when"
import {
  beginWorld,
  instant,
  keep,
  linesOf,
  type Timing,
  type World,
  type WorldOptions,
} from "./world"

export { refusalOf } from "./then"
export { warehouse, type Timing } from "./world"

/**
 * A world for one test, and the verbs to tell its story: one location LOC with the mixed warehouse M (branch WAW),
 * contractor A, item X, EUR. Lots are called as the receipt calls them: "B:L2" is lot L2 of contractor B.
 */
export const story = (options: WorldOptions = {}) => {
  const world = beginWorld(options)
  const { ledger, now } = world
  return { given: givenIn(world), when: whenIn(world), then: thenIn(world), ledger, now, world }
}

export interface ReceiptOptions extends Timing {
  at?: string
  item?: string
  currency?: string
  expires?: string
  isMarked?: boolean
  hasAgreement?: boolean
}

const givenIn = (world: World) => ({
  receipt: (
    name: string,
    quantity: string,
    unitCost: string,
    options: ReceiptOptions = {}
  ): string => receive(world, name, quantity, unitCost, options),

  /** A level edit by the host. */
  own: (quantity: string, { at = "LOC", item = "X" } = {}): void => {
    const change = { stockLocationId: at, inventoryItemId: item, quantity: exact(quantity) }
    changeLevel(world.ledger, change)
    world.ledger.ownEdits.push(change)
  },

  /** The host promised these pieces to an order. */
  reserved: (quantity: string, { at = "LOC", item = "X" } = {}): void =>
    keepPosition(world.ledger, {
      ...positionIn(world.ledger, at, item),
      reserved: exact(quantity),
    }),

  /** The state that a posted invoice leaves. */
  invoiced: (lot: string, unitCost: string, quantity: string): void => {
    world.ledger.invoiced.push({
      lotId: found(world.ledger.lots.get(lot), lot).id,
      unitCost: exact(unitCost),
      quantity: exact(quantity),
    })
  },

  /** The state that a revaluation leaves. */
  revalued: (lot: string, unitCost: string): void => {
    const { lots } = world.ledger
    lots.set(lot, { ...found(lots.get(lot), lot), unitCost: exact(unitCost) })
  },
})

const receive = (
  world: World,
  name: string,
  quantity: string,
  unitCost: string,
  { at = "LOC", item = "X", currency = "EUR", ...options }: ReceiptOptions
): string => {
  const { ledger } = world
  const { expires, hasAgreement = true, isMarked = true } = options
  const [contractorId = "", lotName = ""] = name.includes(":") ? name.split(":") : ["A", name]
  const account = { contractorId, direction: "inbound", currencyCode: currency } as const
  const facts = world.facts(options, "goods_receipt", lotName)
  const lines = linesOf(ledger, [{ item, quantity }], at)
  if (hasAgreement) openAccount(world, account)
  const posting = decideGoodsReceipt(
    {
      ...account,
      warehouse: warehouseAt(world, at),
      lines: lines.map((line) => ({
        ...line,
        sku: line.inventoryItemId,
        unitCost: exact(unitCost),
        batch: null,
        expiresAt: expires ? instant(expires) : null,
        serialNumbers: [],
        terms: "consign" as const,
        hireUntil: null,
      })),
      ownedItemIds: new Set(isMarked ? [item] : []),
      hasAgreement,
      pending: pendingAt(ledger, at),
      heldSerials: new Set(),
    },
    stockFor(ledger, facts),
    facts
  )
  return keep(ledger, { type: "goods_receipt", lines }, posting, facts)
}

export const warehouseAt = ({ ledger }: World, stockLocationId: string): Warehouse =>
  found(
    ledger.warehouses.find((one) => one.stockLocationId === stockLocationId),
    `warehouse at ${stockLocationId}`
  )

export const openAccount = (
  { ledger, netReturns, countLossLiability, commission, priceList, returnFee, timeZone }: World,
  account: AccountName
): void =>
  keepAccount(ledger, {
    ...account,
    lastCutOff: null,
    netReturns,
    countLossLiability,
    commission,
    returnFee,
    ...(priceList ? { priceList, timeZone } : {}),
  })
