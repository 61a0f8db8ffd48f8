import { model } from "@medusajs/framework/utils"
import { documentTypes } from "../domain/document"
import { ConsignmentDocumentLine } from "./document-line"

/** The business paper: posted once, numbered without gaps per type, undone only by a reversal. */
export const ConsignmentDocument = model
  .define("consignment_document", {
    id: model.id({ prefix: "condoc" }).primaryKey(),
    type: model.enum([...documentTypes]),
    number: model.text().searchable().nullable(),
    status: model.enum(["draft", "posted", "partly_reversed", "reversed"]),
    effective_at: model.dateTime().nullable(),
    posted_at: model.dateTime().nullable(),
    created_by: model.text().nullable(),
    late: model.boolean(),
    source_key: model.text().nullable(),
    request_hash: model.text().nullable(),
    contractor_id: model.text().nullable(),
    currency_code: model.text().nullable(),
    warehouse_id: model.text().nullable(),
    stock_location_id: model.text().nullable(),
    branch_code: model.text().nullable(),
    issue_strategy: model.text().nullable(),
    order_id: model.text().nullable(),
    fulfillment_id: model.text().nullable(),
    return_id: model.text().nullable(),
    undoes_document_id: model.text().nullable(),
    to_warehouse_id: model.text().nullable(),
    own_stock_location_id: model.text().nullable(),
    received_at: model.dateTime().nullable(),
    reason: model.text().nullable(),
    reference: model.text().searchable().nullable(),
    note: model.text().nullable(),
    metadata: model.json().nullable(),
    outcome: model.json().nullable(),
    origin: model.enum(["manual", "import", "peer"]),
    /** The connected store that this document follows, or that it was sent to. */
    peer_id: model.text().nullable(),
    lines: model.hasMany(() => ConsignmentDocumentLine, { mappedBy: "document" }),
  })
  .indexes([
    { name: "IDX_consignment_document_number", on: ["type", "number"], unique: true },
    {
      name: "IDX_consignment_document_source_key",
      on: ["source_key"],
      unique: true,
      where: "source_key IS NOT NULL AND status <> 'reversed'",
    },
    { name: "IDX_consignment_document_order", on: ["order_id"], where: "order_id IS NOT NULL" },
    {
      name: "IDX_consignment_document_fulfillment",
      on: ["fulfillment_id"],
      where: "fulfillment_id IS NOT NULL",
    },
    {
      name: "IDX_consignment_document_undoes",
      on: ["undoes_document_id"],
      where: "undoes_document_id IS NOT NULL",
    },
  ])
