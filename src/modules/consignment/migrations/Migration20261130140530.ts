import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

const trigger = "consignment_allocation_share_frozen"

/** The price that store and contractor shared, and the store's share, kept with what was sold. */
export class Migration20261130140530 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_allocation
      add column if not exists base_price numeric(24,6) null,
      add column if not exists commission_percent numeric(24,6) null`)
    this.addSql(`create index if not exists "IDX_consignment_allocation_shared"
      on consignment_allocation (contractor_id) where base_price is not null`)
    this.addSql(`drop trigger if exists ${trigger} on consignment_allocation`)
    this.addSql(`create trigger ${trigger} before update on consignment_allocation for each row
      when ((old.base_price, old.commission_percent) is distinct from (new.base_price, new.commission_percent))
      execute function consignment_refuse_write()`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop trigger if exists ${trigger} on consignment_allocation`)
    this.addSql(`drop index if exists "IDX_consignment_allocation_shared"`)
    this.addSql(`alter table consignment_allocation drop column if exists base_price,
      drop column if exists commission_percent`)
  }
}
