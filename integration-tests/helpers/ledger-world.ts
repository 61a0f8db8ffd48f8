import assert from "node:assert"
import { Modules } from "@medusajs/framework/utils"
import type { MedusaSuiteOptions } from "@medusajs/test-utils"
import { Decimal } from "decimal.js"
import type { CreateAgreementBody } from "../../src/http-contract/agreement"
import type { Document, ReversalAnswer } from "../../src/http-contract/document"
import type { ErrorCode } from "../../src/http-contract/errors"
import type { Plan, PostGoodsIssueBody } from "../../src/http-contract/goods-issue"
import type { PostGoodsReceiptBody } from "../../src/http-contract/goods-receipt"
import type { Settlement, SettlementLine, StatementLine } from "../../src/http-contract/settlement"
import type { CreateWarehouseBody } from "../../src/http-contract/warehouse"
import type { Direction } from "../../src/modules/consignment/domain/terms"
import { consumptionColumns } from "../../src/modules/consignment/domain/movement"
import { expectRefusal } from "./expect-refusal"
import { brokenLaws } from "./laws"
import { accepted, createWorld, Refused, type World } from "./world"

const base = "/admin/consignment"

export interface Lot {
  id: string
  contractor_id: string
  warehouse_id: string
  inventory_item_id: string
  received_at: string
  quantity_received: string
  quantity_remaining: string
  quantity_consumed: string
  unit_cost: string
  currency_code: string
  origin_lot_id: string | null
  document_id: string
}

export interface Movement {
  id: string
  sequence: number
  type: string
  document_id: string
  lot_id: string
  quantity: string
  unit_cost: string
  branch_code: string | null
  effective_at: string
  reverses_id: string | null
  settlement_id: string | null
  late: boolean
}

export interface Ownership {
  stocked: string
  reserved: string
  own: string
  consigned: string
  pending: string
  contractors: { contractor_id: string; quantity: string }[]
}

export type Listed<Plural extends string, Row> = Record<Plural, Row[]> & {
  count: number
  offset: number
  limit: number
}

/** A consignment warehouse by the names of its location, its own location and its contractors. */
export type Place = Partial<
  Omit<
    CreateWarehouseBody,
    "stock_location_id" | "own_stock_location_id" | "contractor_id" | "contractor_priority"
  >
> & { own?: string; contractor?: string; priority?: string[] }

export interface Setting {
  /** Consignment warehouses by the name of their location; default: LOC with the branch WAW. */
  warehouses?: Record<string, Place>
  /** Terms of every agreement. */
  terms?: Partial<CreateAgreementBody>
}

/** Pieces of X; or pieces by item; or lines. */
export type Goods = string | Record<string, string> | { item: string; quantity: string }[]

export interface ReceiptOptions {
  /** Business date, a day at noon or an instant. */
  dated?: string
  at?: string
  item?: string
  currency?: string
  expires?: string
  isMarked?: boolean
  hasAgreement?: boolean
}

export interface IssueOptions {
  dated?: string
  at?: string
  branch?: string
  strategy?: string
  lot?: string
  /** The customer's price of one unit. */
  price?: string
  /** The price before discounts. */
  list?: string
  key?: string
}

export interface ReturnOptions {
  of: Document
  dated?: string
  at?: string
  key?: string
}

export interface SettleOptions {
  contractor?: string
  direction?: Direction
  currency?: string
  /** A local date or an instant. */
  to?: string
  key?: string
}

export type ExpectedLine = {
  item?: string
  balanced?: boolean
  branches?: ExpectedBranch[]
} & Partial<
  Record<
    Exclude<keyof SettlementLine, "inventory_item_id" | "sku" | "branches" | "balanced">,
    string
  >
>
type ExpectedBranch = [branchCode: string | null, net: string, netValue: string]
export type ExpectedStatement = { item?: string } & Partial<Record<keyof StatementLine, string>>

export type ExpectedMovement = {
  lot?: string
  quantity?: string
  dated?: string
} & Partial<Movement>

/** A day is meant at noon. */
export const instant = (text: string): string =>
  new Date(text.includes("T") ? text : `${text}T12:00:00.000Z`).toISOString()

/**
 * The world of own documents and settlements: a story names places, contractors, items and lots as the examples of the
 * specification do, and what a sentence does not speak of is as there: one location LOC with a mixed warehouse of the
 * branch WAW, contractor A, item X, EUR.
 *
 * @example
 * const { given, when, then } = world.story()
 * await given.receipt("L", "20", "7.50")
 * await then.picks(await when.issues("8"), "L 8")
 * await then.level(["12", "0", "12"])
 */
export const createLedgerWorld = (suite: MedusaSuiteOptions) => {
  const world = createWorld(suite)
  let hasDifferences = false
  return {
    ...world,
    /** `locations` are there already, by their names. */
    story: (setting: Setting = {}, locations: Record<string, string> = {}) =>
      tellStory(world, setting, locations, () => {
        hasDifferences = true
      }),
    /** After every test: the ledger obeys its laws, and own stock is not negative unless the test has seen to it. */
    expectLawsToHold: async (): Promise<void> => {
      const broken = await brokenLaws(world.container(), { hasDifferences })
      hasDifferences = false
      expect(broken).toEqual([])
    },
  }
}
export type LedgerWorld = ReturnType<typeof createLedgerWorld>

const tellStory = (
  world: World,
  setting: Setting,
  locations: Record<string, string>,
  noteDifference: () => void
) => {
  const { admin } = world
  const { warehouses = { LOC: { branch_code: "WAW" } }, terms = {} } = setting
  const made = new Map<string, Promise<string>>(
    Object.entries(locations).map(([name, id]) => [`location ${name}`, Promise.resolve(id)])
  )
  const lotNames = new Map<string, string>()
  const lotIds = new Map<string, string>()

  /** Everything that has a name is made when it is first spoken of. */
  const once = (key: string, make: () => Promise<string>): Promise<string> => {
    const known = made.get(key) ?? make()
    made.set(key, known)
    return known
  }

  const id = {
    item: (sku: string) => once(`item ${sku}`, async () => (await world.given.item(sku)).id),
    location: (name: string) =>
      once(`location ${name}`, async () => {
        const location = await world.given.stockLocation(name)
        return location.id
      }),
    contractor: (code: string) =>
      once(`contractor ${code}`, async () => (await world.given.contractor({ code })).id),
    warehouse: (location: string) =>
      once(`warehouse ${location}`, async () => {
        const { own, contractor, priority, ...place } = warehouses[location] ?? {}
        const made = await world.given.warehouse({
          ...place,
          stock_location_id: await id.location(location),
          contractor_id: contractor && (await id.contractor(contractor)),
          own_stock_location_id: own ? await id.location(own) : undefined,
          contractor_priority: priority && (await Promise.all(priority.map(id.contractor))),
        })
        return made.id
      }),
    lot: (name: string): string => {
      const lotId = lotIds.get(name)
      assert(lotId, `No lot is called ${name}.`)
      return lotId
    },
    nameLot: (name: string, lotId: string): void => {
      lotNames.set(lotId, name)
      lotIds.set(name, lotId)
    },
  }

  /** The location of a story, with its warehouse if it has one. */
  const place = async (name: string): Promise<string> => {
    if (warehouses[name]) await id.warehouse(name)
    return await id.location(name)
  }

  const agreement = (contractor: string, currency: string): Promise<string> =>
    once(`agreement ${contractor} ${currency}`, async () => {
      const contractor_id = await id.contractor(contractor)
      const made = await world.given.agreement({
        ...terms,
        contractor_id,
        currency_code: currency,
      })
      return made.id
    })

  const mark = (contractor: string, item: string): Promise<string> =>
    once(`mark ${contractor} ${item}`, async () => {
      const [marked] = await world.given.marks(await id.contractor(contractor), [
        { inventory_item_id: await id.item(item) },
      ])
      return marked?.id ?? ""
    })

  const post = async <Body>(path: string, data: object = {}): Promise<Body> =>
    await world.post<Body>(`${base}/${path}`, data)
  const read = async <Body>(path: string, parameters: object = {}): Promise<Body> =>
    await world.get<Body>(`${base}/${path}`, parameters)

  const readOwnership = async (at: string, item: string): Promise<Ownership> => {
    const { ownership } = await read<{ ownership: Ownership[] }>("stock/ownership", {
      sku: item,
      stock_location_id: await place(at),
    })
    return ownership[0] ?? nothing
  }

  const readLot = async (lotId: string): Promise<Lot> => {
    const { lots } = await read<{ lots: Lot[] }>("lots", { id: lotId })
    assert(lots[0], lotId)
    return lots[0]
  }

  const readMovements = async (filters: object): Promise<Movement[]> =>
    (
      await read<{ movements: Movement[] }>("movements", {
        order: "sequence",
        limit: 1000,
        ...filters,
      })
    ).movements

  const readStock = async (offset = 0): Promise<{ value: string; currency_code: string }[]> => {
    const page = await read<Listed<"stock", { value: string; currency_code: string }>>("stock", {
      limit: 1000,
      offset,
    })
    const next = offset + page.stock.length
    return next < page.count ? [...page.stock, ...(await readStock(next))] : page.stock
  }

  /** The host's own number of the stock. */
  const readHostLevel = async (at: string, item: string): Promise<number | null> => {
    const url = `/admin/inventory-items/${await id.item(item)}/location-levels`
    const { inventory_levels: levels } = accepted(
      url,
      await admin.get<{ inventory_levels: { stocked_quantity: number }[] }>(url, {
        location_id: await place(at),
      })
    )
    return levels[0]?.stocked_quantity ?? null
  }

  const nameOf = async (lotId: string): Promise<string> => {
    const known = lotNames.get(lotId)
    if (known) return known
    const { origin_lot_id: origin } = await readLot(lotId)
    return `child of ${lotNames.get(origin ?? "") ?? lotId}`
  }

  const toIssue = async (goods: Goods, options: IssueOptions): Promise<PostGoodsIssueBody> => ({
    stock_location_id: await place(options.at ?? "LOC"),
    branch_code: options.branch,
    issue_strategy: options.strategy,
    effective_at: options.dated && instant(options.dated),
    idempotency_key: options.key,
    lines: await Promise.all(
      toLines(goods).map(async ({ item, quantity }) => ({
        inventory_item_id: await id.item(item),
        quantity,
        lot_id: options.lot && id.lot(options.lot),
        sale_price: options.price,
        list_price: options.list,
      }))
    ),
  })

  const toSettle = async ({ contractor = "A", direction, currency, to, key }: SettleOptions) => ({
    contractor_id: await id.contractor(contractor),
    direction,
    currency_code: currency,
    cut_off: to,
    idempotency_key: key,
  })

  const given = {
    /** A goods receipt of one line; the lot is called as the receipt is: "B:L2" is lot L2 of contractor B. */
    receipt: async (
      name: string,
      quantity: string,
      unitCost: string,
      options: ReceiptOptions = {}
    ): Promise<Document> => {
      const [contractor = "", lotName = ""] = name.includes(":") ? name.split(":") : ["A", name]
      const { at = "LOC", item = "X", currency = "EUR", dated, expires } = options
      if (options.isMarked ?? true) await mark(contractor, item)
      if (options.hasAgreement ?? true) await agreement(contractor, currency)
      const body: PostGoodsReceiptBody = {
        contractor_id: await id.contractor(contractor),
        warehouse_id: await id.warehouse(at),
        currency_code: currency,
        effective_at: dated && instant(dated),
        lines: [
          {
            inventory_item_id: await id.item(item),
            quantity,
            unit_cost: unitCost,
            expires_at: expires && instant(expires),
          },
        ],
      }
      const { goods_receipt } = await post<{ goods_receipt: Document }>("goods-receipts", body)
      id.nameLot(lotName, String(goods_receipt.lines[0]?.lot_id))
      return goods_receipt
    },

    /** A level edit by the host; a difference where nothing own may lie. */
    own: async (
      quantity: string,
      { at = "LOC", item = "X", isDifference = false } = {}
    ): Promise<void> => {
      if (isDifference) noteDifference()
      const [stockLocationId, itemId] = [await place(at), await id.item(item)]
      const stocked = await readHostLevel(at, item)
      if (stocked === null) return await world.given.level(itemId, stockLocationId, +quantity)
      const url = `/admin/inventory-items/${itemId}/location-levels/${stockLocationId}`
      const changed = new Decimal(stocked).plus(quantity).toNumber()
      accepted(url, await admin.post(url, { stocked_quantity: changed }))
    },

    /** The host promises pieces to an order. */
    reserved: async (quantity: string, { at = "LOC", item = "X" } = {}): Promise<void> => {
      const url = "/admin/reservations"
      const body = {
        location_id: await place(at),
        inventory_item_id: await id.item(item),
        quantity: +quantity,
      }
      accepted(url, await admin.post(url, body))
    },

    /** Somebody changes the level without the host's routes, so that levels and lots may disagree. */
    difference: async (quantity: string, { at = "LOC", item = "X" } = {}): Promise<void> => {
      noteDifference()
      await world
        .container()
        .resolve(Modules.INVENTORY)
        .adjustInventory(await id.item(item), await place(at), +quantity)
    },

    /** Terms without a receipt. */
    agreement,
    mark,
  }

  const when = {
    issues: async (goods: Goods, options: IssueOptions = {}): Promise<Document> => {
      const body = await toIssue(goods, options)
      return (await post<{ goods_issue: Document }>("goods-issues", body)).goods_issue
    },

    plans: async (goods: Goods, options: IssueOptions = {}): Promise<Plan> => {
      const body = await toIssue(goods, options)
      return (await post<{ plan: Plan }>("goods-issues/plan", body)).plan
    },

    /** Pieces come back, each item on the first line of the issue that has it. */
    returns: async (goods: Goods, { of, dated, at, key }: ReturnOptions): Promise<Document> => {
      const lines = toLines(goods).map(({ item, quantity }) => {
        const line = of.lines.find(({ sku }) => sku === item)
        assert(line, `${of.number} has no line of ${item}.`)
        return { line_id: line.id, quantity }
      })
      const body = {
        stock_location_id: at && (await place(at)),
        effective_at: dated && instant(dated),
        idempotency_key: key,
        lines,
      }
      const path = `goods-issues/${of.id}/returns`
      return (await post<{ goods_issue_return: Document }>(path, body)).goods_issue_return
    },

    reverses: async ({ id: documentId, type }: Document, body: object = {}) => {
      const folder = type === "delivery" ? "deliveries" : `${type.replaceAll("_", "-")}s`
      const path = `${folder}/${documentId}/reverse`
      const { reversal, ...answer } = await post<ReversalAnswer<string>>(path, body)
      return {
        reversal,
        document: answer[type] as Document,
      }
    },

    previews: async (options: SettleOptions = {}): Promise<Settlement> => {
      const body = await toSettle(options)
      return (await post<{ settlement: Settlement }>("settlements/preview", body)).settlement
    },

    settles: async (options: SettleOptions = {}): Promise<Settlement> => {
      const body = await toSettle(options)
      return (await post<{ settlement: Settlement }>("settlements", body)).settlement
    },

    cancels: async ({ id: settlementId }: Settlement): Promise<Settlement> => {
      const path = `settlements/${settlementId}/cancel`
      return (await post<{ settlement: Settlement }>(path)).settlement
    },
  }

  type Picked = Pick<
    Plan["lines"][number]["allocations"][number],
    "ownership" | "lot_id" | "quantity"
  >

  const toText = async ({ ownership, lot_id: lotId, quantity }: Picked): Promise<string> =>
    `${lotId ? await nameOf(lotId) : ownership} ${quantity}`

  /** How much of everything there is, so that a refusal can be seen to have written nothing. */
  const countAll = async () => {
    const counts = await Promise.all(
      [
        "movements",
        "lots",
        "goods-receipts",
        "goods-issues",
        "goods-issue-returns",
        "settlements",
      ].map(async (path) => (await read<{ count: number }>(path, { limit: 1 })).count)
    )
    return { counts, stock: await readStock() }
  }

  const then = {
    /** Where an issue comes from: "own 3", "L 4". */
    picks: async (document: Document | Plan, ...expected: string[]): Promise<void> => {
      const allocations = document.lines.flatMap((line): Picked[] => line.allocations ?? [])
      expect(await Promise.all(allocations.map(toText))).toEqual(expected)
    },

    /** Where a return went, and why: "L 3 open", "own 2 settled". */
    gaveBack: async (document: Document, ...expected: string[]): Promise<void> => {
      const allocations = document.lines.flatMap((line) => line.allocations ?? [])
      expect(
        await Promise.all(allocations.map(async (one) => `${await toText(one)} ${one.reason}`))
      ).toEqual(expected)
    },

    /** Quantities that remain in the lots named. */
    lots: async (expected: Record<string, string>): Promise<void> => {
      const remaining = await Promise.all(
        Object.keys(expected).map(async (name) => {
          const lot = await readLot(id.lot(name))
          return [name, lot.quantity_remaining] as const
        })
      )
      expect(Object.fromEntries(remaining)).toEqual(expected)
    },

    /** Units at a place in lots that a return has made. */
    childLots: async (at: string, ...expected: Partial<Lot>[]): Promise<void> => {
      const { lots } = await read<{ lots: Lot[] }>("lots", {
        warehouse_id: await id.warehouse(at),
        order: "sequence",
      })
      expect(lots.filter((lot) => lot.origin_lot_id !== null)).toMatchObject(expected)
    },

    /** ⟨stocked, own, Σ remaining⟩ of an item at a place, and the host says the same of what is stocked. */
    level: async (
      [stocked, own, consigned]: [stocked: string, own: string, consigned: string],
      { at = "LOC", item = "X" } = {}
    ): Promise<void> => {
      expect(await readOwnership(at, item)).toMatchObject({ stocked, own, consigned, pending: "0" })
      expect((await readHostLevel(at, item)) ?? 0).toBe(+stocked)
    },

    /** Worth of all that lies consigned, by currency. */
    value: async (expected: Record<string, string>): Promise<void> => {
      const values = new Map<string, Decimal>()
      for (const { currency_code: currency, value } of await readStock()) {
        values.set(currency, new Decimal(value).plus(values.get(currency) ?? 0))
      }
      expect(
        Object.fromEntries([...values].map(([currency, value]) => [currency, value.toFixed(2)]))
      ).toEqual(expected)
    },

    /** The movements of a document, or of a filter, in the order of posting. */
    movements: async (
      of: Document | Record<string, unknown>,
      ...expected: ExpectedMovement[]
    ): Promise<void> => {
      const movements = await readMovements("lines" in of ? { document_id: of.id } : of)
      const named = await Promise.all(
        movements.map(async (movement) => ({ ...movement, lot: await nameOf(movement.lot_id) }))
      )
      expect(
        named.map((movement) => ({ ...movement, dated: movement.effective_at }))
      ).toMatchObject(
        expected.map(({ dated, ...movement }) =>
          dated === undefined ? movement : { ...movement, dated: instant(dated) }
        )
      )
    },

    /** All lines of a settlement; what a line leaves out is as the notation of the examples says. */
    lines: async (settlement: Settlement, ...expected: ExpectedLine[]): Promise<void> => {
      expect(settlement.lines).toEqual(
        await Promise.all(
          expected.map(async ({ item = "X", ...line }) => ({
            ...lineExpected(line, settlement.net_value),
            inventory_item_id: await id.item(item),
            sku: item,
          }))
        )
      )
      for (const total of ["net_value", "amount"] as const) {
        const sum = Decimal.sum(0, ...settlement.lines.map((line) => line[total]))
        expect(settlement[total]).toBe(sum.toFixed(decimalsOf(settlement.net_value)))
      }
    },

    /** All rows of the stock statement; what a row leaves out is 0. */
    statement: async (settlement: Settlement, ...expected: ExpectedStatement[]): Promise<void> => {
      expect(settlement.stock).toEqual(
        await Promise.all(
          expected.map(async ({ item = "X", ...row }) => ({
            ...emptyStatement,
            ...row,
            inventory_item_id: await id.item(item),
            sku: item,
          }))
        )
      )
    },

    /** The story refuses with a code, and nothing is written. */
    refuses: async (
      tell: () => Promise<unknown>,
      code: ErrorCode,
      details?: Record<string, unknown>
    ): Promise<void> => {
      const before = await countAll()
      const answer = await tell().then(
        (accepted) => assert.fail(`accepted: ${JSON.stringify(accepted)}`),
        (error: unknown) => {
          if (error instanceof Refused) return error.answer
          throw error
        }
      )
      expectRefusal(answer, code, details)
      expect(await countAll()).toEqual(before)
    },
  }

  return {
    given,
    when,
    then,
    id,
    read: {
      lot: readLot,
      movements: readMovements,
      ownership: readOwnership,
      hostLevel: readHostLevel,
      nameOf,
    },
  }
}

const nothing: Ownership = {
  stocked: "0",
  reserved: "0",
  own: "0",
  consigned: "0",
  pending: "0",
  contractors: [],
}

/** Pieces of X unless an item is named. */
export const toLines = (goods: Goods): { item: string; quantity: string }[] => {
  if (typeof goods === "string") return [{ item: "X", quantity: goods }]
  if (Array.isArray(goods)) return goods
  return Object.entries(goods).map(([item, quantity]) => ({ item, quantity }))
}

const decimalsOf = (amount: string): number => amount.split(".")[1]?.length ?? 0

const noColumns = Object.fromEntries(consumptionColumns.map((column) => [column, "0"]))

const lineExpected = (line: Omit<ExpectedLine, "item">, amount: string) => {
  const { net = "0", net_value: netValue = new Decimal(0).toFixed(decimalsOf(amount)) } = line
  const isMoved = consumptionColumns.some((column) => line[column] !== undefined)
  const branches: ExpectedBranch[] = line.branches ?? (isMoved ? [["WAW", net, netValue]] : [])
  return {
    opening: "0",
    ...noColumns,
    net,
    to_invoice: net,
    carry: "0",
    net_value: netValue,
    amount: netValue,
    balanced: false,
    late_quantity: "0",
    ...line,
    branches: branches.map(([branch_code, branchNet, net_value]) => ({
      branch_code,
      net: branchNet,
      net_value,
    })),
  }
}

const emptyStatement = {
  opening: "0",
  received: "0",
  consumed: "0",
  returned_to_consignor: "0",
  counted: "0",
  closing: "0",
}
