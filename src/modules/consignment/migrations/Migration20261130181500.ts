import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

const table = "consignment_contractor_price"

/** Suppliers' own price lists. */
export class Migration20261130181500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists ${table} (
      id text primary key, contractor_id text not null references consignment_contractor (id),
      inventory_item_id text not null, sku text null, currency_code text not null,
      unit_price numeric(24,6) not null check (unit_price >= 0),
      valid_from text not null check (valid_from ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      deleted_at timestamptz null)`)
    this.addSql(`create unique index if not exists "IDX_${table}_day"
      on ${table} (contractor_id, inventory_item_id, currency_code, valid_from) where deleted_at is null`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop table if exists ${table}`)
  }
}
