// Laws of host and ledger that hold once everything has come to rest, in SQL.

import pg from "pg"

import { ownAtFirst } from "./shop.mjs"

/** @typedef {{ law: string, rows: object[] }} Broken */

const issuedByOrder = `
  select d.order_id, l.sku,
    coalesce(sum(l.quantity) filter (where d.type = 'goods_issue'), 0) as issued,
    coalesce(sum(l.quantity) filter (where d.type = 'goods_issue_return'), 0) as returned
  from consignment_document d join consignment_document_line l on l.document_id = d.id
  where d.order_id is not null and d.status <> 'reversed' and d.type in ('goods_issue', 'goods_issue_return')
  group by 1, 2`

const countedByOrder = `
  select o.id as order_id, l.variant_sku as sku, i.item_id, i.quantity as ordered, i.fulfilled_quantity as fulfilled,
    i.return_received_quantity as returned
  from "order" o
  join order_item i on i.order_id = o.id and i.version = o.version and i.deleted_at is null
  join order_line_item l on l.id = i.item_id`

const liveFulfillments = `
  select l.order_id, l.fulfillment_id from order_fulfillment l join fulfillment f on f.id = l.fulfillment_id
  where l.deleted_at is null and f.deleted_at is null and f.canceled_at is null`

/** Each answers the rows that break the law of its name. */
const laws = {
  "an order counts as fulfilled and returned what the ledger has issued and taken back": `
    select counted.order_id, counted.sku, counted.fulfilled, issued.issued, counted.returned as counted_returned,
      issued.returned as issued_returned
    from (${countedByOrder}) counted left join (${issuedByOrder}) issued using (order_id, sku)
    where counted.fulfilled <> coalesce(issued.issued, 0) or counted.returned <> coalesce(issued.returned, 0)`,
  "no order is fulfilled beyond what was ordered": `
    select * from (${countedByOrder}) counted where fulfilled > ordered or returned > fulfilled`,
  "the live fulfilments of an order are what it counts as fulfilled": `
    select counted.order_id, counted.sku, counted.fulfilled, sum(i.quantity) as shipped
    from (${countedByOrder}) counted
    left join (${liveFulfillments}) live using (order_id)
    left join fulfillment_item i on i.fulfillment_id = live.fulfillment_id and i.line_item_id = counted.item_id
      and i.deleted_at is null
    group by 1, 2, 3, counted.item_id having counted.fulfilled <> coalesce(sum(i.quantity), 0)`,
  "every goods issue belongs to a live fulfilment of its order or is undone": `
    select d.number, d.order_id, d.fulfillment_id from consignment_document d
    where d.type = 'goods_issue' and d.fulfillment_id is not null and d.status <> 'reversed'
      and not exists (select 1 from (${liveFulfillments}) live
        where live.order_id = d.order_id and live.fulfillment_id = d.fulfillment_id)`,
  "every live fulfilment has one goods issue": `
    select live.*, count(d.id) as issues from (${liveFulfillments}) live
    left join consignment_document d on d.fulfillment_id = live.fulfillment_id and d.type = 'goods_issue'
      and d.status <> 'reversed'
    group by 1, 2 having count(d.id) <> 1`,
  "what an order still waits for is reserved for it": `
    select counted.order_id, counted.sku, counted.ordered, counted.fulfilled, sum(r.quantity) as reserved
    from (${countedByOrder}) counted
    left join reservation_item r on r.line_item_id = counted.item_id and r.deleted_at is null
    group by 1, 2, 3, 4, counted.item_id
    having counted.ordered - counted.fulfilled <> coalesce(sum(r.quantity), 0)`,
  "a level's reserved quantity is the sum of its reservations": `
    select level.inventory_item_id, level.reserved_quantity, sum(r.quantity) as reserved from inventory_level level
    left join reservation_item r on r.inventory_item_id = level.inventory_item_id
      and r.location_id = level.location_id and r.deleted_at is null
    where level.deleted_at is null
    group by 1, 2, level.id having level.reserved_quantity <> coalesce(sum(r.quantity), 0)`,
  "a level is the first stock plus what documents have moved since": `
    select level.inventory_item_id, item.sku, level.stocked_quantity, moved.quantity as moved
    from inventory_level level join inventory_item item on item.id = level.inventory_item_id
    left join (
      select l.inventory_item_id, sum(case when d.type in ('goods_receipt', 'goods_issue_return') then l.quantity
        when d.type in ('goods_issue', 'internal_issue') then -l.quantity else 0 end) as quantity
      from consignment_document d join consignment_document_line l on l.document_id = d.id
      where d.status <> 'reversed' group by 1) moved using (inventory_item_id)
    where level.deleted_at is null and level.stocked_quantity <>
      coalesce(($1::json ->> item.sku)::numeric, 0) + coalesce(moved.quantity, 0)`,
  "a lot holds what its movements leave": `
    select lot.id, lot.quantity_remaining, sum(m.quantity) as moved from consignment_lot lot
    left join consignment_movement m on m.lot_id = lot.id
    group by 1, 2 having lot.quantity_remaining <> coalesce(sum(m.quantity), 0) or lot.quantity_remaining < 0`,
  "own stock is never below zero": `
    select level.inventory_item_id, level.stocked_quantity, sum(lot.quantity_remaining) as consigned
    from inventory_level level join consignment_lot lot on lot.inventory_item_id = level.inventory_item_id
      and lot.stock_location_id = level.location_id
    where level.deleted_at is null
    group by 1, 2, level.id having level.stocked_quantity < sum(lot.quantity_remaining)`,
  "a return is received as a whole": `
    select c.return_id, c.status, r.status as return_status from order_change c join return r on r.id = c.return_id
    where c.change_type = 'return_receive' and c.deleted_at is null
      and (c.status = 'confirmed') <> exists (select 1 from consignment_document d
        where d.source_key = 'return:' || c.return_id || ':' || c.id and d.status <> 'reversed')`,
  "what was undone after a crash was in no settlement": `
    select d.number from consignment_document d join consignment_movement m on m.document_id = d.id
    where d.source_key like 'undone:%' and not m.technical`,
  "nothing waits to be finished": `select * from consignment_unfinished_flow`,
}

/**
 * Asks the database for everything that is not as it has to be.
 * @param {string} url of the database.
 * @param {import("./jobs.mjs").Posted[]} posted what documents were answered with.
 * @param {string[]} keys of documents that have to be there.
 * @returns {Promise<Broken[]>}
 */
export const judge = async (url, posted, keys) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    /** @type {Broken[]} */
    const broken = []
    for (const [law, statement] of Object.entries(laws)) {
      const parameters = statement.includes("$1") ? [JSON.stringify(ownAtFirst)] : []
      const { rows } = await client.query(statement, parameters)
      if (rows.length > 0) broken.push({ law, rows })
    }
    const { rows: documents } = await client.query(
      `select wanted.key, array_agg(d.id) filter (where d.id is not null) as ids
       from unnest($1::text[]) as wanted (key)
       left join consignment_document d on split_part(d.source_key, ':', 2) = wanted.key
       group by 1`,
      [keys]
    )
    const wrong = documents.filter(({ ids }) => ids?.length !== 1)
    if (wrong.length > 0) broken.push({ law: "a key posts one document", rows: wrong })
    const idOf = new Map(documents.map(({ key, ids }) => [key, ids?.[0]]))
    const lost = posted.filter(({ key, id }) => idOf.get(key) !== id)
    if (lost.length > 0) broken.push({ law: "what was answered as posted is there", rows: lost })
    return broken
  } finally {
    await client.end()
  }
}

/**
 * Waits until no request holds the turn of an order any more: those of a killed server end by themselves.
 * @param {string} url of the database.
 */
export const untilTurnsEnd = async (url) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const deadline = Date.now() + 60_000
    const isHeld = async () => {
      const { rows } = await client.query(
        "select 1 from consignment_lease where key like 'order:%' and expires_at > now() limit 1"
      )
      return rows.length > 0
    }
    while ((await isHeld()) && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  } finally {
    await client.end()
  }
}
