import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

const table = "consignment_letter"

/** Papers that were sent to contractors by e-mail: what, when and to whom. */
export class Migration20261130171500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists ${table} (
      id text primary key, sequence bigint generated always as identity,
      paper_type text not null, paper_id text not null, recipients jsonb not null, subject text not null,
      text text not null, language text not null, file_name text not null, sent_at timestamptz null,
      created_by text null, source_key text null, request_hash text null,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      deleted_at timestamptz null)`)
    this.addSql(`create index if not exists "IDX_${table}_paper"
      on ${table} (paper_type, paper_id, sequence)`)
    this.addSql(`create unique index if not exists "IDX_${table}_source_key"
      on ${table} (source_key) where source_key is not null`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop table if exists ${table}`)
  }
}
