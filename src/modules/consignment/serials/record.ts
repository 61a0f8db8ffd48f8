import type { Decimal } from "decimal.js"
import { placeCounted } from "../domain/serial-count"
import {
  toSerialFlows,
  type FlowingDocument,
  type Place,
  type SerialFlow,
} from "../domain/serial-flows"
import { groupBy } from "../domain/group-by"
import type { Lot } from "../domain/lot"
import type { Posting } from "../domain/posting"
import { exact, least, sumOf, ZERO } from "../domain/quantity"
import { serialKey } from "../domain/serial-numbers"
import { holderKey, unitsIn, type SerialRegister, type SerialUnit } from "../domain/serial-register"
import type { Stock } from "../domain/stock"
import { newId } from "../database/new-id"
import type { Sql } from "../database/sql"
import { refreshStates, type Holder } from "./refresh"
import { restoreUnits } from "./restore"
import { serialColumns, toSerialUnit, type SerialRow } from "./rows"
import { changeGaps, writeUnits, type GapChange, type PlacedUnit } from "./write"

export interface RecordedDocument extends FlowingDocument {
  stock_location_id: string | null
  undoes_document_id: string | null
}

/** A document that was just appended to the ledger. */
export interface Recorded {
  document: RecordedDocument
  lines: {
    id: string
    inventory_item_id: string
    sku: string | null
    serial_numbers: string[] | null
  }[]
  posting: Posting
  stock: Stock
  register: SerialRegister
  /** The host's levels as a subquery. */
  levels: string
}

/**
 * Moves the units of a document in the register: those that it names, and those that follow from quantities. Answers the
 * units by line.
 */
export const recordSerials = async (
  sql: Sql,
  recorded: Recorded
): Promise<ReadonlyMap<string, string[]>> => {
  const { document, posting, stock, register } = recorded
  if (register.counted.length > 0) await recordCount(sql, recorded)
  const flows = toSerialFlows(document, posting, stock)
  if (flows === null) {
    if (document.undoes_document_id !== null) {
      await restoreUnits(sql, document.undoes_document_id, document.id)
    }
    return new Map()
  }
  const all = document.type === "stock_count" ? toCountFlows(recorded) : flows
  const writer = new Writer(recorded)
  for (const flow of all) writer.moveNamed(flow)
  await writer.moveUnnamed(sql)
  await writer.write(sql)
  return document.type === "stock_count" ? new Map() : writer.serialsByLine()
}

/** Lines of a count that name their units are placed one by one; the others only have quantities. */
const toCountFlows = ({ posting, register: { counted } }: Recorded): SerialFlow[] => {
  const named = new Set(counted.map((line) => line.lineId))
  return posting.movements.flatMap((movement): SerialFlow[] => {
    if (movement.lineId === null || named.has(movement.lineId)) return []
    const isLoss = movement.quantity.isNegative()
    const lot = { lotId: movement.lotId }
    return [
      {
        lineId: movement.lineId,
        inventoryItemId: movement.inventoryItemId,
        quantity: movement.quantity.abs(),
        from: isLoss ? lot : null,
        to: isLoss ? { gone: "lost" } : lot,
        undoneAllocationId: null,
        allocationId: null,
        fillsGap: movement.reversesId !== null,
      },
    ]
  })
}

const toHolder = (
  place: Place,
  inventoryItemId: string,
  locationOf: (lotId: string) => string
): Holder =>
  "lotId" in place
    ? { lotId: place.lotId, stockLocationId: locationOf(place.lotId), inventoryItemId }
    : { lotId: null, stockLocationId: place.own, inventoryItemId }

const holderOf = (unit: SerialUnit): Holder => ({
  lotId: unit.lotId,
  stockLocationId: unit.stockLocationId ?? "",
  inventoryItemId: unit.inventoryItemId,
})

/** Gathers what becomes of units and holders, and writes it with few statements. */
class Writer {
  private readonly lots: ReadonlyMap<string, Pick<Lot, "stockLocationId" | "contractorId">>
  private readonly lines: ReadonlyMap<string, Recorded["lines"][number]>
  private readonly queues: ReadonlyMap<
    string,
    { lotId: string | null; allocationId: string | null; serials: string[] }[]
  >
  private readonly unnamed: SerialFlow[] = []
  private readonly placed: PlacedUnit[] = []
  private readonly gaps: GapChange[] = []
  private readonly touched: Holder[] = []

  constructor(private readonly recorded: Recorded) {
    const { stock, posting, lines, register } = recorded
    this.lots = new Map([...stock.lots, ...posting.lots].map((lot) => [lot.id, lot]))
    this.lines = new Map(lines.map((line) => [line.id, line]))
    this.queues = new Map(
      [...register.named].map(([lineId, units]) => [
        lineId,
        units.map((one) => ({ ...one, serials: [...one.serials] })),
      ])
    )
  }

  /** Takes the units that the flow's line names for its source; what names none is left to the quantities. */
  moveNamed(flow: SerialFlow): void {
    const line = this.lines.get(flow.lineId)
    const queues =
      this.queues.get(flow.lineId) ??
      (flow.from === null && line?.serial_numbers ? this.queueOf(line) : [])
    const queue = queues.find(
      (one) =>
        one.serials.length > 0 &&
        (flow.undoneAllocationId !== null && one.allocationId !== null
          ? one.allocationId === flow.undoneAllocationId
          : one.lotId === (flow.from && "lotId" in flow.from ? flow.from.lotId : null))
    )
    if (!queue) {
      this.unnamed.push(flow)
      return
    }
    const serials = queue.serials.splice(0, unitsIn(flow.quantity))
    for (const serial of serials) this.place(flow, serial, this.unitOf(flow, serial))
    const left = flow.quantity.minus(serials.length)
    if (left.gt(0)) this.unnamed.push({ ...flow, quantity: left })
  }

  /** A receipt names its units without a source. */
  private queueOf(line: Recorded["lines"][number]) {
    const queues = [{ lotId: null, allocationId: null, serials: [...(line.serial_numbers ?? [])] }]
    ;(this.queues as Map<string, typeof queues>).set(line.id, queues)
    return queues
  }

  private unitOf(flow: SerialFlow, serial: string): SerialUnit | undefined {
    return this.recorded.register.units.get(serialKey(flow.inventoryItemId, serial))
  }

  private place(
    flow: SerialFlow,
    serial: string,
    unit: SerialUnit | undefined,
    isExposed = false
  ): void {
    const from = flow.from && this.toHolder(flow.from, flow.inventoryItemId)
    if (unit?.isHeld) {
      const known = holderOf(unit)
      this.touched.push(known)
      // It turns up elsewhere, so it was one of those that left unnamed.
      if (!from || holderKey(from) !== holderKey(known)) {
        this.gaps.push({ ...known, quantity: exact(-1) })
      }
    }
    if (from) this.touched.push(from)
    this.placed.push({
      id: unit?.id ?? newId("cssn"),
      inventoryItemId: flow.inventoryItemId,
      serial,
      sku: unit?.sku ?? this.lines.get(flow.lineId)?.sku ?? null,
      lineId: flow.lineId,
      cameFromOwnAt: from?.lotId === null ? from.stockLocationId : null,
      isExposed,
      ...this.endOf(flow, unit),
    })
  }

  private endOf(flow: SerialFlow, unit: SerialUnit | undefined) {
    const { to, from, allocationId } = flow
    if (to && !("gone" in to)) {
      const holder = this.toHolder(to, flow.inventoryItemId)
      this.touched.push(holder)
      return {
        state: holder.lotId === null ? ("own" as const) : ("in_lot" as const),
        isHeld: true,
        lotId: holder.lotId,
        stockLocationId: holder.stockLocationId,
        contractorId:
          holder.lotId === null ? null : (this.lots.get(holder.lotId)?.contractorId ?? null),
        allocationId,
      }
    }
    const lotId = from && "lotId" in from ? from.lotId : (unit?.lotId ?? null)
    return {
      state: to?.gone ?? ("sold" as const),
      isHeld: false,
      lotId,
      stockLocationId: null,
      contractorId:
        lotId === null ? null : (this.lots.get(lotId)?.contractorId ?? unit?.contractorId ?? null),
      allocationId,
    }
  }

  private toHolder(place: Place, inventoryItemId: string): Holder {
    return toHolder(place, inventoryItemId, (lotId) => this.lots.get(lotId)?.stockLocationId ?? "")
  }

  /** Quantities without names: all that a lot held has left with them, or nobody knows which units have. */
  async moveUnnamed(sql: Sql): Promise<void> {
    const returned = await this.followAllocations(sql)
    const leaving = groupBy(
      returned.flatMap((flow) =>
        flow.from ? { flow, holder: this.toHolder(flow.from, flow.inventoryItemId) } : []
      ),
      ({ holder }) => holderKey(holder)
    )
    if (leaving.size === 0) return
    const holders = [...leaving.values()].flatMap(([first]) => first?.holder ?? [])
    const held = await this.loadHeld(sql, holders)
    const remaining = await loadRemaining(sql, holders, this.recorded.levels)
    for (const [key, flows] of leaving) {
      const moved = new Set(this.placed.map((unit) => unit.id))
      const units = (held.get(key) ?? []).filter((unit) => !moved.has(unit.id))
      const [first] = flows
      const arriving = first ? this.arrivingAt(first.holder) : []
      if (!first || units.length + arriving.length === 0) continue
      this.touched.push(first.holder)
      const gap = this.gapOf(first.holder)
      const left = remaining.get(key) ?? ZERO
      const lent = units.filter((unit) => unit.loanLineId !== null).length
      if (gap.isZero() && left.lte(lent)) {
        this.follow(
          flows.map(({ flow }) => flow),
          units.filter((unit) => unit.loanLineId === null)
        )
        this.passOn(
          flows.map(({ flow }) => flow),
          arriving
        )
      } else {
        this.gaps.push({
          ...first.holder,
          quantity: sumOf(flows, ({ flow }) => flow.quantity),
          exposes: true,
        })
      }
    }
  }

  /** All units of a holder left with these flows, in their order. */
  private follow(flows: SerialFlow[], units: SerialUnit[]): void {
    const left = [...units]
    for (const flow of flows) {
      for (const unit of left.splice(0, unitsIn(flow.quantity))) {
        this.place(flow, unit.serial, unit)
      }
    }
  }

  /** Units that come with a lot of this document, of which some leave at once: they were shipped on backorder. */
  private arrivingAt({ lotId }: Holder): PlacedUnit[] {
    const isNew = this.recorded.posting.lots.some((lot) => lot.id === lotId)
    return isNew ? this.placed.filter((unit) => unit.isHeld && unit.lotId === lotId) : []
  }

  /** All units of a new lot leave with these flows as they arrive. */
  private passOn(flows: SerialFlow[], arriving: PlacedUnit[]): void {
    const left = [...arriving]
    for (const flow of flows) {
      for (const unit of left.splice(0, unitsIn(flow.quantity))) {
        Object.assign(unit, this.endOf(flow, undefined))
      }
    }
  }

  private gapOf(holder: Holder): Decimal {
    const key = holderKey(holder)
    return (this.recorded.register.gaps.get(key) ?? ZERO).plus(
      sumOf(
        this.gaps.filter((change) => holderKey(change) === key),
        (change) => change.quantity
      )
    )
  }

  /** Units that left with an allocation come back with it; of a part of them nobody knows which. */
  private async followAllocations(sql: Sql): Promise<SerialFlow[]> {
    const flows = this.unnamed.filter((flow) => flow.undoneAllocationId !== null)
    const leftWith = await loadByAllocation(
      sql,
      flows.flatMap((flow) => flow.undoneAllocationId ?? [])
    )
    const others = this.unnamed.filter((flow) => flow.undoneAllocationId === null)
    for (const flow of others) this.fillGap(flow)
    return [
      ...others,
      ...flows.flatMap((flow): SerialFlow[] => {
        const moved = new Set(this.placed.map((unit) => unit.id))
        const units = (leftWith.get(flow.undoneAllocationId ?? "") ?? []).filter(
          (unit) => !moved.has(unit.id)
        )
        const isTied = (unit: SerialUnit) =>
          unit.isHeld && !(flow.from && "own" in flow.from && unit.lotId === null)
        const free = units.filter((unit) => !isTied(unit))
        const [tied] = units.filter(isTied)
        if (tied) {
          this.gaps.push({
            ...holderOf(tied),
            quantity: this.fillOf(holderOf(tied), flow.quantity).negated(),
          })
          this.touched.push(holderOf(tied))
          return []
        }
        if (free.length === 0) {
          this.fillGap(flow)
          return [flow]
        }
        const missing = exact(free.length).minus(flow.quantity)
        for (const unit of free) {
          this.place(
            missing.gt(0) ? { ...flow, allocationId: flow.undoneAllocationId } : flow,
            unit.serial,
            unit,
            missing.gt(0)
          )
        }
        if (missing.gt(0) && flow.to && !("gone" in flow.to)) {
          this.gaps.push({ ...this.toHolder(flow.to, flow.inventoryItemId), quantity: missing })
        }
        return []
      }),
    ]
  }

  private fillGap(flow: SerialFlow): void {
    if (!flow.fillsGap || !flow.to || "gone" in flow.to) return
    const holder = this.toHolder(flow.to, flow.inventoryItemId)
    const filled = this.fillOf(holder, flow.quantity)
    if (filled.lte(0)) return
    this.gaps.push({ ...holder, quantity: filled.negated() })
    this.touched.push(holder)
  }

  private fillOf(holder: Holder, quantity: Decimal): Decimal {
    return least(this.gapOf(holder), quantity)
  }

  private async loadHeld(sql: Sql, holders: Holder[]): Promise<Map<string, SerialUnit[]>> {
    const places = holders.filter((holder) => holder.lotId === null)
    const rows = await sql<SerialRow>(
      `select ${serialColumns} from consignment_serial_number s
       where s.is_held and (s.lot_id = any(?::text[]) or (s.lot_id is null
         and (s.stock_location_id, s.inventory_item_id) in (select * from unnest(?::text[], ?::text[]))))
       order by s.serial`,
      [
        holders.flatMap((holder) => holder.lotId ?? []),
        places.map((place) => place.stockLocationId),
        places.map((place) => place.inventoryItemId),
      ]
    )
    return groupBy(rows.map(toSerialUnit), holderKey)
  }

  serialsByLine(): ReadonlyMap<string, string[]> {
    const byLine = groupBy(this.placed, (unit) => unit.lineId ?? "")
    return new Map([...byLine].map(([id, units]) => [id, units.map((unit) => unit.serial)]))
  }

  async write(sql: Sql): Promise<void> {
    if (this.placed.length === 0 && this.gaps.length === 0) return
    await writeUnits(sql, this.recorded.document.id, this.placed)
    await changeGaps(sql, this.recorded.document.id, this.gaps)
    await refreshStates(sql, [...this.touched, ...this.gaps])
  }
}

const loadByAllocation = async (
  sql: Sql,
  allocationIds: string[]
): Promise<Map<string, SerialUnit[]>> => {
  if (allocationIds.length === 0) return new Map()
  const rows = await sql<SerialRow>(
    `select ${serialColumns} from consignment_serial_number s where s.allocation_id = any(?::text[]) order by s.serial`,
    [allocationIds]
  )
  return groupBy(rows.map(toSerialUnit), (unit) => unit.allocationId ?? "")
}

/** Units in lots and own stock after the posting. */
const loadRemaining = async (
  sql: Sql,
  holders: Holder[],
  levels: string
): Promise<Map<string, Decimal>> => {
  const places = holders.filter((holder) => holder.lotId === null)
  const lots = await sql<{ id: string; quantity: string }>(
    `select id, quantity_remaining::text as quantity from consignment_lot where id = any(?::text[])`,
    [holders.flatMap((holder) => holder.lotId ?? [])]
  )
  const own =
    places.length === 0
      ? []
      : await sql<{ stock_location_id: string; inventory_item_id: string; quantity: string }>(
          `select place.stock_location_id, place.inventory_item_id, (coalesce(level.stocked, 0) + coalesce(p.pending, 0) - (
             select coalesce(sum(l.quantity_remaining), 0) from consignment_lot l
             where l.stock_location_id = place.stock_location_id and l.inventory_item_id = place.inventory_item_id
               and l.quantity_remaining > 0))::text as quantity
           from unnest(?::text[], ?::text[]) as place (stock_location_id, inventory_item_id)
           left join ${levels} level using (stock_location_id, inventory_item_id)
           left join consignment_position p using (stock_location_id, inventory_item_id)`,
          [
            places.map((place) => place.stockLocationId),
            places.map((place) => place.inventoryItemId),
          ]
        )
  return new Map([
    ...lots.map((row) => [row.id, exact(row.quantity)] as const),
    ...own.map(
      (row) =>
        [
          holderKey({
            lotId: null,
            stockLocationId: row.stock_location_id,
            inventoryItemId: row.inventory_item_id,
          }),
          exact(row.quantity),
        ] as const
    ),
  ])
}

/** A count that names its units tells where each of them is. */
const recordCount = async (sql: Sql, recorded: Recorded): Promise<void> => {
  const { register, stock, posting, document, lines, levels } = recorded
  const { counted } = register
  const stockLocationId = document.stock_location_id ?? ""
  const gained = new Set(
    posting.movements.filter(({ quantity }) => quantity.gt(0)).map(({ lotId }) => lotId)
  )
  const rank = (lot: Lot) => (gained.has(lot.id) ? 0 : 1)
  const lots = stock.lots
    .filter((lot) => lot.stockLocationId === stockLocationId)
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        a.receivedAt.getTime() - b.receivedAt.getTime() ||
        a.sequence - b.sequence
    )
  const holders: Holder[] = [
    ...lots.map((lot) => ({
      lotId: lot.id,
      stockLocationId,
      inventoryItemId: lot.inventoryItemId,
    })),
    ...counted.map(({ inventoryItemId }) => ({ lotId: null, stockLocationId, inventoryItemId })),
  ]
  const remaining = await loadRemaining(sql, holders, levels)
  const skus = new Map(lines.map((line) => [line.id, line.sku]))
  const placed: PlacedUnit[] = []
  const gaps: GapChange[] = []
  for (const line of counted) {
    const { inventoryItemId, lineId } = line
    const ofItem = lots.filter((lot) => lot.inventoryItemId === inventoryItemId)
    const own = { lotId: null, stockLocationId, inventoryItemId }
    const units = placeCounted(register, line, {
      lots: ofItem.map((lot) => ({ id: lot.id, remaining: remaining.get(lot.id) ?? ZERO })),
      own: remaining.get(holderKey(own)) ?? ZERO,
      stockLocationId,
    })
    for (const { serial, at } of units) {
      const unit = register.units.get(serialKey(inventoryItemId, serial))
      const lotId = "lotId" in at ? at.lotId : null
      const isGone = "gone" in at
      if (unit?.isHeld && line.found.includes(serial)) {
        gaps.push({ ...holderOf(unit), quantity: exact(-1) })
      }
      const lot = ofItem.find((one) => one.id === (isGone ? unit?.lotId : lotId))
      placed.push({
        id: unit?.id ?? newId("cssn"),
        inventoryItemId,
        serial,
        sku: unit?.sku ?? skus.get(lineId) ?? null,
        lineId,
        state: isGone ? at.gone : lotId === null ? "own" : "in_lot",
        isHeld: !isGone,
        lotId: isGone ? (unit?.lotId ?? null) : lotId,
        stockLocationId: isGone ? null : stockLocationId,
        contractorId: lot?.contractorId ?? null,
        allocationId: null,
      })
    }
    // All that is there has been named.
    for (const unit of [...line.present, ...line.missing]) {
      const holder = holderOf(unit)
      const gap = register.gaps.get(holderKey(holder)) ?? ZERO
      const isReset = gaps.some((change) => holderKey(change) === holderKey(holder))
      if (gap.gt(0) && !isReset) gaps.push({ ...holder, quantity: gap.negated() })
    }
  }
  await writeUnits(sql, document.id, placed)
  await changeGaps(sql, document.id, gaps)
  await refreshStates(sql, [
    ...holders,
    ...gaps,
    ...counted.flatMap(({ present, missing }) => [...present, ...missing].map(holderOf)),
  ])
}
