/**
 * The semantics once more, as plainly as they can be said: everything is kept, everything is added up anew, nothing is
 * shared with the plugin. Quantities are thousandths and costs millionths of one, as whole numbers.
 */

export type Place = string
export type Column = "issued" | "transferred" | "counted_lost" | "returned" | "transfer_reversed"

/** Units consumed, settled and invoiced of a lot at one cost, in the order in which the costs came up. */
interface Cell {
  cost: bigint
  consumed: bigint
  settled: bigint
  invoiced: bigint
  /** The first invoice that paid for more than was consumed at this cost. */
  prepaidBy: number
}

export interface ModelLot {
  name: string
  /** The lot with which the goods came; a child has the name of its first lot. */
  root: string
  /** FIFO: when the goods came, then when the lot was made. */
  age: [number, number]
  contractor: string
  item: string
  place: Place
  cost: bigint
  remaining: bigint
  isTouched: boolean
  cells: Cell[]
}

interface Movement {
  contractor: string
  item: string
  column: Column | null
  /** Its effect on the column. */
  quantity: bigint
  /** The quantity it consumes, at which cost, of which lot. */
  consumed: bigint
  cost: bigint
  lot: ModelLot
  settlement: number | null
}

export interface Part {
  lot: ModelLot | null
  quantity: bigint
  left: bigint
  movement: Movement | null
}

export interface Issue {
  item: string
  place: Place
  parts: Part[]
  isReversed: boolean
}

export interface Revaluation {
  /** Remaining and not prepaid, at the cost before. */
  lots: { lot: ModelLot; quantity: bigint; oldCost: bigint; movement: Movement }[]
  isReversed: boolean
}

export interface ModelLine {
  item: string
  opening: bigint
  columns: Record<Column, bigint>
  net: bigint
  toInvoice: bigint
  carry: bigint
  netValue: bigint
  amount: bigint
  closing: bigint
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n)

const CENT = 10_000_000n

/** Cents of thousandths × millionths, half away from zero. */
const toCents = (product: bigint): bigint =>
  product < 0n ? -toCents(-product) : (product + CENT / 2n) / CENT

export class NaiveModel {
  readonly lots: ModelLot[] = []
  readonly movements: Movement[] = []
  readonly stocked = new Map<string, bigint>()
  private clock = 0
  private settlements = 0
  private invoiceLines = 0

  private key = (place: Place, item: string): string => `${place} ${item}`

  level(place: Place, item: string): bigint {
    return this.stocked.get(this.key(place, item)) ?? 0n
  }

  move(place: Place, item: string, quantity: bigint): void {
    this.stocked.set(this.key(place, item), this.level(place, item) + quantity)
  }

  /** Oldest first. */
  lotsAt(place: Place, item: string, contractor?: string): ModelLot[] {
    return this.lots
      .filter((lot) => lot.place === place && lot.item === item)
      .filter((lot) => contractor === undefined || lot.contractor === contractor)
      .sort(byAge)
  }

  consigned(place: Place, item: string, contractor?: string): bigint {
    return sum(this.lotsAt(place, item, contractor).map((lot) => lot.remaining))
  }

  own(place: Place, item: string): bigint {
    return this.level(place, item) - this.consigned(place, item)
  }

  isSettled(lot: ModelLot): boolean {
    return this.movements.some((movement) => movement.lot === lot && movement.settlement !== null)
  }

  /** Invoiced and not yet consumed, at most the units in stock. */
  prepaid(lot: ModelLot): bigint {
    return min(lot.remaining, sum(lot.cells.map((cell) => max(0n, cell.invoiced - cell.consumed))))
  }

  hasPrepaid(place: Place, item: string): boolean {
    return this.lotsAt(place, item).some((lot) => this.prepaid(lot) > 0n)
  }

  private cellOf(lot: ModelLot, cost: bigint): Cell {
    const known = lot.cells.find((cell) => cell.cost === cost)
    if (known) return known
    const cell = {
      cost,
      consumed: 0n,
      settled: 0n,
      invoiced: 0n,
      prepaidBy: Number.MAX_SAFE_INTEGER,
    }
    lot.cells.push(cell)
    return cell
  }

  private append(
    lot: ModelLot,
    column: Column | null,
    quantity: bigint,
    consumed: bigint,
    cost: bigint
  ): Movement {
    const { contractor, item } = lot
    const movement = { contractor, item, column, quantity, consumed, cost, lot, settlement: null }
    this.movements.push(movement)
    lot.isTouched = true
    if (consumed !== 0n) this.cellOf(lot, cost).consumed += consumed
    return movement
  }

  receive(
    name: string,
    lot: Pick<ModelLot, "contractor" | "item" | "place" | "cost">,
    quantity: bigint
  ) {
    this.clock += 1
    const received = {
      ...lot,
      name,
      root: name,
      age: [this.clock, this.clock] as [number, number],
      remaining: quantity,
      isTouched: false,
      cells: [],
    }
    this.lots.push(received)
    this.append(received, null, 0n, 0n, lot.cost)
    received.isTouched = false
    this.move(lot.place, lot.item, quantity)
  }

  unreceive(lot: ModelLot): void {
    this.move(lot.place, lot.item, -lot.remaining)
    lot.remaining = 0n
    lot.isTouched = true
  }

  /** Of one lot, prepaid pieces first, at the price of their invoice. */
  private consume(lot: ModelLot, wanted: bigint, column: Column): Part[] {
    const parts: Part[] = []
    let left = wanted
    const take = (cost: bigint, quantity: bigint): void => {
      if (quantity <= 0n) return
      const movement = this.append(lot, column, quantity, quantity, cost)
      lot.remaining -= quantity
      left -= quantity
      parts.push({ lot, quantity, left: quantity, movement })
    }
    for (const cell of [...lot.cells].sort((a, b) => a.prepaidBy - b.prepaidBy)) {
      take(cell.cost, min(left, min(lot.remaining, max(0n, cell.invoiced - cell.consumed))))
    }
    take(lot.cost, left)
    return parts
  }

  private consumeFifo(lots: ModelLot[], wanted: bigint, column: Column): Part[] {
    let left = wanted
    return lots.flatMap((lot) => {
      const quantity = min(left, lot.remaining)
      left -= quantity
      return quantity > 0n ? this.consume(lot, quantity, column) : []
    })
  }

  /** Own pieces first, then the oldest lots. */
  issue(place: Place, item: string, quantity: bigint): Issue {
    const own = min(quantity, this.own(place, item))
    const ownParts = own > 0n ? [{ lot: null, quantity: own, left: own, movement: null }] : []
    const rest = this.consumeFifo(this.lotsAt(place, item), quantity - own, "issued")
    this.move(place, item, -quantity)
    return { item, place, parts: [...ownParts, ...rest], isReversed: false }
  }

  /** Back into the lot, at the cost at which it left. */
  private giveBack(part: Part, quantity: bigint, column: Column): void {
    if (!part.lot || !part.movement) return
    part.lot.remaining += quantity
    this.append(part.lot, column, quantity, -quantity, part.movement.cost)
  }

  /** The last part first; what is settled, or arrives where no consignment warehouse is, becomes own. */
  return(issue: Issue, quantity: bigint, at: Place, isWarehouse: boolean): void {
    let left = quantity
    for (const part of [...issue.parts].reverse()) {
      const taken = min(left, part.left)
      if (taken === 0n) continue
      left -= taken
      part.left -= taken
      if (part.movement?.settlement === null && isWarehouse) {
        this.giveBack(part, taken, "returned")
        if (part.lot && at !== issue.place) this.moveOut(part.lot, taken, at)
      }
    }
    this.move(at, issue.item, quantity)
  }

  unissue(issue: Issue): void {
    for (const part of issue.parts) {
      this.giveBack(part, part.left, "returned")
      this.move(issue.place, issue.item, part.left)
      part.left = 0n
    }
    issue.isReversed = true
  }

  private moveOut(lot: ModelLot, quantity: bigint, to: Place): void {
    this.clock += 1
    lot.remaining -= quantity
    this.append(lot, null, 0n, 0n, lot.cost)
    this.lots.push({
      ...lot,
      name: `${lot.name}/${this.clock}`,
      age: [lot.age[0], this.clock],
      place: to,
      remaining: quantity,
      isTouched: true,
      cells: [],
    })
  }

  transferWarehouse(from: Place, to: Place, item: string, quantity: bigint): void {
    let left = quantity
    for (const lot of this.lotsAt(from, item)) {
      const taken = min(left, lot.remaining)
      if (taken === 0n) continue
      left -= taken
      this.moveOut(lot, taken, to)
    }
    this.move(from, item, -quantity)
    this.move(to, item, quantity)
  }

  /** Buys: the level does not move. */
  buy(place: Place, item: string, quantity: bigint): Issue {
    const parts = this.consumeFifo(this.lotsAt(place, item), quantity, "transferred")
    return { item, place, parts, isReversed: false }
  }

  unbuy(purchase: Issue, quantity: bigint): void {
    let left = quantity
    for (const part of [...purchase.parts].reverse()) {
      const taken = min(left, part.left)
      left -= taken
      part.left -= taken
      if (taken > 0n) this.giveBack(part, taken, "transfer_reversed")
    }
    purchase.isReversed = purchase.parts.every((part) => part.left === 0n)
  }

  /** Units in stock get another cost, oldest lots first; consumed units keep theirs. */
  revalue(contractor: string, item: string, cost: bigint): Revaluation {
    const open = this.lots
      .filter((lot) => lot.contractor === contractor && lot.item === item && lot.remaining > 0n)
      .sort(byAge)
    const lots = open.map((lot) => {
      const before = { lot, quantity: lot.remaining - this.prepaid(lot), oldCost: lot.cost }
      lot.cost = cost
      return { ...before, movement: this.append(lot, null, 0n, 0n, cost) }
    })
    return { lots, isReversed: false }
  }

  /** Whether none of its lots moved after it. */
  isLatest({ lots }: Revaluation): boolean {
    return lots.every(
      ({ lot, movement }) => this.movements.filter((one) => one.lot === lot).at(-1) === movement
    )
  }

  unrevalue(revaluation: Revaluation): void {
    for (const { lot, oldCost } of revaluation.lots) {
      lot.cost = oldCost
      this.append(lot, null, 0n, 0n, oldCost)
    }
    revaluation.isReversed = true
  }

  returnToConsignor(contractor: string, place: Place, item: string, quantity: bigint): void {
    let left = quantity
    for (const lot of this.lotsAt(place, item, contractor)) {
      const taken = min(left, lot.remaining)
      if (taken === 0n) continue
      left -= taken
      lot.remaining -= taken
      this.append(lot, null, 0n, 0n, lot.cost)
    }
    this.move(place, item, -quantity)
  }

  /** The consignee is liable for what is missing; what is found again undoes that, the newest loss first. */
  count(contractor: string, place: Place, item: string, counted: bigint): void {
    const difference = counted - this.consigned(place, item, contractor)
    const lots = this.lotsAt(place, item, contractor)
    if (difference < 0n) this.consumeFifo(lots, -difference, "counted_lost")
    if (difference > 0n) this.find(lots, difference)
    this.move(place, item, difference)
  }

  private find(lots: ModelLot[], found: bigint): void {
    let left = found
    const losses = this.movements.filter(
      ({ column, lot, settlement, quantity }) =>
        column === "counted_lost" && settlement === null && quantity > 0n && lots.includes(lot)
    )
    for (const loss of [...losses].reverse()) {
      const undone = this.found.get(loss) ?? 0n
      const taken = min(left, loss.quantity - undone)
      if (taken === 0n) continue
      left -= taken
      this.found.set(loss, undone + taken)
      loss.lot.remaining += taken
      this.append(loss.lot, "counted_lost", -taken, -taken, loss.cost)
    }
    const newest = lots.at(-1)
    if (newest && left > 0n) {
      newest.remaining += left
      this.append(newest, null, 0n, 0n, newest.cost)
    }
  }

  /** How much of a loss has been found again. */
  private readonly found = new Map<Movement, bigint>()

  private cellsOf(contractor: string, item: string): { lot: ModelLot; cell: Cell }[] {
    return this.lots
      .filter((lot) => lot.contractor === contractor && lot.item === item)
      .sort(byAge)
      .flatMap((lot) => lot.cells.map((cell) => ({ lot, cell })))
  }

  balance(contractor: string, item: string): bigint {
    return sum(this.cellsOf(contractor, item).map(({ cell }) => cell.settled - cell.invoiced))
  }

  settle(contractor: string, items: string[]): { id: number; lines: ModelLine[] } {
    this.settlements += 1
    const lines = items.flatMap((item) => {
      const opening = this.balance(contractor, item)
      const open = this.movements.filter(
        (movement) =>
          movement.contractor === contractor &&
          movement.item === item &&
          movement.settlement === null
      )
      const consumption = open.filter(({ column }) => column !== null)
      const of = (column: Column): bigint =>
        sum(consumption.filter((one) => one.column === column).map(({ quantity }) => quantity))
      const net = sum(consumption.map(({ consumed }) => consumed))
      for (const movement of open) {
        movement.settlement = this.settlements
        const { lot, cost, consumed } = movement
        if (consumed !== 0n) this.cellOf(lot, cost).settled += consumed
      }
      const toInvoice = max(0n, opening + net)
      const line = {
        item,
        opening,
        columns: {
          issued: of("issued"),
          transferred: of("transferred"),
          counted_lost: of("counted_lost"),
          returned: of("returned"),
          transfer_reversed: of("transfer_reversed"),
        },
        net,
        toInvoice,
        carry: min(0n, opening + net),
        netValue: worth(consumption.map(({ cost, consumed }) => ({ cost, quantity: consumed }))),
        amount: this.worthOfOpen(contractor, item, toInvoice),
        closing: sum(
          this.lots
            .filter((lot) => lot.contractor === contractor && lot.item === item)
            .map((lot) => lot.remaining)
        ),
      }
      return consumption.length > 0 || opening !== 0n ? [line] : []
    })
    return { id: this.settlements, lines }
  }

  /** The first pieces that are settled and not invoiced, lots FIFO. */
  private worthOfOpen(contractor: string, item: string, quantity: bigint): bigint {
    let left = quantity
    return worth(
      this.cellsOf(contractor, item).map(({ cell }) => {
        const taken = min(left, max(0n, cell.settled - cell.invoiced))
        left -= taken
        return { cost: cell.cost, quantity: taken }
      })
    )
  }

  unsettle(id: number): void {
    for (const movement of this.movements.filter(({ settlement }) => settlement === id)) {
      movement.settlement = null
      const { lot, cost, consumed } = movement
      if (consumed !== 0n) this.cellOf(lot, cost).settled -= consumed
    }
  }

  /** How much more of an item may be invoiced at all. */
  invoiceable(contractor: string, item: string): bigint {
    const lots = this.lots.filter((lot) => lot.contractor === contractor && lot.item === item)
    const cells = lots.flatMap((lot) => lot.cells)
    return sum([
      ...lots.map((lot) => lot.remaining),
      ...cells.map((cell) => cell.consumed - cell.invoiced),
    ])
  }

  invoice(contractor: string, lines: { item: string; quantity: bigint; price: bigint }[]): void {
    for (const { item, quantity, price } of lines) {
      this.invoiceLines += 1
      let left = quantity
      const cells = this.cellsOf(contractor, item)
      const take = (cell: Cell, open: bigint): void => {
        const taken = min(left, max(0n, open))
        cell.invoiced += taken
        left -= taken
      }
      const atPrice = cells.filter(({ cell }) => cell.cost === price)
      for (const { cell } of atPrice) take(cell, cell.settled - cell.invoiced)
      for (const { cell } of cells) take(cell, cell.settled - cell.invoiced)
      for (const { cell } of cells) take(cell, cell.consumed - cell.invoiced)
      const lots = this.lots.filter((lot) => lot.contractor === contractor && lot.item === item)
      for (const lot of lots.sort(byAge)) {
        const lying = lot.remaining - this.prepaid(lot)
        if (min(left, lying) <= 0n) continue
        const cell = this.cellOf(lot, price)
        cell.prepaidBy = Math.min(cell.prepaidBy, this.invoiceLines)
        take(cell, lying)
      }
    }
  }
}

const byAge = (a: ModelLot, b: ModelLot): number => a.age[0] - b.age[0] || a.age[1] - b.age[1]

/** Rounded once for each unit cost. */
const worth = (pieces: { cost: bigint; quantity: bigint }[]): bigint => {
  const byCost = new Map<bigint, bigint>()
  for (const { cost, quantity } of pieces) byCost.set(cost, (byCost.get(cost) ?? 0n) + quantity)
  return sum([...byCost].map(([cost, quantity]) => toCents(cost * quantity)))
}

/** A whole number of the given places as decimal text: 12500n with 3 is "12.5". */
export const toDecimalText = (value: bigint, places: number): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0")
  const fraction = digits.slice(-places).replace(/0+$/, "")
  const whole = digits.slice(0, -places)
  return `${value < 0n ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`
}

/** Decimal text as a whole number of the given places. */
export const toWhole = (text: string, places: number): bigint => {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".")
  const value = BigInt(whole + fraction.padEnd(places, "0").slice(0, places))
  return text.startsWith("-") ? -value : value
}
