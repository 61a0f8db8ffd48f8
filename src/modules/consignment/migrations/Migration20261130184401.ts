import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

const table = "consignment_letter"

/** The recipients that a letter has reached: a mail server may refuse some of them. */
export class Migration20261130184401 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table ${table} add column if not exists reached jsonb not null default '[]'::jsonb`
    )
    // Until now a letter was marked as sent once all its recipients had got it.
    this.addSql(
      `update ${table} set reached = recipients where sent_at is not null and reached = '[]'::jsonb`
    )
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table ${table} drop column if exists reached`)
  }
}
