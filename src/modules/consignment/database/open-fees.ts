/**
 * SQL: by account, item and fee, the units `m` that went back to their contractor for a fee, less those of reversed
 * returns and those on invoices; credit notes open them again. Below zero, what was invoiced came back. A line that
 * charges another price counts by the fee that was agreed. The condition may name items and accounts, no places: an
 * invoice has none.
 */
export const openFees = (condition: string, { withDrafts }: { withDrafts: boolean }): string => `(
  with charged as (
    select m.contractor_id, m.direction, m.currency_code, m.inventory_item_id, m.return_fee as unit_fee,
      max(l.sku) as sku, -sum(m.quantity) as quantity
    from consignment_movement m join consignment_lot l on l.id = m.lot_id
    where m.return_fee is not null and ${condition}
    group by 1, 2, 3, 4, 5),
  invoiced as (
    select i.contractor_id, i.direction, i.currency_code, line.inventory_item_id,
      coalesce(credited.suggested_unit_price, line.suggested_unit_price) as unit_fee,
      sum(case when i.kind = 'credit_note' then -line.quantity else line.quantity end) as quantity
    from (select distinct contractor_id, direction, currency_code from charged) a
    join consignment_invoice i using (contractor_id, direction, currency_code)
    join consignment_invoice_line line on line.invoice_id = i.id and line.kind = 'return_fee'
    left join consignment_invoice_line credited on credited.id = line.credited_line_id
    where i.deleted_at is null${withDrafts ? "" : " and i.status <> 'draft'"}
    group by 1, 2, 3, 4, 5)
  select c.contractor_id, c.direction, c.currency_code, c.inventory_item_id, c.sku, c.unit_fee,
    c.quantity - coalesce(f.quantity, 0) as quantity
  from charged c left join invoiced f using (contractor_id, direction, currency_code, inventory_item_id, unit_fee))`
