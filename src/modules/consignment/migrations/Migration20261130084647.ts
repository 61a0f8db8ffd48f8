import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Events that are written with what they tell of, until a listener has received them. */
export class Migration20261130084647 extends Migration {
  override async up(): Promise<void> {
    // The normal way has a minute before the job takes over.
    this.addSql(`create table if not exists consignment_outbox (
      event_id text primary key, name text not null, data jsonb not null, written_id text not null,
      attempts integer not null default 0, created_at timestamptz not null default now(),
      due_at timestamptz not null default now() + interval '1 minute')`)
    this.addSql(
      `create index if not exists "IDX_consignment_outbox_due" on consignment_outbox (due_at)`
    )
    this.addSql(
      `create index if not exists "IDX_consignment_outbox_written" on consignment_outbox (written_id)`
    )
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop table if exists consignment_outbox`)
  }
}
