import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Fees for unsold goods that go back to their supplier, and the lines that invoice them. */
export class Migration20261130182000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_agreement
      add column if not exists return_fee jsonb null check (return_fee is null or direction = 'inbound')`)
    this.addSql(`alter table consignment_movement
      add column if not exists return_fee numeric(24,6) null check (return_fee >= 0)`)
    this.addSql(`create index if not exists "IDX_consignment_movement_return_fee"
      on consignment_movement (contractor_id, direction, currency_code) where return_fee is not null`)
    this.addSql(`alter table consignment_invoice_line
      add column if not exists kind text not null default 'goods' check (kind in ('goods', 'return_fee'))`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_invoice_line drop column if exists kind`)
    this.addSql(`drop index if exists "IDX_consignment_movement_return_fee"`)
    this.addSql(`alter table consignment_movement drop column if exists return_fee`)
    this.addSql(`alter table consignment_agreement drop column if exists return_fee`)
  }
}
