import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** A fulfilment's lines remember the recipe of the variant at that time: it may change before the goods come back. */
export class Migration20261130073117 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table consignment_document_line add column if not exists required_quantity numeric null`
    )
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_document_line drop column if exists required_quantity`)
  }
}
