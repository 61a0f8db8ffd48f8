import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

const tables = ["serial_number", "serial_move", "serial_gap"]

/**
 * First lots of the serial numbers that lots hold today; of a unit that was received twice, the latest. Units that moved
 * to other warehouses are in child lots; where only one lot of the family is open, it holds what is left.
 */
const firstLots = `
  select distinct on (l.inventory_item_id, named.serial) l.*, named.serial, family.remaining as family_remaining,
    case when family.open_lots = 1 then family.open_lot_id else l.id end as holder_id,
    case when family.open_lots = 1 then family.remaining else l.quantity_remaining end as holder_remaining
  from consignment_lot l
  cross join lateral (
    select sum(quantity_remaining) as remaining, count(*) filter (where quantity_remaining > 0) as open_lots,
      min(id) filter (where quantity_remaining > 0) as open_lot_id
    from consignment_lot where id = l.id or origin_lot_id = l.id) family
  cross join lateral jsonb_array_elements_text(
    case jsonb_typeof(l.serial_numbers) when 'array' then l.serial_numbers else '[]'::jsonb end) as named (serial)
  where l.origin_lot_id is null
  order by l.inventory_item_id, named.serial, family.remaining > 0 desc, l.sequence desc`

/**
 * The register of serial numbers: where each unit is, which document brought it there, and how many of the known units
 * of a lot left it without being named.
 */
export class Migration20261130103011 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists consignment_serial_number (
      id text primary key, inventory_item_id text not null, serial text not null, sku text,
      state text not null check (state in ('in_lot', 'own', 'lent', 'sold', 'returned', 'lost', 'possible')),
      is_held boolean not null, lot_id text references consignment_lot (id), stock_location_id text, contractor_id text,
      allocation_id text, loan_line_id text, loan_ended boolean not null default false,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      constraint "UQ_consignment_serial_number" unique (inventory_item_id, serial))`)
    this.addSql(
      `create index if not exists "IDX_consignment_serial_number_serial" on consignment_serial_number (serial)`
    )
    this.addSql(
      `create index if not exists "IDX_consignment_serial_number_lot" on consignment_serial_number (lot_id)`
    )
    this.addSql(`create index if not exists "IDX_consignment_serial_number_own"
      on consignment_serial_number (stock_location_id, inventory_item_id) where is_held and lot_id is null`)
    this.addSql(`create index if not exists "IDX_consignment_serial_number_allocation"
      on consignment_serial_number (allocation_id) where allocation_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_serial_number_loan"
      on consignment_serial_number (loan_line_id) where loan_line_id is not null`)
    this.addSql(`create table if not exists consignment_serial_move (
      id bigserial primary key, serial_id text not null references consignment_serial_number (id),
      document_id text not null, line_id text, before jsonb, after jsonb not null,
      created_at timestamptz not null default now())`)
    this.addSql(
      `create index if not exists "IDX_consignment_serial_move_serial" on consignment_serial_move (serial_id)`
    )
    this.addSql(
      `create index if not exists "IDX_consignment_serial_move_document" on consignment_serial_move (document_id)`
    )
    this.addSql(`create table if not exists consignment_serial_gap (
      id bigserial primary key, lot_id text references consignment_lot (id), stock_location_id text not null,
      inventory_item_id text not null, document_id text, quantity numeric not null,
      created_at timestamptz not null default now())`)
    this.addSql(
      `create index if not exists "IDX_consignment_serial_gap_lot" on consignment_serial_gap (lot_id)`
    )
    this.addSql(`create index if not exists "IDX_consignment_serial_gap_own"
      on consignment_serial_gap (stock_location_id, inventory_item_id) where lot_id is null`)
    this.addSql(
      `create index if not exists "IDX_consignment_serial_gap_document" on consignment_serial_gap (document_id)`
    )
    this.addRegisterOfLots()
    for (const table of tables) {
      this.addTrigger(table, "own_writes", "insert or update or delete", {
        when: "current_setting('consignment.posting', true) is distinct from 'on'",
      })
      this.addTrigger(table, "never_truncated", "truncate")
    }
    this.addTrigger("serial_number", "kept", "delete")
    this.addTrigger("serial_move", "kept", "update or delete")
    this.addTrigger("serial_gap", "kept", "update or delete")
  }

  /** A lot that holds fewer units than it has serial numbers holds some of them. */
  private addRegisterOfLots(): void {
    this.addSql(`with first_lots as (${firstLots}),
      numbered as (
        select first_lots.*, count(*) over (partition by holder_id) as serials from first_lots)
      insert into consignment_serial_number
        (id, inventory_item_id, serial, sku, state, is_held, lot_id, stock_location_id, contractor_id)
      select 'cssn_' || upper(substr(md5(n.inventory_item_id || n.serial), 1, 26)), n.inventory_item_id, n.serial, n.sku,
        case when n.holder_remaining >= n.serials then 'in_lot'
          when n.family_remaining > 0 then 'possible'
          when n.quantity_consumed > 0 then 'sold'
          when n.quantity_returned_to_consignor > 0 or n.quantity_received = 0 then 'returned'
          else 'lost' end,
        n.family_remaining > 0, n.holder_id,
        case when n.family_remaining > 0 then holder.stock_location_id end, n.contractor_id
      from numbered n join consignment_lot holder on holder.id = n.holder_id
      on conflict (inventory_item_id, serial) do nothing`)
    this
      .addSql(`insert into consignment_serial_gap (lot_id, stock_location_id, inventory_item_id, quantity)
      select l.id, l.stock_location_id, l.inventory_item_id, count(*) - l.quantity_remaining
      from consignment_serial_number s join consignment_lot l on l.id = s.lot_id
      where s.is_held and not exists (select 1 from consignment_serial_gap known where known.lot_id = l.id)
      group by l.id having count(*) > l.quantity_remaining`)
    this
      .addSql(`insert into consignment_serial_move (serial_id, document_id, line_id, before, after)
      select s.id, l.document_id, l.line_id, null, jsonb_build_object('state', s.state, 'is_held', s.is_held,
        'lot_id', s.lot_id, 'stock_location_id', s.stock_location_id, 'contractor_id', s.contractor_id,
        'allocation_id', s.allocation_id)
      from consignment_serial_number s join consignment_lot l on l.id = s.lot_id
      where not exists (select 1 from consignment_serial_move known where known.serial_id = s.id)`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    for (const table of [...tables].reverse()) {
      this.addSql(`drop table if exists consignment_${table}`)
    }
  }

  private addTrigger(
    table: string,
    name: string,
    events: string,
    { when }: { when?: string } = {}
  ): void {
    const trigger = `consignment_${table}_${name}`
    this.addSql(`drop trigger if exists ${trigger} on consignment_${table}`)
    this.addSql(
      `create trigger ${trigger} before ${events} on consignment_${table} for each statement
       ${when === undefined ? "" : `when (${when})`} execute function consignment_refuse_write()`
    )
  }
}
