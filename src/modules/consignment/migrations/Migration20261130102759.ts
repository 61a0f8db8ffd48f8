import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** The company that writes the documents, and how each partner is paid. */
export class Migration20261130102759 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_settings add column if not exists company jsonb null`)
    this.addSql(`alter table consignment_contractor
      add column if not exists phone text null,
      add column if not exists iban text null,
      add column if not exists registration_number text null,
      add column if not exists payment_terms_days integer null
        check (payment_terms_days between 0 and 36500)`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_settings drop column if exists company`)
    this
      .addSql(`alter table consignment_contractor drop column if exists phone, drop column if exists iban,
      drop column if exists registration_number, drop column if exists payment_terms_days`)
  }
}
