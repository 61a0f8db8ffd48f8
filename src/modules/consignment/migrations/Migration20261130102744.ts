import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Warehouses of hired goods, checks on arrival, and customers who agreed to hire. */
export class Migration20261130102744 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_warehouse
      add column if not exists purpose text not null default 'sale' check (purpose in ('sale', 'hire')),
      add column if not exists check_on_arrival boolean not null default false`)
    this.addSql(
      `alter table consignment_agreement add column if not exists allow_hire boolean not null default false`
    )
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_warehouse
      drop column if exists purpose, drop column if exists check_on_arrival`)
    this.addSql(`alter table consignment_agreement drop column if exists allow_hire`)
  }
}
