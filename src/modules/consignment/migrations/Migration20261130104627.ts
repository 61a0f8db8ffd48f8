import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Numbers, references, batches and serial numbers by how they begin, in any case. */
const searched = [
  ["consignment_document", "number"],
  ["consignment_document", "reference"],
  ["consignment_settlement", "number"],
  ["consignment_invoice", "number"],
  ["consignment_lot", "batch"],
  ["consignment_serial_number", "serial"],
] as const

const toIndex = (table: string, column: string) => `"IDX_${table}_search_${column}"`

/** One search finds papers, lots and serial numbers without reading whole tables. */
export class Migration20261130104627 extends Migration {
  override async up(): Promise<void> {
    for (const [table, column] of searched) {
      this.addSql(`create index if not exists ${toIndex(table, column)}
        on ${table} (lower(${column}) text_pattern_ops) where ${column} is not null`)
    }
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    for (const [table, column] of searched) {
      this.addSql(`drop index if exists ${toIndex(table, column)}`)
    }
  }
}
