import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Columns that nothing changes once the row is posted; the others change with later postings. */
const frozenColumns = {
  lot: [
    "id",
    "sequence",
    "document_id",
    "line_id",
    "line_index",
    "contractor_id",
    "warehouse_id",
    "stock_location_id",
    "inventory_item_id",
    "direction",
    "received_at",
    "currency_code",
    "batch",
    "expires_at",
    "serial_numbers",
    "origin_lot_id",
    "created_at",
    "deleted_at",
  ],
  document: [
    "id",
    "type",
    "number",
    "effective_at",
    "posted_at",
    "created_by",
    "request_hash",
    "contractor_id",
    "currency_code",
    "warehouse_id",
    "stock_location_id",
    "branch_code",
    "issue_strategy",
    "order_id",
    "fulfillment_id",
    "return_id",
    "undoes_document_id",
    "to_warehouse_id",
    "own_stock_location_id",
    "reason",
    "reference",
    "note",
    "metadata",
    "outcome",
    "created_at",
    "deleted_at",
  ],
  document_line: [
    "id",
    "document_id",
    "index",
    "inventory_item_id",
    "stock_location_id",
    "sku",
    "quantity",
    "unit_cost",
    "sale_price",
    "counted_quantity",
    "lot_id",
    "line_item_id",
    "required_quantity",
    "undoes_line_id",
    "batch",
    "expires_at",
    "serial_numbers",
    "created_at",
    "deleted_at",
  ],
  allocation: [
    "id",
    "sequence",
    "document_id",
    "line_id",
    "inventory_item_id",
    "stock_location_id",
    "ownership",
    "lot_id",
    "contractor_id",
    "movement_id",
    "undoes_allocation_id",
    "unit_cost",
    "currency_code",
    "reason",
    "created_at",
    "deleted_at",
  ],
  settlement: [
    "id",
    "number",
    "contractor_id",
    "direction",
    "currency_code",
    "period_from",
    "cut_off",
    "watermark_from",
    "watermark",
    "closed_at",
    "created_by",
    "net_value",
    "amount",
    "request_hash",
    "created_at",
    "deleted_at",
  ],
  invoice: [
    "id",
    "number",
    "kind",
    "status",
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
    "request_hash",
    "created_at",
    "deleted_at",
  ],
} as const

type Frozen = keyof typeof frozenColumns

/** Rows of these tables are posted as soon as they are written, or once their document or invoice is. */
const ownWritesOnly = [
  "lot",
  "lot_cost",
  "document",
  "document_line",
  "allocation",
  "settlement",
  "settlement_line",
  "settlement_stock",
  "invoice",
  "invoice_line",
  "invoice_allocation",
]

const neverTruncated = [
  ...ownWritesOnly,
  "movement",
  "position",
  "account",
  "account_item",
  "number_series",
  "request_key",
]

interface ForeignKey {
  table: string
  column: string
  to: string
  /** The row it refers to is written later in the same transaction: a document takes its number last. */
  isDeferred?: true
}

/**
 * Of a line of a document, each row is tied to one other, so that a posting of a thousand lines is not slowed down; what
 * its document names (contractor, warehouse) is tied to the document and the account.
 */
const foreignKeys: ForeignKey[] = [
  { table: "contractor_item", column: "contractor_id", to: "contractor" },
  { table: "agreement", column: "contractor_id", to: "contractor" },
  { table: "warehouse", column: "contractor_id", to: "contractor" },
  { table: "warehouse_item", column: "warehouse_id", to: "warehouse" },
  { table: "account", column: "contractor_id", to: "contractor" },
  { table: "document", column: "contractor_id", to: "contractor" },
  { table: "document", column: "warehouse_id", to: "warehouse" },
  { table: "document", column: "to_warehouse_id", to: "warehouse" },
  { table: "document", column: "undoes_document_id", to: "document" },
  { table: "document_line", column: "document_id", to: "document", isDeferred: true },
  { table: "lot", column: "document_id", to: "document", isDeferred: true },
  { table: "allocation", column: "line_id", to: "document_line" },
  { table: "movement", column: "lot_id", to: "lot" },
  { table: "settlement", column: "contractor_id", to: "contractor" },
  { table: "settlement_line", column: "settlement_id", to: "settlement", isDeferred: true },
  { table: "settlement_stock", column: "settlement_id", to: "settlement", isDeferred: true },
  { table: "invoice", column: "contractor_id", to: "contractor" },
  { table: "invoice", column: "credited_invoice_id", to: "invoice" },
  { table: "invoice_line", column: "invoice_id", to: "invoice" },
  { table: "invoice_allocation", column: "line_id", to: "invoice_line" },
  { table: "invoice_allocation", column: "lot_id", to: "lot" },
]

const nameOf = ({ table, column }: ForeignKey): string => `FK_consignment_${table}_${column}`

const isOutsidePosting = `current_setting('consignment.posting', true) is distinct from 'on'`

const isChanged = (table: Frozen): string => {
  const of = (row: "old" | "new") =>
    frozenColumns[table].map((column) => `${row}.${column}`).join(", ")
  return `(${of("old")}) is distinct from (${of("new")})`
}

/**
 * The database itself keeps what is posted: only a transaction that says that it posts may write, and not even that
 * changes what is frozen, deletes what is posted, or empties a table.
 */
export class Migration20261130084547 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create or replace function consignment_refuse_write() returns trigger as $$
      begin
        raise exception '% is append-only: % is refused, post or reverse a document instead', tg_table_name, lower(tg_op)
          using errcode = '23514';
      end $$ language plpgsql`)
    // A line changes and goes with its draft.
    this
      .addSql(`create or replace function consignment_refuse_write_of_posted() returns trigger as $$
      begin
        if (tg_table_name = 'consignment_document_line' and exists (
              select 1 from consignment_document where id = to_jsonb(old) ->> 'document_id' and status <> 'draft'))
          or (tg_table_name = 'consignment_invoice_line' and exists (
              select 1 from consignment_invoice where id = to_jsonb(old) ->> 'invoice_id' and status <> 'draft'))
        then
          raise exception '% is append-only: % is refused, post or reverse a document instead', tg_table_name, lower(tg_op)
            using errcode = '23514';
        end if;
        return case tg_op when 'DELETE' then old else new end;
      end $$ language plpgsql`)

    for (const table of ownWritesOnly) {
      this.addTrigger(table, "own_writes", "insert or update or delete", {
        each: "statement",
        when: isOutsidePosting,
      })
    }
    this.addTrigger("movement", "own_writes", "insert or delete", {
      each: "statement",
      when: isOutsidePosting,
    })
    for (const table of neverTruncated) {
      this.addTrigger(table, "never_truncated", "truncate", { each: "statement" })
    }

    this.addTrigger("lot", "frozen", "update", { when: isChanged("lot") })
    this.addTrigger("lot", "kept", "delete")
    this.addTrigger("document", "frozen", "update", {
      when: `old.status <> 'draft' and (${isChanged("document")})`,
    })
    this.addTrigger("document", "kept", "delete", { when: `old.status <> 'draft'` })
    this.addTrigger("document_line", "frozen", "update", {
      when: isChanged("document_line"),
      execute: "refuse_write_of_posted",
    })
    this.addTrigger("document_line", "kept", "delete", { execute: "refuse_write_of_posted" })
    this.addTrigger("allocation", "frozen", "update", { when: isChanged("allocation") })
    this.addTrigger("allocation", "kept", "delete")
    this.addTrigger("settlement", "frozen", "update", {
      when: `(old.status = 'cancelled' and new.status <> 'cancelled') or ${isChanged("settlement")}`,
    })
    this.addTrigger("settlement", "kept", "delete")
    for (const table of ["settlement_line", "settlement_stock", "invoice_allocation"]) {
      this.addTrigger(table, "kept", "update or delete")
    }
    this.addTrigger("invoice", "frozen", "update", {
      when: `old.status = 'posted' and (${isChanged("invoice")})`,
    })
    this.addTrigger("invoice", "kept", "delete", { when: `old.status = 'posted'` })
    this.addTrigger("invoice_line", "kept", "update or delete", {
      execute: "refuse_write_of_posted",
    })

    for (const key of foreignKeys) this.addForeignKey(key)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    for (const key of foreignKeys) {
      this.addSql(`alter table consignment_${key.table} drop constraint if exists "${nameOf(key)}"`)
    }
    this.addSql(`drop function if exists consignment_refuse_write() cascade`)
    this.addSql(`drop function if exists consignment_refuse_write_of_posted() cascade`)
  }

  private addTrigger(
    table: string,
    name: string,
    events: string,
    {
      each = "row",
      when,
      execute = "refuse_write",
    }: {
      each?: "row" | "statement"
      when?: string
      execute?: "refuse_write" | "refuse_write_of_posted"
    } = {}
  ): void {
    const trigger = `consignment_${table}_${name}`
    this.addSql(`drop trigger if exists ${trigger} on consignment_${table}`)
    this.addSql(
      `create trigger ${trigger} before ${events} on consignment_${table} for each ${each}
       ${when === undefined ? "" : `when (${when})`} execute function consignment_${execute}()`
    )
  }

  /** Rows of an older version that lead nowhere keep nobody from migrating: the key holds for all that is written later. */
  private addForeignKey(key: ForeignKey): void {
    const name = nameOf(key)
    const table = `consignment_${key.table}`
    this.addSql(`alter table ${table} drop constraint if exists "${name}"`)
    this.addSql(
      `alter table ${table} add constraint "${name}" foreign key (${key.column}) references consignment_${key.to} (id)
       ${key.isDeferred ? "deferrable initially deferred" : ""} not valid`
    )
    this.addSql(`do $$ begin
        alter table ${table} validate constraint "${name}";
      exception when foreign_key_violation then
        raise warning 'consignment: % has rows without their ${key.to}: %', '${table}', sqlerrm;
      end $$`)
  }
}
