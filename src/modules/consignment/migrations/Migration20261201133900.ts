import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** The documents of a contractor are found without reading those of all others. */
export class Migration20261201133900 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index if not exists "IDX_consignment_document_contractor"
      on consignment_document (contractor_id, posted_at) where contractor_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_allocation_contractor"
      on consignment_allocation (contractor_id, document_id) where contractor_id is not null`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop index if exists "IDX_consignment_allocation_contractor"`)
    this.addSql(`drop index if exists "IDX_consignment_document_contractor"`)
  }
}
