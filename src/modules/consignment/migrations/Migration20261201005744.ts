import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Prefixes of document numbers that a store has chosen, by series, the last one in use. */
export class Migration20261201005744 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_settings add column if not exists number_prefixes jsonb`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_settings drop column if exists number_prefixes`)
  }
}
