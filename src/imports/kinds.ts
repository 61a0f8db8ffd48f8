import type { z } from "@medusajs/framework/zod"
import { postGoodsIssueSchema } from "../http-contract/goods-issue"
import { postGoodsReceiptSchema } from "../http-contract/goods-receipt"
import { importColumns, nameColumns, type ImportKindName } from "../http-contract/import"
import { soldGoodsSchema } from "../http-contract/outbound-documents"
import { postOpeningBalanceSchema, postStockCountSchema } from "../http-contract/inbound-documents"

/** A field that may be filled by a name instead of an id. */
export interface NamedReference {
  /** The column of the id, as the body of the document calls it. */
  column: string
  /** The column of the name. */
  nameColumn: string
  entity: "consignment_contractor" | "consignment_warehouse" | "stock_location"
  nameField: "code" | "name"
  /** A file may be without it. */
  isOptional?: true
}

/** Contents of a file of one kind of document. */
export interface ImportKind {
  type: ImportKindName
  /** The body that the lines of one document make up. */
  schema: z.ZodObject
  /** Lines that agree in all of these make up one document. */
  documentColumns: readonly string[]
  lineColumns: readonly string[]
  references: readonly NamedReference[]
  /** Of each group one column has to be there. */
  required: readonly (readonly string[])[]
}

const contractor: NamedReference = {
  column: "contractor_id",
  nameColumn: nameColumns.contractor_id,
  entity: "consignment_contractor",
  nameField: "code",
}
const warehouse: NamedReference = {
  column: "warehouse_id",
  nameColumn: nameColumns.warehouse_id,
  entity: "consignment_warehouse",
  nameField: "name",
}
const stockLocation: NamedReference = {
  column: "stock_location_id",
  nameColumn: nameColumns.stock_location_id,
  entity: "stock_location",
  nameField: "name",
}

const itemColumns = ["inventory_item_id", nameColumns.inventory_item_id] as const

const columnsOf = (kind: ImportKindName) => ({
  documentColumns: importColumns[kind].document,
  lineColumns: importColumns[kind].line,
})

export const importKinds = {
  goods_receipt: {
    type: "goods_receipt",
    schema: postGoodsReceiptSchema,
    ...columnsOf("goods_receipt"),
    references: [contractor, warehouse],
    required: [itemColumns, ["quantity"]],
  },
  opening_balance: {
    type: "opening_balance",
    schema: postOpeningBalanceSchema,
    ...columnsOf("opening_balance"),
    references: [contractor, warehouse],
    required: [itemColumns, ["quantity"], ["unit_cost"]],
  },
  goods_issue: {
    type: "goods_issue",
    schema: postGoodsIssueSchema,
    ...columnsOf("goods_issue"),
    references: [stockLocation],
    required: [itemColumns, ["quantity"]],
  },
  reported_sale: {
    type: "reported_sale",
    schema: soldGoodsSchema,
    ...columnsOf("reported_sale"),
    references: [warehouse],
    required: [itemColumns, ["quantity"]],
  },
  stock_count: {
    type: "stock_count",
    schema: postStockCountSchema,
    ...columnsOf("stock_count"),
    references: [warehouse, { ...contractor, isOptional: true }],
    required: [itemColumns, ["counted_quantity"]],
  },
} satisfies Record<ImportKindName, ImportKind>
