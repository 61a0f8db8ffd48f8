import { closingOrder } from "./settled"
import type { Sql } from "./sql"

// Every lock of the ledger that is not the host's, in one place. A transaction takes them in the order of
// docs/architecture.md, rows of one table by their ids, so that two transactions never wait for each other.

interface Lock {
  from: string
  where: string
  order?: string
  lock: "for update" | "for share" | `for update of ${string}` | "for update skip locked"
}

/** Of a line and its lot: the hire is over, and not all of its units are marked as ended. */
export const isDue = `line.hire_until <= ?::timestamptz and l.terms = 'hire' and l.quantity_remaining > 0
  and l.quantity_remaining + l.quantity_returned_to_consignor > line.ended_quantity`

const positionsOfPlaces = `(stock_location_id, inventory_item_id) in (select * from unnest(?::text[], ?::text[]))`
const lotsOfLines = `consignment_document_line line
  join consignment_lot l on l.document_id = line.document_id and l.line_id = line.id`

const locks = {
  /** Two postings at one place would both take the same last unit. */
  positions: {
    from: "consignment_position",
    where: positionsOfPlaces,
    order: "stock_location_id, inventory_item_id",
    lock: "for update",
  },
  /** A posting would put goods to an item or a location that the host is deleting. */
  positionsToRemove: {
    from: "consignment_position",
    where: `${positionsOfPlaces} or inventory_item_id = any(?::text[]) or stock_location_id = any(?::text[])`,
    order: "stock_location_id, inventory_item_id",
    lock: "for update",
  },
  /**
   * A posting and an invoice, or two postings by way of different places, would both change the quantities of one lot.
   * With "or" in place of the union, the database would look through the open lots of all places, or through all lots.
   */
  lots: {
    from: "consignment_lot l",
    where: `l.id in (
      select open.id from unnest(?::text[], ?::text[]) as place (stock_location_id, inventory_item_id)
      join consignment_lot open using (stock_location_id, inventory_item_id) where open.quantity_remaining > 0
      union select * from unnest(?::text[]))`,
    order: "l.id",
    lock: "for update of l",
  },
  /** An invoice prepays what remains of a lot: a sale that it does not see would leave more prepaid than there is. */
  lotsToInvoice: {
    from: "consignment_lot l",
    where: `contractor_id = ? and direction = ? and currency_code = ? and inventory_item_id = any(?::text[])
      and (quantity_remaining > 0 or exists (
        select 1 from consignment_lot_cost c
        where c.lot_id = l.id and (c.settled <> c.invoiced or c.consumed <> c.settled)))`,
    order: "id",
    lock: "for update",
  },
  /** A credit note gives back what was prepaid, which a sale may be using up. */
  invoicedLots: {
    from: "consignment_lot",
    where: "id in (select lot_id from consignment_invoice_allocation where invoice_id = ?)",
    order: "id",
    lock: "for update",
  },
  /** The job and a request would end one hire twice, and each release the units. */
  hiredLots: {
    from: lotsOfLines,
    where: `${isDue} and l.inventory_item_id = any(?::text[])
      and (?::text is null or l.stock_location_id = ?) and (?::text is null or l.direction = ?)`,
    order: "l.id",
    lock: "for update of l",
  },
  /** Units would go back to their owner while their hire is ended or extended. */
  lotsOfDelivery: {
    from: lotsOfLines,
    where: "line.document_id = ?",
    order: "l.id",
    lock: "for update of l",
  },
  /** The owner's word on a hire and a return of its units would both change the reservations. */
  lotsOfTheirDelivery: {
    from: `${lotsOfLines} join consignment_document d on d.id = line.document_id`,
    where: `line.origin_line_id = any(?::text[]) and d.type = 'goods_receipt' and d.peer_id = ?
      and d.status <> 'reversed'`,
    order: "l.id",
    lock: "for update of l",
  },
  /** Two receipts would both serve the same units that wait for goods. */
  pendings: {
    from: `consignment_allocation a join consignment_document d on d.id = a.document_id
      join consignment_document_line l on l.id = a.line_id`,
    where:
      "a.stock_location_id = ? and a.inventory_item_id = any(?::text[]) and a.quantity_pending > 0",
    order: "a.sequence",
    lock: "for update of a",
  },
  /** Two changes of one document (its draft, arrival, hire, check or units) would each build on what the other replaces. */
  document: { from: "consignment_document", where: "id = ? and type = ?", lock: "for update" },
  /** Two returns of one loan would both bring the same units back. */
  loan: { from: "consignment_loan", where: "id = ?", lock: "for update" },
  /** A draft would be edited while it is posted, or posted twice. */
  invoice: {
    from: "consignment_invoice",
    where: "id = ? and deleted_at is null",
    lock: "for update",
  },
  /** Two payouts, or a payout and a payment, would both pay what is open of one invoice. */
  invoicesToPay: {
    from: "consignment_invoice",
    where: "id = any(?::text[])",
    order: "id",
    lock: "for update",
  },
  /** A settlement would be cancelled while an invoice of it is drafted. */
  settlementsToInvoice: {
    from: "consignment_settlement s",
    where: "id = any(?::text[])",
    order: closingOrder("s"),
    lock: "for share",
  },
  /** Two requests would cancel one settlement, and each give the balances back. */
  settlement: { from: "consignment_settlement s", where: "s.id = ?", lock: "for update of s" },
  /** A warehouse would be deleted or moved while goods are posted to it. */
  usedWarehouse: {
    from: "consignment_warehouse w",
    where: "w.id = ? and w.deleted_at is null",
    lock: "for share",
  },
  /** A contractor would be deleted while something is posted or agreed with him. */
  usedContractor: {
    from: "consignment_contractor",
    where: "id = ? and deleted_at is null",
    lock: "for share",
  },
  /** An agreement would be deleted while something is posted under it: postings share its contractor. */
  contractor: { from: "consignment_contractor", where: "id = ?", lock: "for update" },
  /** A file that is imported twice at once would keep a line as two exceptions. */
  importExceptions: {
    from: "consignment_import_exception",
    where: "source_key = any(?::text[])",
    order: "id",
    lock: "for update",
  },
  /** Two people would dismiss one exception, and the second would overwrite who did it. */
  importException: { from: "consignment_import_exception", where: "id = ?", lock: "for update" },
  /** A request and the job would both finish, or undo, one flow of the host. */
  unfinishedFlow: { from: "consignment_unfinished_flow", where: "key = ?", lock: "for update" },
  /** Two messages would take one number of the feed. */
  feed: { from: "consignment_peer_feed", where: "peer_id = ? and feed = ?", lock: "for update" },
  /** A connection would be ended while it is changed. */
  peer: { from: "consignment_peer", where: "id = ?", lock: "for update" },
  /** Two pairings would connect one contractor twice. */
  livePeer: {
    from: "consignment_peer",
    where: "contractor_id = ? and role = ? and status <> 'disconnected'",
    order: "id",
    lock: "for update",
  },
  /** Two people would apply one message that was refused. */
  peerException: {
    from: "consignment_peer_exception",
    where: "id = ? and peer_id = ?",
    lock: "for update",
  },
  /** Two warehouses would accept one offer. */
  offeredWarehouse: {
    from: "consignment_peer_warehouse",
    where: "peer_id = ? and id = ? and status = 'offered'",
    lock: "for update",
  },
  /** A message and a change here would each overwrite what the other says of an article. */
  link: { from: "consignment_peer_link", where: "peer_id = ? and id = ?", lock: "for update" },
  /** The same, of articles by their items. */
  linksOfItems: {
    from: "consignment_peer_link",
    where: "peer_id = ? and state <> 'ended' and inventory_item_id = any(?::text[])",
    order: "id",
    lock: "for update",
  },
} as const satisfies Record<string, Lock>

/** Reads rows that nobody else may change, or refer to, until the transaction ends. */
export const lockRows = async <Row>(
  sql: Sql,
  what: keyof typeof locks,
  columns: string,
  parameters: unknown[]
): Promise<Row[]> => await sql<Row>(lockingRows(what, columns), parameters)

/** The statement of `lockRows`, to be asked with others. */
export const lockingRows = (what: keyof typeof locks, columns: string): string => {
  const { from, where, order, lock }: Lock = locks[what]
  const ordered = order === undefined ? "" : `order by ${order}`
  return `select ${columns} from ${from} where ${where} ${ordered} ${lock}`
}

/** The same rows as they are now, for a plan that posts nothing. */
export const readingRows = (what: "positions" | "lots", columns: string): string => {
  const { from, where, order } = locks[what]
  return `select ${columns} from ${from} where ${where} order by ${order}`
}

/** A row of master data: it would be changed by two people at once, or deleted while something refers to it. */
export const lockMasterData = async <Row>(
  sql: Sql,
  table: string,
  id: string
): Promise<Row | undefined> => {
  const [row] = await sql<Row>(
    `select * from ${table} where id = ? and deleted_at is null for update`,
    [id]
  )
  return row
}

/** Articles of connections that last, after the one that is named: the job would overwrite what a message says of one. */
export const lockNextLinks = async <Row>(
  sql: Sql,
  parameters: [statuses: string[], peerId: string, id: string, limit: number]
): Promise<Row[]> =>
  await sql<Row>(
    `select l.* from consignment_peer_link l
     join consignment_peer p on p.id = l.peer_id and p.status = any(?::text[])
     where l.state <> 'ended' and (l.peer_id, l.id) > (?, ?)
     order by l.peer_id, l.id limit ? for update of l`,
    parameters
  )

/** Part of a statement: lots by id, as postings lock them, or a posting would wait for the renaming and be waited for. */
export const lotsToRename = (named: string): string =>
  `select l.id, named.sku from consignment_lot l join ${named} using (inventory_item_id)
   where l.sku is distinct from named.sku order by l.id for update of l`

/** Part of a statement: rows of connections in one order, or two processes that write them would wait for each other. */
export const peersToNote = (column: string, named: string): string =>
  `select p.id, ${column} from ${named} join consignment_peer p using (id) order by p.id for no key update of p`

/** Part of a statement: of several processes, one takes an event that is due. */
export const dueEvents = `select event_id from consignment_outbox
  where due_at <= now() order by created_at limit ? for update skip locked`

/** Lets one transaction at a time decide on a name: two would both find it free. */
export const lockName = async (sql: Sql, name: string): Promise<void> =>
  await lockText(sql, `consignment:${name}`)

/** A simultaneous call with the same key waits for the first, and answers what that has made. */
export const lockSource = async (sql: Sql, key: string): Promise<void> => await lockText(sql, key)

const lockText = async (sql: Sql, text: string): Promise<void> => {
  await sql("select pg_advisory_xact_lock(hashtextextended(?, 0))", [text])
}

/** Warehouses of a stock location, and its deletion by the host, are decided one after the other. */
export const lockLocations = async (sql: Sql, stockLocationIds: string[]): Promise<void> => {
  for (const id of [...new Set(stockLocationIds)].sort()) await lockName(sql, `warehouse:${id}`)
}

/** Two documents would both say where one unit is: one transaction at a time changes the serial numbers of an item. */
export const lockSerials = async (sql: Sql, inventoryItemIds: string[]): Promise<void> => {
  const sorted = [...new Set(inventoryItemIds)].sort()
  if (sorted.length === 0) return
  // The items are locked one after the other, in the order of their ids.
  await sql(
    `select pg_advisory_xact_lock(hashtextextended('consignment-serials:' || item, 0))
     from unnest(?::text[]) as item`,
    [sorted]
  )
}

/**
 * Accounts are locked by advisory locks, not by their rows: PostgreSQL lets new shared locks of a row overtake a waiting
 * exclusive one, so that under continuous postings a settlement would wait for ever. Advisory locks queue. Accounts share
 * a fixed number of locks, as the database has room for a limited number of them.
 */
const NAMESPACE = 0x636f6e73
const LOCKS = 1024

/**
 * A settlement would close below a movement whose sequence is drawn and not committed yet: postings share, it waits. The
 * accounts are the rows of a subquery and of three arrays of parameters.
 */
export const sharingAccountLocks = (named: string): string => `
  select count(pg_advisory_xact_lock_shared(${NAMESPACE}, number)) from (
    select distinct hashtext(concat_ws(E'\n', contractor_id, direction, currency_code)) & ${LOCKS - 1} as number
    from (${named} union select * from unnest(?::text[], ?::text[], ?::text[]))
      as accounts (contractor_id, direction, currency_code) order by 1) locks`

/** The account alone, for a settlement or an invoice. Throws if it waits longer than the transaction's lock_timeout. */
export const lockAccountAlone = async (sql: Sql, account: string): Promise<void> => {
  await sql(`select pg_advisory_xact_lock(${NAMESPACE}, hashtext(?) & ${LOCKS - 1})`, [account])
}
