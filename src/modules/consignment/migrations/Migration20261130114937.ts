import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Announced units that never arrived, as far as it is settled who pays for them. */
export class Migration20261130114937 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_document_line
      add column if not exists resolved_quantity numeric(24,6) not null default 0 check (resolved_quantity >= 0)`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_document_line drop column if exists resolved_quantity`)
  }
}
