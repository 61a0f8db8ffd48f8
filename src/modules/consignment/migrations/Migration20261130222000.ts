import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** The sort of the last error of a connection: people read it in their own language. */
export class Migration20261130222000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table consignment_peer add column if not exists last_error_reason text null check (last_error_reason in (
         'unreachable', 'unauthorized', 'paused', 'needs_attention', 'unexpected_answer'))`
    )
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_peer drop column if exists last_error_reason`)
  }
}
