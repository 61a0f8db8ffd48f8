import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** The time zone of days that no agreement applies to. */
export class Migration20261130071530 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_settings add column if not exists time_zone text null`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_settings drop column if exists time_zone`)
  }
}
