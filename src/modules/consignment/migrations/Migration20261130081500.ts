import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Balances of an item are found before the host deletes the item. */
export class Migration20261130081500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index if not exists "IDX_consignment_account_item_open"
      on consignment_account_item (inventory_item_id) where settled <> invoiced`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop index if exists "IDX_consignment_account_item_open"`)
  }
}
