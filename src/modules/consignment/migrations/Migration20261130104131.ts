import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Columns of an invoice that nothing changes once it is posted; its status follows the payments. */
const frozenColumns = [
  "id",
  "number",
  "kind",
  "contractor_id",
  "direction",
  "currency_code",
  "settlement_ids",
  "credited_invoice_id",
  "order_id",
  "issued_at",
  "posted_at",
  "created_by",
  "amount",
  "variance_amount",
  "tax_amount",
  "tax_lines",
  "due_at",
  "parties",
  "request_hash",
  "created_at",
  "deleted_at",
]

const isChanged = (columns: string[]): string => {
  const of = (row: "old" | "new") => columns.map((column) => `${row}.${column}`).join(", ")
  return `(${of("old")}) is distinct from (${of("new")})`
}

/** Taxes, due date and parties of invoices, and how far they are paid. */
export class Migration20261130104131 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_agreement
      add column if not exists vat_rate numeric(24,6) null check (vat_rate between 0 and 100),
      add column if not exists vat_category text null check (vat_category in ('S', 'Z', 'E', 'AE', 'K', 'O'))`)
    this.addSql(`alter table consignment_invoice_line
      add column if not exists tax_rate numeric(24,6) null,
      add column if not exists tax_category text null`)
    this.addSql(`alter table consignment_invoice
      add column if not exists tax_amount numeric(40,6) not null default 0,
      add column if not exists tax_lines jsonb not null default '[]',
      add column if not exists due_at timestamptz null,
      add column if not exists parties jsonb null`)
    this.restrictStatus(["draft", "posted", "partly_paid", "paid"])
    this.freeze(
      `old.status <> 'draft' and (new.status = 'draft' or (${isChanged(frozenColumns)}))`,
      `old.status <> 'draft'`
    )
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    const added = ["tax_amount", "tax_lines", "due_at", "parties"]
    const before = frozenColumns.filter((column) => !added.includes(column))
    this.freeze(
      `old.status = 'posted' and (${isChanged([...before, "status"])})`,
      `old.status = 'posted'`
    )
    this.restrictStatus(["draft", "posted"])
    this.addSql(
      `alter table consignment_invoice ${added.map((column) => `drop column if exists ${column}`).join(", ")}`
    )
    this.addSql(
      `alter table consignment_invoice_line drop column if exists tax_rate, drop column if exists tax_category`
    )
    this.addSql(
      `alter table consignment_agreement drop column if exists vat_rate, drop column if exists vat_category`
    )
  }

  private restrictStatus(allowed: string[]): void {
    const name = "consignment_invoice_status_check"
    this.addSql(`alter table consignment_invoice drop constraint if exists ${name}`)
    this.addSql(
      `alter table consignment_invoice add constraint ${name}
       check (status in (${allowed.map((status) => `'${status}'`).join(", ")}))`
    )
  }

  private freeze(isFrozenChange: string, isKept: string): void {
    for (const [name, event, condition] of [
      ["frozen", "update", isFrozenChange],
      ["kept", "delete", isKept],
    ]) {
      const trigger = `consignment_invoice_${name}`
      this.addSql(`drop trigger if exists ${trigger} on consignment_invoice`)
      this.addSql(`create trigger ${trigger} before ${event} on consignment_invoice for each row
        when (${condition}) execute function consignment_refuse_write()`)
    }
  }
}
