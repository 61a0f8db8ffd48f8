import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** What is lent from hire warehouses, line by line and lot by lot. */
export class Migration20261130105857 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists consignment_loan (
      id text primary key, number text not null, sequence bigint generated always as identity,
      warehouse_id text not null references consignment_warehouse (id), stock_location_id text not null,
      borrower_kind text not null check (borrower_kind in ('customer', 'contractor', 'staff')),
      borrower_id text null, borrower_name text null, from_at timestamptz not null, until_at timestamptz null,
      reference text null, note text null, metadata jsonb null, created_by text null,
      source_key text null, request_hash text null,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now())`)
    this.addSql(`create unique index if not exists "IDX_consignment_loan_source_key"
      on consignment_loan (source_key) where source_key is not null`)
    this.addSql(
      `create index if not exists "IDX_consignment_loan_borrower" on consignment_loan (borrower_id)`
    )
    this.addSql(`create table if not exists consignment_loan_line (
      id text primary key, loan_id text not null references consignment_loan (id), index integer not null,
      inventory_item_id text not null, sku text null, quantity numeric(24,6) not null check (quantity > 0))`)
    this.addSql(
      `create index if not exists "IDX_consignment_loan_line_loan" on consignment_loan_line (loan_id)`
    )
    // Returned, ended, collected and taken as in domain/loan.ts.
    this.addSql(`create table if not exists consignment_loan_allocation (
      id text primary key, loan_id text not null references consignment_loan (id),
      line_id text not null references consignment_loan_line (id), index integer not null,
      lot_id text null references consignment_lot (id), quantity numeric(24,6) not null check (quantity > 0),
      returned numeric(24,6) not null default 0 check (returned >= 0),
      ended numeric(24,6) not null default 0 check (ended >= 0),
      collected numeric(24,6) not null default 0 check (collected >= 0 and collected <= ended),
      taken numeric(24,6) not null default 0 check (taken >= 0 and taken <= ended),
      serial_numbers jsonb not null default '[]', gone_serial_numbers jsonb not null default '[]',
      ended_at timestamptz null, check (returned + ended <= quantity))`)
    this.addSql(`create index if not exists "IDX_consignment_loan_allocation_out"
      on consignment_loan_allocation (lot_id) where returned + greatest(collected, taken) < quantity`)
    this.addSql(
      `create index if not exists "IDX_consignment_loan_allocation_line" on consignment_loan_allocation (line_id)`
    )
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    for (const table of ["loan_allocation", "loan_line", "loan"]) {
      this.addSql(`drop table if exists consignment_${table}`)
    }
  }
}
