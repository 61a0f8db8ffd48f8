import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** The address of ours that the other store of a connection knows. */
export class Migration20261130111115 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_peer add column if not exists own_url text`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_peer drop column if exists own_url`)
  }
}
