import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/**
 * How far the catch-up has searched the host's facts, and the facts that it keeps in sight: those that need a document
 * and have none, and those that may need one later.
 */
export class Migration20261130150300 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists consignment_catch_up_mark (
      key text primary key, searched_until timestamptz null, next_until timestamptz not null,
      next_transaction bigint not null, all_searched_at timestamptz null)`)
    this.addSql(`create table if not exists consignment_catch_up_watch (
      kind text not null check (kind in ('fulfillment', 'return', 'cancellation', 'orphaned_sale')),
      host_id text not null, created_at timestamptz not null default now(), primary key (kind, host_id))`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop table if exists consignment_catch_up_watch`)
    this.addSql(`drop table if exists consignment_catch_up_mark`)
  }
}
