import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

const table = "consignment_markdown"

/** Markdown schedules of inbound agreements, for all their goods or for one item. */
export class Migration20261130224500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists ${table} (
      id text primary key, agreement_id text not null references consignment_agreement (id),
      inventory_item_id text null, sku text null, steps jsonb not null,
      take_back_after_days integer null check (take_back_after_days > 0),
      status text not null check (status in ('active', 'stopped')),
      price_list_id text null, created_by text null,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      deleted_at timestamptz null)`)
    this.addSql(`create unique index if not exists "IDX_${table}_goods"
      on ${table} (agreement_id, coalesce(inventory_item_id, '')) where deleted_at is null`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop table if exists ${table}`)
  }
}
