// History in bulk: years of receipts, sales, returns, settlements and invoices, as the ledger would hold
// them had they been posted one by one. It is written by SQL, as posting a million movements takes hours.

/**
 * @typedef {object} Shape
 * @property {string} prefix of all ids.
 * @property {string} stockLocationId
 * @property {string} warehouseId
 * @property {number} contractors
 * @property {number} items
 * @property {number} lots lot after lot they are of the next item, and after a round of items of the next contractor.
 * @property {number} movementsPerLot a receipt, sales of one piece, and after eight sales a return; nothing remains.
 * @property {number} openLots of each item, received at the end and untouched.
 * @property {boolean} isSettled and invoiced: one settlement and one invoice for each contractor.
 */

/** Days that the history lasts; it ends yesterday. */
const days = 300

/**
 * @param {import("pg").Client} client
 * @param {Shape} shape
 */
export const loadHistory = async (client, shape) => {
  await client.query("begin")
  await client.query("set local synchronous_commit = off")
  // Rows written here were posted by nobody: triggers and foreign keys would refuse them, or take hours over them.
  await client.query("set local session_replication_role = replica")
  for (const statement of toStatements(shape)) await client.query(statement)
  await client.query("commit")
  await client.query("vacuum analyze")
  await client.query("checkpoint")
}

export const contractorId = (/** @type {string} */ prefix, /** @type {number} */ number) =>
  `concon_${prefix}_${number}`

export const itemId = (/** @type {string} */ prefix, /** @type {number} */ number) =>
  `iitem_${prefix}_${number}`

/**
 * @param {Shape} shape
 * @returns {string[]}
 */
const toStatements = (shape) => [
  ...toWorkingTables(shape),
  ...toMasterData(shape),
  ...toDocuments(shape),
  ...toLedger(shape),
  ...(shape.isSettled ? [...toSettlements(shape), ...toInvoices(shape)] : []),
  ...toNumberSeries(shape),
  "drop table history_lot, history_movement",
]

/**
 * Every lot and every movement, from which all tables follow. `step` 0 is the receipt, every ninth
 * step takes back the sale before it.
 * @param {Shape} shape
 */
const toWorkingTables = ({ prefix, contractors, items, lots, movementsPerLot, openLots }) => [
  `create temp table history_lot as
   select lot, 'conlot_${prefix}_' || lot as lot_id, lot % ${items} as item,
     'iitem_${prefix}_' || lot % ${items} as inventory_item_id, upper('${prefix}') || '-' || lot % ${items} as sku,
     'concon_${prefix}_' || (lot / ${items}) % ${contractors} as contractor_id,
     lot >= ${lots} as is_open, 1 + (lot % 7) * 0.5 as unit_cost,
     case when lot >= ${lots} then 1 else ${movementsPerLot} end as movements
   from generate_series(0, ${lots + openLots * items - 1}) as lot`,
  `create temp table history_movement as
   select h.*, step, step = 0 as is_receipt, step > 0 and step % 9 = 0 as is_return,
     'B' || step % 5 as branch_code,
     date_trunc('day', now()) - interval '${days} days'
       + interval '${days} days' * ((h.lot + step::float / movements) / ${lots + openLots * items}) as at
   from history_lot h, generate_series(0, movements - 1) as step`,
  `alter table history_lot add column consumed numeric, add column received_at timestamptz`,
  `update history_lot h set consumed = m.consumed, received_at = m.received_at from (
     select lot, count(*) filter (where step > 0 and not is_return) - count(*) filter (where is_return) as consumed,
       min(at) as received_at
     from history_movement group by lot) m where m.lot = h.lot`,
  `analyze history_lot, history_movement`,
]

/** @param {Shape} shape */
const toMasterData = ({ prefix, contractors, items, stockLocationId }) => [
  `insert into consignment_contractor (id, code, name)
   select 'concon_${prefix}_' || n, upper('${prefix}') || n, 'Contractor ' || n
   from generate_series(0, ${contractors - 1}) as n`,
  `insert into consignment_agreement (id, contractor_id, direction, currency_code, valid_from)
   select 'conagr_${prefix}_' || n, 'concon_${prefix}_' || n, 'inbound', 'EUR', now() - interval '${days + 1} days'
   from generate_series(0, ${contractors - 1}) as n`,
  `insert into inventory_item (id, sku, title)
   select 'iitem_${prefix}_' || n, upper('${prefix}') || '-' || n, 'Item ' || n
   from generate_series(0, ${items - 1}) as n`,
  `insert into consignment_contractor_item (id, contractor_id, inventory_item_id, sku)
   select 'concit_${prefix}_' || min(lot), contractor_id, inventory_item_id, sku
   from history_lot group by contractor_id, inventory_item_id, sku`,
  `insert into inventory_level (id, location_id, inventory_item_id, stocked_quantity, raw_stocked_quantity,
     reserved_quantity, raw_reserved_quantity, incoming_quantity, raw_incoming_quantity)
   select 'ilev_${prefix}_' || item, '${stockLocationId}', inventory_item_id, stocked,
     jsonb_build_object('value', stocked::text, 'precision', 20), 0, ${zero}, 0, ${zero}
   from (select item, inventory_item_id, count(*) filter (where is_open) * ${openQuantity} as stocked
     from history_lot group by item, inventory_item_id) levels`,
  `insert into consignment_position (stock_location_id, inventory_item_id)
   select '${stockLocationId}', 'iitem_${prefix}_' || n from generate_series(0, ${items - 1}) as n`,
  `insert into consignment_account (contractor_id, direction, currency_code)
   select 'concon_${prefix}_' || n, 'inbound', 'EUR'
   from generate_series(0, ${contractors - 1}) as n`,
]

/** Quantities of an open lot. */
const openQuantity = 100_000

const zero = `'{"value": "0", "precision": 20}'::jsonb`

const cutOff = `date_trunc('day', now())`

/**
 * One receipt for each lot; sales up to a return share a document, the return has its own.
 * @param {Shape} shape
 */
const toDocuments = ({ prefix, stockLocationId, warehouseId }) => [
  `alter table history_movement add column document_id text, add column document_type text, add column type text,
     add column quantity numeric`,
  `update history_movement set
     document_id = 'condoc_${prefix}_' || lot || case when is_receipt then '' else '_' || (step - 1) / 9 end
       || case when is_return then 'r' else '' end,
     document_type = ${typeOf},
     type = ${typeOf},
     quantity = case when is_receipt then 0 when is_return then 1 else -1 end`,
  `update history_movement m set quantity = case when h.is_open then ${openQuantity} else h.consumed end
   from history_lot h where h.lot = m.lot and m.is_receipt`,
  `insert into consignment_document (id, type, number, status, effective_at, posted_at, late, contractor_id,
     currency_code, warehouse_id, stock_location_id, branch_code, undoes_document_id, created_at, updated_at)
   select document_id, document_type, '${prefix}-' || row_number() over (partition by document_type order by min(at)),
     'posted', min(at), min(at), false, case when document_type = 'goods_receipt' then min(contractor_id) end,
     case when document_type = 'goods_receipt' then 'EUR' end, '${warehouseId}', '${stockLocationId}',
     min(branch_code), case when document_type = 'goods_issue_return' then left(document_id, -1) end, min(at), min(at)
   from history_movement group by document_id, document_type`,
  `insert into consignment_document_line (id, document_id, index, inventory_item_id, stock_location_id, sku, quantity,
     unit_cost, lot_id, undoes_line_id, created_at, updated_at)
   select ${idOf("condocl", prefix)}, document_id, case when step = 0 or is_return then 0 else (step - 1) % 9 end,
     inventory_item_id, '${stockLocationId}', sku, abs(quantity), case when is_receipt then unit_cost end,
     case when is_receipt then lot_id end,
     case when is_return then 'condocl_${prefix}_' || lot || '_' || step - 1 end, at, at
   from history_movement`,
]

const typeOf = `case when is_receipt then 'goods_receipt' when is_return then 'goods_issue_return' else 'goods_issue' end`

const idOf = (/** @type {string} */ kind, /** @type {string} */ prefix) =>
  `'${kind}_${prefix}_' || lot || '_' || step`

/** @param {Shape} shape */
const toLedger = ({ prefix, stockLocationId, warehouseId, isSettled }) => [
  `insert into consignment_lot (id, document_id, line_id, line_index, contractor_id, warehouse_id, stock_location_id,
     inventory_item_id, sku, direction, received_at, unit_cost, currency_code, quantity_received, quantity_remaining,
     quantity_consumed, quantity_invoiced, created_at, updated_at)
   select lot_id, 'condoc_${prefix}_' || lot, 'condocl_${prefix}_' || lot || '_0', 0, contractor_id,
     '${warehouseId}', '${stockLocationId}', inventory_item_id, sku, 'inbound', received_at, unit_cost, 'EUR',
     case when is_open then ${openQuantity} else consumed end, case when is_open then ${openQuantity} else 0 end,
     case when is_open then 0 else consumed end, ${isSettled ? "case when is_open then 0 else consumed end" : "0"},
     received_at, received_at
   from history_lot order by lot`,
  `insert into consignment_lot_cost (lot_id, unit_cost, contractor_id, direction, currency_code, inventory_item_id,
     consumed, settled, invoiced)
   select lot_id, unit_cost, contractor_id, 'inbound', 'EUR', inventory_item_id, consumed,
     ${isSettled ? "consumed, consumed" : "0, 0"}
   from history_lot where not is_open order by lot`,
  `insert into consignment_allocation (id, document_id, line_id, inventory_item_id, stock_location_id, ownership, lot_id,
     contractor_id, movement_id, undoes_allocation_id, quantity, quantity_undone, unit_cost, currency_code, reason,
     created_at, updated_at)
   select ${idOf("conall", prefix)}, document_id, ${idOf("condocl", prefix)}, inventory_item_id, '${stockLocationId}',
     'consignment', lot_id, contractor_id, ${idOf("conmov", prefix)},
     case when is_return then 'conall_${prefix}_' || lot || '_' || step - 1 end, 1,
     case when not is_return and step % 9 = 8 and step < movements - 1 then 1 else 0 end, unit_cost, 'EUR',
     case when is_return then 'open' end, at, at
   from history_movement where not is_receipt order by lot, step`,
  `insert into consignment_movement (id, type, document_id, document_type, line_id, lot_id, contractor_id, warehouse_id,
     stock_location_id, inventory_item_id, direction, quantity, unit_cost, currency_code, branch_code, effective_at,
     posted_at, reverses_id, created_at, updated_at)
   select ${idOf("conmov", prefix)}, type, document_id, document_type, ${idOf("condocl", prefix)}, lot_id,
     contractor_id, '${warehouseId}', '${stockLocationId}', inventory_item_id, 'inbound', quantity, unit_cost, 'EUR',
     branch_code, at, at, case when is_return then 'conmov_${prefix}_' || lot || '_' || step - 1 end,
     at, at
   from history_movement order by lot, step`,
]

/** @param {Shape} shape */
const toSettlements = ({ prefix, contractors }) => [
  `insert into consignment_settlement (id, number, contractor_id, direction, currency_code, cut_off, watermark, status,
     closed_at, net_value, amount)
   select 'conset_${prefix}_' || n, '${prefix}-' || n, 'concon_${prefix}_' || n, 'inbound', 'EUR', ${cutOff},
     (select max(sequence) from consignment_movement), 'closed', ${cutOff}, 0, 0
   from generate_series(0, ${contractors - 1}) as n`,
  `update consignment_account a set last_cut_off = s.cut_off, last_watermark = s.watermark
   from consignment_settlement s where s.contractor_id = a.contractor_id and s.id like 'conset_${prefix}_%'`,
  `insert into consignment_settlement_line (id, settlement_id, inventory_item_id, sku, opening, issued, internally_issued,
     transferred, counted_lost, returned, transfer_reversed, net, to_invoice, carry, net_value, amount, balanced,
     late_quantity, branches)
   select 'consetl_' || settlement_id || '_' || item, settlement_id, min(inventory_item_id), min(sku), 0,
     count(*) filter (where not is_return), 0, 0, 0, count(*) filter (where is_return), 0, -sum(quantity),
     -sum(quantity), 0, -sum(quantity * unit_cost), -sum(quantity * unit_cost), false, 0, '[]'
   from (select *, 'conset_${prefix}_' || substr(contractor_id, ${prefix.length + 9}) as settlement_id
     from history_movement where not is_receipt) sold
   group by settlement_id, item`,
  `update consignment_settlement s set net_value = l.amount, amount = l.amount from (
     select settlement_id, sum(amount) as amount from consignment_settlement_line group by settlement_id) l
   where l.settlement_id = s.id and s.id like 'conset_${prefix}_%'`,
  `insert into consignment_settlement_stock (id, settlement_id, inventory_item_id, sku, opening, received, consumed,
     returned_to_consignor, counted, closing)
   select 'consets_' || settlement_id || '_' || item, settlement_id, min(inventory_item_id), min(sku), 0,
     sum(quantity) filter (where is_receipt), coalesce(-sum(quantity) filter (where not is_receipt), 0), 0, 0,
     sum(quantity)
   from (select *, 'conset_${prefix}_' || substr(contractor_id, ${prefix.length + 9}) as settlement_id
     from history_movement) moved
   group by settlement_id, item`,
  `insert into consignment_account_item (contractor_id, direction, currency_code, inventory_item_id, sku, settled, invoiced)
   select contractor_id, 'inbound', 'EUR', inventory_item_id, min(sku), sum(consumed), sum(consumed)
   from history_lot where not is_open group by contractor_id, inventory_item_id`,
]

/** @param {Shape} shape */
const toInvoices = ({ prefix }) => [
  `insert into consignment_invoice (id, number, kind, status, contractor_id, direction, currency_code, settlement_ids,
     issued_at, posted_at, amount)
   select 'coninv_${prefix}_' || substr(contractor_id, ${prefix.length + 9}), '${prefix}-' || min(lot), 'supplier',
     'posted', contractor_id, 'inbound', 'EUR',
     jsonb_build_array('conset_${prefix}_' || substr(contractor_id, ${prefix.length + 9})), ${cutOff}, ${cutOff},
     sum(consumed * unit_cost)
   from history_lot where not is_open group by contractor_id`,
  `insert into consignment_invoice_line (id, invoice_id, inventory_item_id, sku, quantity, unit_price, amount,
     suggested_quantity, suggested_unit_price)
   select 'coninvl_' || contractor_id || '_' || item || '_' || unit_cost,
     'coninv_${prefix}_' || substr(contractor_id, ${prefix.length + 9}), min(inventory_item_id), min(sku),
     sum(consumed), unit_cost, sum(consumed) * unit_cost, sum(consumed), unit_cost
   from history_lot where not is_open group by contractor_id, item, unit_cost`,
  `insert into consignment_invoice_allocation (id, invoice_id, line_id, lot_id, quantity, unit_cost, prepaid)
   select 'coninva_${prefix}_' || lot, 'coninv_${prefix}_' || substr(contractor_id, ${prefix.length + 9}),
     'coninvl_' || contractor_id || '_' || item || '_' || unit_cost, lot_id, consumed, unit_cost, false
   from history_lot where not is_open`,
]

/** Numbers have no gaps, so each series stands at the count of its documents, and of what they wrote. */
const toNumberSeries = () => [
  `insert into consignment_number_series (key, last_number, lots, movements)
   select d.type, count(*), (select count(*) from consignment_lot) * (d.type = 'goods_receipt')::int,
     (select count(*) from consignment_movement m where m.document_type = d.type)
   from consignment_document d group by d.type
   union all select 'settlement', count(*), 0, 0 from consignment_settlement having count(*) > 0
   on conflict (key) do update set last_number = excluded.last_number, lots = excluded.lots,
     movements = excluded.movements`,
]
