import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

const table = "consignment_attachment"

/** Files that belong to documents, settlements and invoices, and the order of a list of all documents. */
export class Migration20261130205800 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists ${table} (
      id text primary key, sequence bigint generated always as identity,
      about_type text not null check (about_type in ('document', 'settlement', 'invoice')), about_id text not null,
      file_id text not null, file_name text not null, mime_type text not null,
      size integer not null check (size > 0), created_by text null,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      deleted_at timestamptz null)`)
    this.addSql(`create index if not exists "IDX_${table}_about"
      on ${table} (about_type, about_id, sequence) where deleted_at is null`)
    this.addSql(`create index if not exists "IDX_consignment_document_posted_at"
      on consignment_document (posted_at)`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop index if exists "IDX_consignment_document_posted_at"`)
    this.addSql(`drop table if exists ${table}`)
  }
}
