import type { Connected } from "./connected-stores"
import type { Store } from "./two-stores"

/**
 * Compares what the databases of two connected stores hold, document by document and lot by lot, without a word of the
 * product's own statement. Both have read all messages; what an open exception holds up counts as in flight.
 */
export const compareBooks = async (stores: Connected): Promise<object[]> => {
  const flight = await readFlight(stores)
  return [
    ...(await compareLots(stores, flight)),
    ...(await compareSerials(stores, flight)),
    ...(await compareDocuments(stores, flight)),
    ...(await compareSettlements(stores, flight)),
    ...(await findDifferences(stores.a)),
    ...(await findDifferences(stores.b)),
  ]
}

interface Held {
  type: string
  state: string
  body: {
    document_id?: string
    undoes_document_id?: string
    lines?: { origin_line_id: string; quantity: string }[]
  }
}

/** Messages that the other store has read and not applied. */
interface Flight {
  held: Held[]
  /** Units by delivery line that the owner has and the holder has not, or the other way round. */
  units: ReadonlyMap<string, number>
  /** Delivery lines that such a message is about. */
  lines: ReadonlySet<string>
}

/** Units that a message adds at the holder, if the owner sent it, and takes from the owner, if the holder did. */
const signs: Readonly<Record<string, 1 | -1>> = {
  "delivery.posted": 1,
  "delivery.reversed": 1,
  "take_back.posted": -1,
  "consignor_return.posted": -1,
  "stock_count.posted": 1,
  "settlement.closed": -1,
  "settlement.cancelled": 1,
  "document.reversed": 1,
}

const readFlight = async ({ a, b, atA, atB }: Connected): Promise<Flight> => {
  const units = new Map<string, number>()
  const lines = new Set<string>()
  const held: Held[] = []
  for (const [store, { peer }, ofOwner] of [
    [b, atB, 1],
    [a, atA, -1],
  ] as const) {
    const rows = await store.sql<Held>(
      `select type, state, body from consignment_peer_message
       where peer_id = $1 and feed = 'received' and state not in ('applied', 'dismissed')`,
      [peer]
    )
    held.push(...rows)
    for (const { type, body } of rows) {
      for (const { origin_line_id: id, quantity } of body.lines ?? []) {
        lines.add(id)
        const effect = Number(quantity ?? 0) * (signs[type] ?? 0)
        units.set(id, (units.get(id) ?? 0) + ofOwner * effect)
      }
    }
  }
  // Units announced as sent back are the owner's until they have arrived, or somebody has borne them.
  const announced = await a.sql<{ id: string; quantity: string }>(
    `select lot.line_id as id, sum(l.announced_quantity - case when d.status = 'draft' then 0
         else l.quantity + l.resolved_quantity end)::text as quantity
     from consignment_document_line l join consignment_document d on d.id = l.document_id
     join consignment_lot lot on lot.id = l.lot_id
     where d.peer_id = $1 and d.type = 'take_back' and d.status <> 'reversed' and l.announced_quantity is not null
     group by 1`,
    [atA.peer]
  )
  for (const { id, quantity } of announced) units.set(id, (units.get(id) ?? 0) + Number(quantity))
  return { held, units, lines }
}

interface Lot {
  line: string
  remaining: string
  unit_cost: string
  batch: string | null
  expires_at: string | null
  terms: string
}

const lotsAtA = ({ a, atA }: Connected): Promise<Lot[]> =>
  a.sql<Lot>(
    `select l.line_id as line, trim_scale(l.quantity_remaining)::text as remaining,
       trim_scale(l.unit_cost)::text as unit_cost, l.batch, l.expires_at::text, l.terms
     from consignment_lot l join consignment_peer_message m on m.document_id = l.document_id and m.feed = 'sent'
       and m.type = 'delivery.posted' and m.peer_id = $1 order by l.line_id`,
    [atA.peer]
  )

/** Every lot that a delivery line has become at B. */
const lotsAtB = ({ b, atB }: Connected): Promise<Lot[]> =>
  b.sql<Lot>(
    `select line.origin_line_id as line, trim_scale(l.quantity_remaining)::text as remaining,
       trim_scale(l.unit_cost)::text as unit_cost, l.batch, l.expires_at::text, l.terms
     from consignment_lot l join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id)
     join consignment_document_line line on line.id = root.line_id
     join consignment_document d on d.id = line.document_id and d.peer_id = $1
     where line.origin_line_id is not null order by 1`,
    [atB.peer]
  )

const compareLots = async (stores: Connected, { units, lines }: Flight): Promise<object[]> => {
  const theirs = await lotsAtB(stores)
  return (await lotsAtA(stores)).flatMap((ours): object[] => {
    const ofLine = theirs.filter(({ line }) => line === ours.line)
    const remaining = ofLine.reduce((total, lot) => total + Number(lot.remaining), 0)
    const wanted = remaining + (units.get(ours.line) ?? 0)
    if (Number(ours.remaining) !== wanted) {
      return [{ line: ours.line, ours: ours.remaining, theirs: remaining, wanted }]
    }
    const open = ofLine.filter((lot) => Number(lot.remaining) > 0)
    const isSettled = !lines.has(ours.line) && Number(ours.remaining) > 0
    return open
      .filter(
        (lot) =>
          lot.batch !== ours.batch ||
          lot.expires_at !== ours.expires_at ||
          lot.terms !== ours.terms ||
          (isSettled && lot.unit_cost !== ours.unit_cost)
      )
      .map((lot) => ({ ours, theirs: lot }))
  })
}

interface Unit {
  line: string
  serial: string
  state: string
}

/** Known units in each delivery line's lots; some of them may have left unnamed. */
const unitsAt = async (store: Store, peer: string, line: string): Promise<Unit[]> =>
  await store.sql<Unit>(
    `select ${line} as line, s.serial, s.state from consignment_serial_number s
     join consignment_lot l on l.id = s.lot_id
     join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id)
     join consignment_document_line line on line.id = root.line_id
     join consignment_peer_message m on m.document_id = line.document_id and m.type = 'delivery.posted' and m.peer_id = $1
     where s.is_held and s.state in ('in_lot', 'possible') order by 1, 2`,
    [peer]
  )

/** A unit that one side has for certain is at least possible at the other. */
const compareSerials = async (
  { a, b, atA, atB }: Connected,
  { units, lines }: Flight
): Promise<object[]> => {
  const ours = await unitsAt(a, atA.peer, "line.id")
  const theirs = await unitsAt(b, atB.peer, "line.origin_line_id")
  const missing = (some: Unit[], others: Unit[], at: string): object[] =>
    some
      .filter(({ line, state }) => state === "in_lot" && !lines.has(line) && !units.get(line))
      .filter(({ line, serial }) => !others.some((o) => o.line === line && o.serial === serial))
      .map((unit) => ({ ...unit, missing_at: at }))
  return [...missing(ours, theirs, "b"), ...missing(theirs, ours, "a")]
}

interface Followed {
  type: string
  document: string
  number: string
  status: string
  lines: string
}

/** Documents that a store has posted and told of: units by delivery line, as its ledger has them. */
const postedAt = async (store: Store, peer: string, line: string): Promise<Followed[]> =>
  await store.sql<Followed>(
    `select m.type, d.id as document, d.number, d.status, (
       select string_agg(units.line || ' ' || units.quantity, ', ' order by units.line)
       from (select ${line} as line, trim_scale(sum(v.quantity))::text as quantity
         from consignment_movement v join consignment_lot l on l.id = v.lot_id
         join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id)
         join consignment_document_line line on line.id = root.line_id
         where v.document_id = d.id and ${line} is not null group by 1) units) as lines
     from consignment_peer_message m join consignment_document d on d.id = m.document_id
     where m.peer_id = $1 and m.feed = 'sent' and m.state <> 'dismissed'
       and m.type in ('delivery.posted', 'take_back.posted', 'consignor_return.posted', 'stock_count.posted')`,
    [peer]
  )

/** Documents that follow them at the other store. Sales that a settlement or a delivery brings follow in their own way. */
const followingAt = async (store: Store, peer: string, line: string): Promise<Followed[]> =>
  await store.sql<Followed>(
    `select d.type, split_part(d.source_key, ':', 5) as document, d.number, d.status, coalesce((
       select string_agg(units.line || ' ' || units.quantity, ', ' order by units.line)
       from (select ${line} as line, trim_scale(sum(v.quantity))::text as quantity
         from consignment_movement v join consignment_lot l on l.id = v.lot_id
         join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id)
         join consignment_document_line line on line.id = root.line_id
         where v.document_id = d.id and ${line} is not null group by 1) units), (
       select string_agg(l.origin_line_id || ' ' || trim_scale(-l.announced_quantity)::text, ', ' order by l.origin_line_id)
       from consignment_document_line l where l.document_id = d.id)) as lines
     from consignment_document d
     where d.peer_id = $1 and d.origin = 'peer' and d.type in ('goods_receipt', 'consignor_return', 'take_back', 'stock_count')`,
    [peer]
  )

const followedBy: Readonly<Record<string, string>> = {
  "delivery.posted": "goods_receipt",
  "take_back.posted": "consignor_return",
  "consignor_return.posted": "take_back",
  "stock_count.posted": "stock_count",
}

const compareDocuments = async (
  { a, b, atA, atB }: Connected,
  { held }: Flight
): Promise<object[]> => {
  const isHeld = (id: string) =>
    held.some(({ body }) => body.document_id === id || body.undoes_document_id === id)
  const compare = (posted: Followed[], following: Followed[]): object[] =>
    posted
      .filter(({ document }) => !isHeld(document))
      .flatMap((one): object[] => {
        const ofOne = following.filter(
          ({ document, type }) => document === one.document && type === followedBy[one.type]
        )
        const isAnnouncement = one.type === "consignor_return.posted"
        // An announcement that was undone leaves nothing, and neither does a document that was undone before it was read.
        if (one.status === "reversed") {
          return ofOne
            .filter(({ status }) => status !== "reversed")
            .map((other) => ({ one, other }))
        }
        // Goods of one return may have come from several warehouses of the owner.
        if (isAnnouncement) return ofOne.length > 0 ? [] : [{ one, following: "missing" }]
        const [other] = ofOne
        return ofOne.length === 1 && other?.status !== "reversed" && other?.lines === one.lines
          ? []
          : [{ one, following: ofOne }]
      })
  return [
    ...compare(
      await postedAt(a, atA.peer, "line.id"),
      await followingAt(b, atB.peer, "line.origin_line_id")
    ),
    ...compare(
      await postedAt(b, atB.peer, "line.origin_line_id"),
      await followingAt(a, atA.peer, "line.id")
    ),
  ]
}

interface Settled {
  id: string
  status: string
  cut_off: string
  net_value: string
  lines: string
}

const compareSettlements = async (
  { a, b, atA, atB }: Connected,
  { held }: Flight
): Promise<object[]> => {
  const read = (store: Store, id: string, where: string, contractor: string) =>
    store.sql<Settled>(
      `select ${id} as id, s.status, s.cut_off::text, s.net_value::text, (
         select string_agg(i.sku || ' ' || trim_scale(l.net)::text || ' ' || l.net_value::text, ', ' order by i.sku)
         from consignment_settlement_line l join inventory_item i on i.id = l.inventory_item_id
         where l.settlement_id = s.id and (l.net <> 0 or l.net_value <> 0)) as lines
       from consignment_settlement s where s.contractor_id = $1 and ${where} order by 1`,
      [contractor]
    )
  const isHeld = ({ id }: Settled) =>
    held.some(({ body }) => body.document_id === id || body.undoes_document_id === id)
  const theirs = (await read(b, "s.id", "s.direction = 'inbound'", atB.contractor)).filter(
    (settlement) => !isHeld(settlement)
  )
  const ours = await read(
    a,
    "split_part(s.source_key, ':', 5)",
    "s.direction = 'outbound'",
    atA.contractor
  )
  return theirs.flatMap((settlement): object[] => {
    const found = ours.filter(({ id }) => id === settlement.id)
    // A settlement that was cancelled before it was read is none of the owner's.
    if (found.length === 0 && settlement.status === "cancelled") return []
    const [other] = found
    return found.length === 1 && JSON.stringify(other) === JSON.stringify(settlement)
      ? []
      : [{ theirs: settlement, ours: found }]
  })
}

/** Levels and lots of a store agree. */
const findDifferences = async (store: Store): Promise<object[]> => {
  const { differences } = await store.read<{ differences: object[] }>(
    "/admin/consignment/reconciliation"
  )
  return differences.map((difference) => ({ store: store.name, ...difference }))
}
