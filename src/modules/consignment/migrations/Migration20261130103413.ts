import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Terms of delivered and received lines: consigned, hired until some moment, or sold at once. */
export class Migration20261130103413 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_document_line
      add column if not exists terms text null check (terms in ('consign', 'hire', 'sale')),
      add column if not exists hire_until timestamptz null,
      add column if not exists ended_quantity numeric(24,6) not null default 0 check (ended_quantity >= 0),
      add column if not exists ended_serial_numbers jsonb null,
      add column if not exists checked_quantity numeric(24,6) null check (checked_quantity >= 0),
      add column if not exists announced_quantity numeric(24,6) null check (announced_quantity >= 0)`)
    this.addSql(`alter table consignment_lot
      add column if not exists terms text not null default 'consign' check (terms in ('consign', 'hire', 'sale'))`)
    this.addSql(`create index if not exists "IDX_consignment_document_line_hire_until"
      on consignment_document_line (hire_until) where hire_until is not null`)
    this.addSql(`create or replace trigger consignment_document_line_terms_frozen
      before update on consignment_document_line for each row
      when ((old.terms, old.announced_quantity) is distinct from (new.terms, new.announced_quantity))
      execute function consignment_refuse_write_of_posted()`)
    this
      .addSql(`create or replace trigger consignment_lot_terms_frozen before update on consignment_lot for each row
      when (old.terms is distinct from new.terms) execute function consignment_refuse_write()`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop trigger if exists consignment_lot_terms_frozen on consignment_lot`)
    this.addSql(
      `drop trigger if exists consignment_document_line_terms_frozen on consignment_document_line`
    )
    this.addSql(`alter table consignment_lot drop column if exists terms`)
    for (const column of [
      "terms",
      "hire_until",
      "ended_quantity",
      "ended_serial_numbers",
      "checked_quantity",
      "announced_quantity",
    ]) {
      this.addSql(`alter table consignment_document_line drop column if exists ${column}`)
    }
  }
}
