import type { z } from "@medusajs/framework/zod"
import { postGoodsIssueSchema } from "../http-contract/goods-issue"
import { postGoodsReceiptSchema } from "../http-contract/goods-receipt"
import { postReportedSaleSchema } from "../http-contract/outbound-documents"
import { postOpeningBalanceSchema } from "../http-contract/own-documents"

/** A field that may be filled by a name instead of an id. */
export interface NamedReference {
  /** The column of the id, as the body of the document calls it. */
  column: string
  /** The column of the name. */
  nameColumn: string
  entity: "consignment_contractor" | "consignment_warehouse" | "stock_location"
  nameField: "code" | "name"
}

/** What a file of one kind of document holds. */
export interface ImportKind {
  type: "goods_receipt" | "opening_balance" | "goods_issue" | "reported_sale"
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
  nameColumn: "contractor_code",
  entity: "consignment_contractor",
  nameField: "code",
}
const warehouse: NamedReference = {
  column: "warehouse_id",
  nameColumn: "warehouse",
  entity: "consignment_warehouse",
  nameField: "name",
}
const stockLocation: NamedReference = {
  column: "stock_location_id",
  nameColumn: "stock_location",
  entity: "stock_location",
  nameField: "name",
}

const itemColumns = ["inventory_item_id", "sku"] as const
const paperColumns = ["effective_at", "reference", "note"] as const
const lotColumns = ["batch", "expires_at", "serial_numbers"] as const
const partyColumns = ["contractor_id", "warehouse_id", "currency_code"] as const

export const importKinds = {
  goods_receipt: {
    type: "goods_receipt",
    schema: postGoodsReceiptSchema,
    documentColumns: [...partyColumns, ...paperColumns],
    lineColumns: [...itemColumns, "quantity", "unit_cost", ...lotColumns],
    references: [contractor, warehouse],
    required: [itemColumns, ["quantity"]],
  },
  opening_balance: {
    type: "opening_balance",
    schema: postOpeningBalanceSchema,
    documentColumns: [...partyColumns, ...paperColumns],
    lineColumns: [
      ...itemColumns,
      "quantity",
      "unit_cost",
      "uninvoiced_quantity",
      "over_invoiced_quantity",
      "received_at",
      ...lotColumns,
    ],
    references: [contractor, warehouse],
    required: [itemColumns, ["quantity"], ["unit_cost"]],
  },
  goods_issue: {
    type: "goods_issue",
    schema: postGoodsIssueSchema,
    documentColumns: ["stock_location_id", "branch_code", "issue_strategy", ...paperColumns],
    lineColumns: [...itemColumns, "quantity", "sale_price", "lot_id"],
    references: [stockLocation],
    required: [itemColumns, ["quantity"]],
  },
  reported_sale: {
    type: "reported_sale",
    schema: postReportedSaleSchema,
    documentColumns: ["warehouse_id", ...paperColumns],
    lineColumns: [...itemColumns, "quantity", "unit_price", "lot_id"],
    references: [warehouse],
    required: [itemColumns, ["quantity"]],
  },
} satisfies Record<string, ImportKind>
