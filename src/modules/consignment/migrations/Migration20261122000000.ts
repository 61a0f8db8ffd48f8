import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const timestamps = `
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz null`

const directionCheck = "check (direction in ('inbound', 'outbound'))"

/** Columns of a movement that nothing ever changes: all but the settlement stamp. */
const frozenColumns = [
  "id",
  "sequence",
  "type",
  "document_id",
  "document_type",
  "line_id",
  "lot_id",
  "contractor_id",
  "warehouse_id",
  "stock_location_id",
  "inventory_item_id",
  "direction",
  "quantity",
  "unit_cost",
  "currency_code",
  "branch_code",
  "effective_at",
  "posted_at",
  "source_key",
  "reverses_id",
  "late",
  "liable",
  "technical",
  "created_at",
  "deleted_at",
]

export class Migration20261122000000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists consignment_contractor (
      id text primary key, code text not null, name text not null, email text null, tax_id text null,
      country_code text null, address jsonb null, customer_id text null, language text null, metadata jsonb null,
      ${timestamps})`)
    this.addSql(`create unique index if not exists "IDX_consignment_contractor_code"
      on consignment_contractor (code) where deleted_at is null`)

    this.addSql(`create table if not exists consignment_contractor_item (
      id text primary key, contractor_id text not null, inventory_item_id text not null, sku text null,
      contractor_sku text null, unit_cost numeric(24,6) null check (unit_cost >= 0),
      pack_size numeric(24,6) null check (pack_size > 0), ${timestamps})`)
    this.addSql(`create unique index if not exists "IDX_consignment_contractor_item_owner"
      on consignment_contractor_item (contractor_id, inventory_item_id) where deleted_at is null`)
    this.addSql(`create index if not exists "IDX_consignment_contractor_item_item"
      on consignment_contractor_item (inventory_item_id) where deleted_at is null`)

    this.addSql(`create table if not exists consignment_agreement (
      id text primary key, contractor_id text not null, direction text not null ${directionCheck},
      currency_code text not null, valid_from timestamptz null, valid_to timestamptz null,
      net_returns boolean not null default true,
      count_loss_liability text not null default 'consignee' check (count_loss_liability in ('consignee', 'consignor')),
      settlement_every jsonb null, time_zone text not null default 'UTC', return_within_days integer null,
      grace_days integer null, notification_email text null, price_basis text not null default 'lot_cost',
      commission_percent numeric(24,6) null check (commission_percent between 0 and 100),
      transport_paid_by text null check (transport_paid_by in ('consignor', 'consignee')),
      prices_on_notes boolean not null default true, metadata jsonb null,
      check ((price_basis = 'commission') = (commission_percent is not null)),
      check (valid_from is null or valid_to is null or valid_from <= valid_to), ${timestamps})`)
    this.addSql(`create index if not exists "IDX_consignment_agreement_account"
      on consignment_agreement (contractor_id, direction, currency_code) where deleted_at is null`)

    this.addSql(`create table if not exists consignment_warehouse (
      id text primary key, stock_location_id text not null, name text not null,
      direction text not null ${directionCheck}, contractor_id text null, own_stock_location_id text not null,
      branch_code text null, issue_strategy text null, contractor_priority jsonb null,
      notification_email text null, metadata jsonb null, ${timestamps})`)
    this.addSql(`create unique index if not exists "IDX_consignment_warehouse_location"
      on consignment_warehouse (stock_location_id) where deleted_at is null`)

    this.addSql(`create table if not exists consignment_warehouse_item (
      id text primary key, warehouse_id text not null, inventory_item_id text not null, sku text null,
      minimum numeric(24,6) null check (minimum >= 0), maximum numeric(24,6) null check (maximum >= minimum),
      unit_price numeric(24,6) null check (unit_price >= 0), currency_code text null, ${timestamps})`)
    this.addSql(`create unique index if not exists "IDX_consignment_warehouse_item_place"
      on consignment_warehouse_item (warehouse_id, inventory_item_id)`)

    this.addSql(`create table if not exists consignment_settings (
      id text primary key, issue_strategy_by_sales_channel jsonb null, allow_backdating_days integer null,
      ${timestamps})`)

    // One row per place and item: what postings lock, and what is shipped but not yet covered by a receipt.
    this.addSql(`create table if not exists consignment_position (
      stock_location_id text not null, inventory_item_id text not null,
      pending numeric(24,6) not null default 0 check (pending >= 0),
      primary key (stock_location_id, inventory_item_id))`)

    // One row per contractor, direction and currency: what a settlement locks against postings.
    this.addSql(`create table if not exists consignment_account (
      contractor_id text not null, direction text not null, currency_code text not null,
      last_cut_off timestamptz null, primary key (contractor_id, direction, currency_code))`)
    this.addSql(`create table if not exists consignment_account_item (
      contractor_id text not null, direction text not null, currency_code text not null,
      inventory_item_id text not null, sku text null,
      settled numeric(24,6) not null default 0, invoiced numeric(24,6) not null default 0,
      primary key (contractor_id, direction, currency_code, inventory_item_id))`)

    this.addSql(`create table if not exists consignment_lot (
      id text primary key, sequence bigserial not null, document_id text not null, line_id text not null,
      line_index integer not null, contractor_id text not null, warehouse_id text not null,
      stock_location_id text not null, inventory_item_id text not null, sku text null,
      direction text not null ${directionCheck}, received_at timestamptz not null,
      unit_cost numeric(24,6) not null check (unit_cost >= 0), currency_code text not null,
      quantity_received numeric(24,6) not null check (quantity_received >= 0),
      quantity_remaining numeric(24,6) not null default 0 check (quantity_remaining >= 0),
      quantity_consumed numeric(24,6) not null default 0,
      quantity_returned_to_consignor numeric(24,6) not null default 0,
      quantity_counted numeric(24,6) not null default 0,
      quantity_transferred numeric(24,6) not null default 0,
      quantity_invoiced numeric(24,6) not null default 0,
      quantity_prepaid numeric(24,6) not null default 0,
      batch text null, expires_at timestamptz null, serial_numbers jsonb null, origin_lot_id text null,
      ${timestamps})`)
    this.addSql(`create index if not exists "IDX_consignment_lot_open"
      on consignment_lot (stock_location_id, inventory_item_id) where quantity_remaining > 0`)
    this.addSql(`create index if not exists "IDX_consignment_lot_contractor"
      on consignment_lot (contractor_id, inventory_item_id)`)
    this.addSql(`create index if not exists "IDX_consignment_lot_contractor_open"
      on consignment_lot (contractor_id) where quantity_remaining > 0`)
    this.addSql(
      `create index if not exists "IDX_consignment_lot_document" on consignment_lot (document_id)`
    )
    this.addSql(`create index if not exists "IDX_consignment_lot_serial_numbers"
      on consignment_lot (inventory_item_id) where quantity_remaining > 0 and serial_numbers is not null`)
    this.addSql(
      `create index if not exists "IDX_consignment_lot_sequence" on consignment_lot (sequence)`
    )
    this.addSql(`create index if not exists "IDX_consignment_lot_prepaid"
      on consignment_lot (id) where quantity_prepaid > 0`)

    // What was consumed of a lot at one unit cost, how much of it is settled, and what was invoiced.
    this.addSql(`create table if not exists consignment_lot_cost (
      lot_id text not null, unit_cost numeric(24,6) not null, contractor_id text not null, direction text not null,
      currency_code text not null, inventory_item_id text not null,
      consumed numeric(24,6) not null default 0, settled numeric(24,6) not null default 0,
      invoiced numeric(24,6) not null default 0, sequence bigserial not null,
      primary key (lot_id, unit_cost))`)
    this.addSql(`create index if not exists "IDX_consignment_lot_cost_uninvoiced"
      on consignment_lot_cost (contractor_id, direction, currency_code)
      where settled <> invoiced or consumed <> settled`)

    this.addSql(`create table if not exists consignment_document (
      id text primary key, type text not null, number text null,
      status text not null check (status in ('draft', 'posted', 'partly_reversed', 'reversed')),
      effective_at timestamptz null, posted_at timestamptz null, created_by text null,
      late boolean not null, source_key text null, request_hash text null, contractor_id text null,
      currency_code text null, warehouse_id text null, stock_location_id text null, branch_code text null,
      issue_strategy text null, order_id text null, fulfillment_id text null, return_id text null,
      undoes_document_id text null, to_warehouse_id text null, own_stock_location_id text null,
      received_at timestamptz null, reason text null, reference text null, note text null, metadata jsonb null,
      outcome jsonb null, ${timestamps},
      check ((status = 'draft') = (number is null)),
      check (status = 'draft' or (effective_at is not null and posted_at is not null)))`)
    this.addSql(`create unique index if not exists "IDX_consignment_document_number"
      on consignment_document (type, number)`)
    this.addSql(`create unique index if not exists "IDX_consignment_document_source_key"
      on consignment_document (source_key) where source_key is not null and status <> 'reversed'`)
    this.addSql(`create index if not exists "IDX_consignment_document_any_source_key"
      on consignment_document (source_key) where source_key is not null`)
    this.addSql(`create index if not exists "IDX_consignment_document_order"
      on consignment_document (order_id) where order_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_document_fulfillment"
      on consignment_document (fulfillment_id) where fulfillment_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_document_undoes"
      on consignment_document (undoes_document_id) where undoes_document_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_document_posted"
      on consignment_document (type, posted_at)`)

    this.addSql(`create table if not exists consignment_document_line (
      id text primary key, document_id text not null, index integer not null, inventory_item_id text not null,
      stock_location_id text null, sku text null, quantity numeric(24,6) not null, unit_cost numeric(24,6) null,
      sale_price numeric(24,6) null, counted_quantity numeric(24,6) null, received_quantity numeric(24,6) null,
      lot_id text null, line_item_id text null, undoes_line_id text null,
      batch text null, expires_at timestamptz null, serial_numbers jsonb null, ${timestamps})`)
    this.addSql(`create index if not exists "IDX_consignment_document_line_document"
      on consignment_document_line (document_id)`)
    this.addSql(`create index if not exists "IDX_consignment_document_line_item"
      on consignment_document_line (inventory_item_id)`)

    this.addSql(`create table if not exists consignment_allocation (
      id text primary key, sequence bigserial not null, document_id text not null, line_id text not null,
      inventory_item_id text not null, stock_location_id text not null, ownership text not null
        check (ownership in ('own', 'consignment', 'pending')),
      lot_id text null, contractor_id text null, movement_id text null, undoes_allocation_id text null,
      quantity numeric(24,6) not null check (quantity >= 0),
      quantity_undone numeric(24,6) not null default 0 check (quantity_undone >= 0 and quantity_undone <= quantity),
      quantity_pending numeric(24,6) not null default 0 check (quantity_pending >= 0 and quantity_pending <= quantity),
      unit_cost numeric(24,6) null, currency_code text null, reason text null, ${timestamps})`)
    this.addSql(
      `create index if not exists "IDX_consignment_allocation_line" on consignment_allocation (line_id)`
    )
    this.addSql(`create index if not exists "IDX_consignment_allocation_document"
      on consignment_allocation (document_id)`)
    this.addSql(`create index if not exists "IDX_consignment_allocation_pending"
      on consignment_allocation (stock_location_id, inventory_item_id) where quantity_pending > 0`)

    this.addSql(`create table if not exists consignment_movement (
      id text primary key, sequence bigserial not null, type text not null, document_id text not null,
      document_type text not null, line_id text null, lot_id text not null, contractor_id text not null,
      warehouse_id text not null, stock_location_id text not null, inventory_item_id text not null,
      direction text not null ${directionCheck}, quantity numeric(24,6) not null, unit_cost numeric(24,6) not null,
      currency_code text not null, branch_code text null, effective_at timestamptz not null,
      posted_at timestamptz not null, source_key text null, reverses_id text null, settlement_id text null,
      late boolean not null default false, liable boolean not null default false,
      technical boolean not null default false, ${timestamps})`)
    this.addSql(`create index if not exists "IDX_consignment_movement_lot"
      on consignment_movement (lot_id, effective_at)`)
    this.addSql(`create index if not exists "IDX_consignment_movement_document"
      on consignment_movement (document_id)`)
    this.addSql(`create index if not exists "IDX_consignment_movement_unsettled"
      on consignment_movement (contractor_id, direction, currency_code, effective_at) where settlement_id is null`)
    this.addSql(`create index if not exists "IDX_consignment_movement_settlement"
      on consignment_movement (settlement_id, sequence) where settlement_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_movement_sequence"
      on consignment_movement (sequence)`)
    this.addSql(`create index if not exists "IDX_consignment_movement_contractor"
      on consignment_movement (contractor_id, sequence)`)
    this.addSql(`create index if not exists "IDX_consignment_movement_item"
      on consignment_movement (inventory_item_id, sequence)`)

    this.addSql(`create table if not exists consignment_settlement (
      id text primary key, number text not null, contractor_id text not null,
      direction text not null ${directionCheck}, currency_code text not null, period_from timestamptz null,
      cut_off timestamptz not null, status text not null check (status in ('closed', 'cancelled')),
      closed_at timestamptz not null, created_by text null, net_value numeric(40,6) not null,
      amount numeric(40,6) not null, source_key text null, request_hash text null, ${timestamps})`)
    this.addSql(`create unique index if not exists "IDX_consignment_settlement_number"
      on consignment_settlement (number)`)
    this.addSql(`create index if not exists "IDX_consignment_settlement_account"
      on consignment_settlement (contractor_id, direction, currency_code, cut_off)`)
    this.addSql(`create index if not exists "IDX_consignment_settlement_closed"
      on consignment_settlement (closed_at)`)
    this.addSql(`create unique index if not exists "IDX_consignment_settlement_source_key"
      on consignment_settlement (source_key) where source_key is not null`)

    this.addSql(`create table if not exists consignment_settlement_line (
      id text primary key, settlement_id text not null, inventory_item_id text not null, sku text null,
      opening numeric(24,6) not null, issued numeric(24,6) not null, internally_issued numeric(24,6) not null,
      transferred numeric(24,6) not null, counted_lost numeric(24,6) not null, returned numeric(24,6) not null,
      transfer_reversed numeric(24,6) not null, net numeric(24,6) not null, to_invoice numeric(24,6) not null,
      carry numeric(24,6) not null, net_value numeric(40,6) not null, amount numeric(40,6) not null,
      balanced boolean not null, late_quantity numeric(24,6) not null, branches jsonb not null, ${timestamps})`)
    this.addSql(`create index if not exists "IDX_consignment_settlement_line_settlement"
      on consignment_settlement_line (settlement_id)`)

    this.addSql(`create table if not exists consignment_settlement_stock (
      id text primary key, settlement_id text not null, inventory_item_id text not null, sku text null,
      opening numeric(24,6) not null, received numeric(24,6) not null, consumed numeric(24,6) not null,
      returned_to_consignor numeric(24,6) not null, counted numeric(24,6) not null,
      closing numeric(24,6) not null, ${timestamps})`)
    this.addSql(`create index if not exists "IDX_consignment_settlement_stock_settlement"
      on consignment_settlement_stock (settlement_id)`)

    this.addSql(`create table if not exists consignment_invoice (
      id text primary key, number text null, kind text not null
        check (kind in ('supplier', 'self_billed', 'sales', 'credit_note')),
      status text not null check (status in ('draft', 'posted')), contractor_id text not null,
      direction text not null ${directionCheck}, currency_code text not null, settlement_ids jsonb not null,
      credited_invoice_id text null, order_id text null, issued_at timestamptz not null, posted_at timestamptz null,
      created_by text null, amount numeric(40,6) not null default 0,
      variance_amount numeric(40,6) not null default 0, source_key text null, request_hash text null,
      ${timestamps})`)
    this.addSql(`create unique index if not exists "IDX_consignment_invoice_source_key"
      on consignment_invoice (source_key) where source_key is not null`)
    this.addSql(`create unique index if not exists "IDX_consignment_invoice_number"
      on consignment_invoice (contractor_id, direction, kind, number) where number is not null and deleted_at is null`)
    this.addSql(`create index if not exists "IDX_consignment_invoice_contractor"
      on consignment_invoice (contractor_id, issued_at)`)
    this.addSql(`create index if not exists "IDX_consignment_invoice_settlements"
      on consignment_invoice using gin (settlement_ids)`)
    this.addSql(`create table if not exists consignment_invoice_line (
      id text primary key, sequence bigserial not null, invoice_id text not null,
      inventory_item_id text not null, sku text null, quantity numeric(24,6) not null check (quantity > 0),
      unit_price numeric(24,6) not null check (unit_price >= 0), amount numeric(40,6) not null,
      suggested_quantity numeric(24,6) not null default 0, suggested_unit_price numeric(24,6) null,
      credited_line_id text null, ${timestamps})`)
    this.addSql(`create index if not exists "IDX_consignment_invoice_line_invoice"
      on consignment_invoice_line (invoice_id)`)
    this.addSql(`create table if not exists consignment_invoice_allocation (
      id text primary key, sequence bigserial not null, invoice_id text not null, line_id text not null,
      lot_id text not null, quantity numeric(24,6) not null, unit_cost numeric(24,6) not null,
      prepaid boolean not null, credited_line_id text null, ${timestamps})`)
    this.addSql(`create index if not exists "IDX_consignment_invoice_allocation_line"
      on consignment_invoice_allocation (line_id)`)
    this.addSql(`create index if not exists "IDX_consignment_invoice_allocation_lot"
      on consignment_invoice_allocation (lot_id)`)
    this.addSql(`create index if not exists "IDX_consignment_invoice_allocation_credited"
      on consignment_invoice_allocation (credited_line_id) where credited_line_id is not null`)

    // Numbers have no gaps, so the last one is the count of the series; of the ledger's rows it keeps the count as well.
    this.addSql(`create table if not exists consignment_number_series (
      key text primary key, last_number bigint not null, lots bigint not null default 0,
      movements bigint not null default 0)`)
    // Keys of callers for requests that post no document of their own.
    this.addSql(`create table if not exists consignment_request_key (
      key text primary key, request_hash text not null, created_at timestamptz not null default now())`)
    this.addSql(`create table if not exists consignment_lease (
      key text primary key, holder text not null, expires_at timestamptz not null)`)
    // Lines of imported files that could not be posted; a document and its lines are known by what the file says of them.
    this.addSql(`create table if not exists consignment_import_exception (
      id text primary key, source_key text not null, position integer not null, type text not null,
      line integer not null, code text not null, message text not null, path text null, cells jsonb not null,
      reference text null, created_by text null, dismissed_at timestamptz null, dismissed_by text null, ${timestamps})`)
    this.addSql(`create unique index if not exists "IDX_consignment_import_exception_line"
      on consignment_import_exception (source_key, position)`)
    // What was told once and is not told again.
    this.addSql(`create table if not exists consignment_notice (
      key text primary key, created_at timestamptz not null default now())`)

    // The ledger is append-only: the one change is the settlement stamp, which only a cancelled settlement gives back.
    this
      .addSql(`create or replace function consignment_movement_is_append_only() returns trigger as $$
      begin
        if tg_op = 'DELETE' then
          raise exception 'consignment_movement is append-only: % cannot be deleted', old.id using errcode = '23514';
        end if;
        if to_jsonb(new) - 'settlement_id' - 'updated_at' <> to_jsonb(old) - 'settlement_id' - 'updated_at' then
          raise exception 'consignment_movement is append-only: % cannot be changed', old.id using errcode = '23514';
        end if;
        if old.settlement_id is not null and (new.settlement_id is not null or exists (
          select 1 from consignment_settlement where id = old.settlement_id and status = 'closed')) then
          raise exception 'consignment_movement % is settled', old.id using errcode = '23514';
        end if;
        return new;
      end $$ language plpgsql`)
    this.addSql(`drop trigger if exists consignment_movement_append_only on consignment_movement`)
    this
      .addSql(`create trigger consignment_movement_append_only before delete on consignment_movement
      for each row execute function consignment_movement_is_append_only()`)
    // A settlement stamps a million movements at once: the plain stamp is let through without a call of the function.
    const frozen = (row: "old" | "new") =>
      frozenColumns.map((column) => `${row}.${column}`).join(", ")
    this.addSql(`drop trigger if exists consignment_movement_is_frozen on consignment_movement`)
    this.addSql(`create trigger consignment_movement_is_frozen before update on consignment_movement
      for each row when (old.settlement_id is not null or (${frozen("old")}) is distinct from (${frozen("new")}))
      execute function consignment_movement_is_append_only()`)
  }

  override async down(): Promise<void> {
    for (const table of [
      "notice",
      "import_exception",
      "lease",
      "request_key",
      "number_series",
      "invoice_allocation",
      "invoice_line",
      "invoice",
      "settlement_stock",
      "settlement_line",
      "settlement",
      "movement",
      "allocation",
      "document_line",
      "document",
      "lot_cost",
      "lot",
      "account_item",
      "account",
      "position",
      "settings",
      "warehouse_item",
      "warehouse",
      "agreement",
      "contractor_item",
      "contractor",
    ]) {
      this.addSql(`drop table if exists consignment_${table} cascade`)
    }
    this.addSql(`drop function if exists consignment_movement_is_append_only() cascade`)
  }
}
