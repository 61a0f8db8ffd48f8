import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  isSettled,
  movementsOf,
  settlementIdOf,
} from "../../src/modules/consignment/database/settled"

const isConsumption = `(m.type ~ '^(goods_issue|internal_issue|reported_sale|ownership_transfer)'
  or m.type ~ '^count_' and m.liable)`

/** Each law as a statement that finds whatever breaks it. */
const laws = {
  "no lot has more certain serial numbers than units, and what is possible has room for some": `
    select l.id from consignment_lot l join consignment_serial_number s on s.lot_id = l.id and s.is_held
    group by l.id having count(*) filter (where s.state in ('in_lot', 'lent')) > l.quantity_remaining
      or count(*) - (select coalesce(sum(g.quantity), 0) from consignment_serial_gap g where g.lot_id = l.id)
        > l.quantity_remaining`,

  "what no lot and no own stock holds has left": `
    select id from consignment_serial_number
    where not is_held and state in ('in_lot', 'own', 'lent', 'possible')`,

  "the movements of a lot sum to what remains": `
    select l.id from consignment_lot l left join consignment_movement m on m.lot_id = l.id
    group by l.id, l.quantity_remaining having coalesce(sum(m.quantity), 0) <> l.quantity_remaining`,

  "received = remaining + consumed + returned to the consignor ± counted ± moved": `
    select id from consignment_lot
    where quantity_received <> quantity_remaining + quantity_consumed + quantity_returned_to_consignor
      - quantity_counted + quantity_transferred`,

  "no lot is negative as of any date": `
    select lot_id from (
      select lot_id, sum(sum(quantity)) over (partition by lot_id order by effective_at) as held
      from consignment_movement group by lot_id, effective_at) h where held < 0`,

  "what was consumed at each cost is what its movements, and its opening, say": `
    select c.lot_id, c.unit_cost from consignment_lot_cost c
    left join lateral (
      select coalesce(-sum(quantity), 0) as consumed,
        coalesce(-sum(quantity) filter (where ${isSettled("m")}), 0) as settled
      from consignment_movement m
      where m.lot_id = c.lot_id and m.unit_cost = c.unit_cost and ${isConsumption}) m on true
    left join lateral (
      select coalesce(sum((o ->> 'uninvoiced_quantity')::numeric), 0) as sold
      from consignment_lot l join consignment_document d on d.id = l.document_id and d.status <> 'reversed'
      cross join lateral jsonb_array_elements(d.outcome -> 'opened') o
      join consignment_document_line line on line.id = o ->> 'line_id'
      where l.id = c.lot_id and line.id = l.line_id and line.unit_cost = c.unit_cost) before on true
    where c.consumed <> m.consumed + before.sold or c.settled <> m.settled + before.sold`,

  "the invoiced units of a lot are the sum of its costs, and its prepaid units those in stock": `
    select l.id from consignment_lot l
    left join lateral (
      select coalesce(sum(invoiced), 0) as invoiced, coalesce(sum(greatest(0, invoiced - consumed)), 0) as over_invoiced
      from consignment_lot_cost where lot_id = l.id) c on true
    where l.quantity_invoiced <> c.invoiced or l.quantity_prepaid <> least(l.quantity_remaining, c.over_invoiced)`,

  "what was invoiced of an item is what its invoices allocate": `
    select i.inventory_item_id from consignment_account_item i
    left join lateral (
      select coalesce(sum(case when n.kind = 'credit_note' then -a.quantity else a.quantity end), 0) as invoiced
      from consignment_invoice n join consignment_invoice_allocation a on a.invoice_id = n.id
      join consignment_lot l on l.id = a.lot_id
      where n.contractor_id = i.contractor_id and n.direction = i.direction and n.currency_code = i.currency_code
        and l.inventory_item_id = i.inventory_item_id) a on true
    left join lateral (
      select coalesce(sum((o ->> 'over_invoiced_quantity')::numeric), 0) as before
      from consignment_document d cross join lateral jsonb_array_elements(d.outcome -> 'opened') o
      join consignment_document_line l on l.id = o ->> 'line_id'
      where d.status <> 'reversed' and d.contractor_id = i.contractor_id and d.currency_code = i.currency_code
        and i.direction = 'inbound' and l.inventory_item_id = i.inventory_item_id) d on true
    where i.invoiced <> a.invoiced + d.before`,

  "the goods of a posted invoice are allocated whole, and its fees are not": `
    select l.id from consignment_invoice n join consignment_invoice_line l on l.invoice_id = n.id
    where n.status <> 'draft' and case coalesce(to_jsonb(l) ->> 'kind', 'goods') when 'goods' then l.quantity else 0 end <> (
      select coalesce(sum(quantity), 0) from consignment_invoice_allocation where line_id = l.id)`,

  "an invoice comes to its lines, and its VAT to its rates": `
    select i.id from consignment_invoice i
    where i.status <> 'draft' and (i.amount <> (
      select coalesce(sum(l.amount), 0) from consignment_invoice_line l where l.invoice_id = i.id
    ) or i.tax_amount <> (
      select coalesce(sum((t ->> 'tax_amount')::numeric), 0)
      from jsonb_array_elements(coalesce(i.tax_lines, '[]')) t))`,

  "an invoice is paid as far as its payments say": `
    select i.id, i.status, p.paid, c.credited from consignment_invoice i
    cross join lateral (
      select coalesce(sum(amount), 0) as paid from consignment_invoice_payment where invoice_id = i.id) p
    cross join lateral (
      select coalesce(sum(amount + tax_amount), 0) as credited from consignment_invoice
      where credited_invoice_id = i.id and status <> 'draft') c
    where i.status <> 'draft' and i.kind <> 'credit_note' and i.status <> case
      when p.paid <= 0 then 'posted'
      when i.amount + i.tax_amount <= p.paid + c.credited then 'paid'
      else 'partly_paid' end`,

  "balance = Σ (settled − invoiced)": `
    select i.inventory_item_id from consignment_account_item i
    left join consignment_lot_cost c using (contractor_id, direction, currency_code, inventory_item_id)
    group by i.contractor_id, i.direction, i.currency_code, i.inventory_item_id
    having i.settled - i.invoiced <> coalesce(sum(c.settled - c.invoiced), 0)`,

  "a settlement's net quantities are the consumption it contains": `
    select s.id from consignment_settlement s
    where s.status = 'closed' and (
      select coalesce(sum(net), 0) from consignment_settlement_line where settlement_id = s.id
    ) <> (
      select coalesce(-sum(quantity), 0) from consignment_movement m
      where ${settlementIdOf("m")} = s.id and ${isConsumption})`,

  "what is settled is in one settlement, and what a settlement contains is settled": `
    select m.id from consignment_movement m
    where ${isSettled("m")} <> (${settlementIdOf("m")} is not null)
    union all
    select m.id from consignment_settlement s cross join ${movementsOf("s")} m
    where s.status = 'closed' and ${settlementIdOf("m")} is distinct from s.id
    union all
    select s.id from consignment_settlement s
    where s.status = 'closed' and (select count(*) from ${movementsOf("s")} m) <> (
      select count(*) from consignment_movement m where ${settlementIdOf("m")} = s.id)`,

  "branches sum to their line": `
    select l.id from consignment_settlement_line l
    left join lateral (
      select sum((b ->> 'net')::numeric) as net, sum((b ->> 'net_value')::numeric) as net_value
      from jsonb_array_elements(l.branches) b) b on true
    where coalesce(b.net, 0) <> l.net or coalesce(b.net_value, 0) <> l.net_value`,

  "opening + received − consumed − returned + counted = closing = the next opening": `
    select id from consignment_settlement_stock
    where closing <> opening + received - consumed - returned_to_consignor + counted
    union all
    select s.id from (
      select s.id, t.inventory_item_id, t.opening, lag(t.closing) over (
        partition by s.contractor_id, s.direction, s.currency_code, t.inventory_item_id
        order by s.cut_off, s.watermark, s.closed_at, s.id) as last_closing
      from consignment_settlement s join consignment_settlement_stock t on t.settlement_id = s.id
      where s.status = 'closed') s
    where last_closing is not null and opening <> last_closing`,

  // An attribution divides what waited, and with it what has come back meanwhile; the line keeps both. What the host
  // undid within one attempt is undone without anything coming back.
  "what was undone of an issue line is what returns and reversals say": `
    with come_back as (
      select o.line_id, sum(u.quantity) as quantity from consignment_allocation u
      join consignment_allocation o on o.id = u.undoes_allocation_id
      join consignment_document d on d.id = u.document_id
      where d.status <> 'reversed' group by o.line_id)
    select a.line_id from consignment_allocation a left join come_back c on c.line_id = a.line_id
    where not exists (select 1 from consignment_document d where d.source_key = 'undone:' || a.document_id)
    group by a.line_id, c.quantity having sum(a.quantity_undone) <> coalesce(c.quantity, 0)`,

  "an allocation of a lot is its movement": `
    select a.id from consignment_allocation a join consignment_movement m on m.id = a.movement_id
    where abs(m.quantity) <> a.quantity or m.lot_id <> a.lot_id and a.undoes_allocation_id is null`,

  "numbers have no gaps": `
    select s.key from consignment_number_series s
    left join lateral (
      select count(d.number) as used from consignment_document d where d.type = s.key
      union all select count(*) from consignment_loan where s.key = 'loan'
      union all select count(*) from consignment_settlement where s.key = 'settlement'
      union all select count(*) from consignment_invoice n where n.number ~ case
        when s.key = 'self_billed:' || n.contractor_id and n.kind = 'self_billed' and n.direction = 'inbound' then '^SB-'
        when s.key = 'invoice' and n.kind in ('supplier', 'sales') then '^INV-'
        when s.key = 'credit_note' and n.kind = 'credit_note' then '^CN-' end) d on true
    group by s.key, s.last_number having sum(d.used) <> s.last_number`,

  "no more of a lot is lent than is there": `
    select l.id from consignment_lot l
    cross join lateral (select coalesce(sum(quantity - returned - ended), 0) as active
      from consignment_loan_allocation where lot_id = l.id) lent
    where lent.active > l.quantity_remaining`,

  "reservations of loans are what is lent": `
    select line.id from consignment_loan_line line
    cross join lateral (select coalesce(sum(quantity - returned - ended), 0) as active
      from consignment_loan_allocation where line_id = line.id) lent
    left join reservation_item held on held.id = 'resitem_' || line.id and held.deleted_at is null
    where lent.active <> coalesce((held.raw_quantity ->> 'value')::numeric, 0)`,

  "the series of documents know how many rows the ledger has": `
    select sum(lots) as lots, sum(movements) as movements from consignment_number_series
    having coalesce(sum(lots), 0) <> (select count(*) from consignment_lot)
      or coalesce(sum(movements), 0) <> (select count(*) from consignment_movement)`,
}

const ownStock = {
  "own stock is not negative, and there is none in a dedicated warehouse or at a customer": `
    select p.stock_location_id, p.inventory_item_id, level.stocked, lots.consigned
    from consignment_position p
    left join lateral (
      select (raw_stocked_quantity ->> 'value')::numeric as stocked from inventory_level
      where location_id = p.stock_location_id and inventory_item_id = p.inventory_item_id
        and deleted_at is null) level on true
    left join lateral (
      select coalesce(sum(quantity_remaining), 0) as consigned from consignment_lot
      where stock_location_id = p.stock_location_id and inventory_item_id = p.inventory_item_id) lots on true
    left join consignment_warehouse w on w.stock_location_id = p.stock_location_id and w.deleted_at is null
    where coalesce(level.stocked, 0) + p.pending - lots.consigned < 0
      or ((w.own_stock_location_id <> w.stock_location_id or w.direction = 'outbound')
        and coalesce(level.stocked, 0) + p.pending <> lots.consigned)`,
}

interface Broken {
  law: string
  rows: unknown[]
}

/** The laws that the ledger breaks, each with the rows that do; the database tells, not our code. */
export const brokenLaws = async (
  container: MedusaContainer,
  { hasDifferences }: { hasDifferences: boolean }
): Promise<Broken[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return await connection.transaction(async (transaction) => {
    // Statistics of nearly empty tables would let it compare 10,000 rows with each other.
    await transaction.raw("set local enable_nestloop = off")
    return await findBroken(
      async (statement) => await transaction.raw<{ rows: unknown[] }>(statement),
      { hasDifferences }
    )
  })
}

/** The same of a database that no host has booted. */
export const findBroken = async (
  query: (statement: string) => Promise<{ rows: unknown[] }>,
  { hasDifferences }: { hasDifferences: boolean }
): Promise<Broken[]> => {
  const broken: Broken[] = []
  for (const [law, statement] of Object.entries(hasDifferences ? laws : { ...laws, ...ownStock })) {
    const { rows } = await query(statement)
    if (rows.length > 0) broken.push({ law, rows })
  }
  return broken
}
