import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** When a store was told our statement, and up to which message a feed was cleared of what was applied long ago. */
export class Migration20261130135400 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table consignment_peer add column if not exists statement_told_at timestamptz null`
    )
    this.addSql(
      `alter table consignment_peer_feed add column if not exists cleared_up_to bigint not null default 0`
    )
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_peer drop column if exists statement_told_at`)
    this.addSql(`alter table consignment_peer_feed drop column if exists cleared_up_to`)
  }
}
