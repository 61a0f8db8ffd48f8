import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

const table = "consignment_invoice_payment"

/** Payments of invoices: a reversal is a row of its own, and no row is changed. */
export class Migration20261130112809 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists ${table} (
      id text primary key, sequence bigint generated always as identity,
      invoice_id text not null references consignment_invoice (id),
      amount numeric(40,6) not null check (amount <> 0), paid_at timestamptz not null, reference text null,
      method text null, created_by text null, reverses_id text null references ${table} (id),
      source_key text null, request_hash text null, created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(), deleted_at timestamptz null)`)
    this.addSql(
      `create index if not exists "IDX_${table}_invoice" on ${table} (invoice_id, sequence)`
    )
    this
      .addSql(`create unique index if not exists "IDX_${table}_source_key" on ${table} (source_key)
      where source_key is not null`)
    this.addSql(`create unique index if not exists "IDX_${table}_reverses" on ${table} (reverses_id)
      where reverses_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_invoice_credited"
      on consignment_invoice (credited_invoice_id) where credited_invoice_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_invoice_order"
      on consignment_invoice (order_id) where order_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_invoice_open"
      on consignment_invoice (contractor_id, due_at) where status in ('posted', 'partly_paid')`)
    this.addTrigger(
      "own_writes",
      "insert",
      "statement",
      `when (
      current_setting('consignment.posting', true) is distinct from 'on')`
    )
    this.addTrigger("kept", "update or delete", "row")
    this.addTrigger("never_truncated", "truncate", "statement")
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    for (const index of ["credited", "order", "open"]) {
      this.addSql(`drop index if exists "IDX_consignment_invoice_${index}"`)
    }
    this.addSql(`drop table if exists ${table}`)
  }

  private addTrigger(name: string, events: string, each: "row" | "statement", when = ""): void {
    const trigger = `${table}_${name}`
    this.addSql(`drop trigger if exists ${trigger} on ${table}`)
    this.addSql(`create trigger ${trigger} before ${events} on ${table} for each ${each}
      ${when} execute function consignment_refuse_write()`)
  }
}
