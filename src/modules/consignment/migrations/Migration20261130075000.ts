import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** A receipt tells how much of it is invoiced, also of what has moved on to other warehouses. */
export class Migration20261130075000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index if not exists "IDX_consignment_lot_origin"
      on consignment_lot (origin_lot_id) where origin_lot_id is not null`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop index if exists "IDX_consignment_lot_origin"`)
  }
}
