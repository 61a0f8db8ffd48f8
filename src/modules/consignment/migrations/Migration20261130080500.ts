import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** What a warehouse does with expired lots; a partner's reference is looked for when it comes again. */
export class Migration20261130080500 extends Migration {
  override async up(): Promise<void> {
    this
      .addSql(`alter table consignment_warehouse add column if not exists expired_lots text not null default 'warn'
      check (expired_lots in ('skip', 'warn', 'allow'))`)
    this.addSql(`create index if not exists "IDX_consignment_document_reference"
      on consignment_document (contractor_id, reference) where reference is not null`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop index if exists "IDX_consignment_document_reference"`)
    this.addSql(`alter table consignment_warehouse drop column if exists expired_lots`)
  }
}
