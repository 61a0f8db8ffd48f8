import { model } from "@medusajs/framework/utils"
import { lineTerms } from "../domain/terms"
import { ConsignmentAllocation } from "./allocation"
import { ConsignmentDocument } from "./document"

/**
 * One line of a document. `quantity` has 3 places, `unit_cost`, `sale_price` and `list_price` have 6. `required_quantity` is how many
 * units of the item one unit of the order line was made of when it was fulfilled.
 */
export const ConsignmentDocumentLine = model
  .define("consignment_document_line", {
    id: model.id({ prefix: "condocl" }).primaryKey(),
    index: model.number(),
    inventory_item_id: model.text(),
    stock_location_id: model.text().nullable(),
    sku: model.text().nullable(),
    quantity: model.text(),
    unit_cost: model.text().nullable(),
    sale_price: model.text().nullable(),
    list_price: model.text().nullable(),
    counted_quantity: model.text().nullable(),
    received_quantity: model.text().nullable(),
    lot_id: model.text().nullable(),
    line_item_id: model.text().nullable(),
    required_quantity: model.text().nullable(),
    undoes_line_id: model.text().nullable(),
    batch: model.text().nullable(),
    expires_at: model.dateTime().nullable(),
    serial_numbers: model.json().nullable(),
    terms: model.enum([...lineTerms]).nullable(),
    hire_until: model.dateTime().nullable(),
    ended_quantity: model.text().default("0"),
    ended_serial_numbers: model.json().nullable(),
    checked_quantity: model.text().nullable(),
    announced_quantity: model.text().nullable(),
    resolved_quantity: model.text().default("0"),
    /** The line of the other store's document that this line follows. */
    origin_line_id: model.text().nullable(),
    peer_state: model.enum(["sent", "received", "failed"]).nullable(),
    peer_error: model.json().nullable(),
    document: model.belongsTo(() => ConsignmentDocument, { mappedBy: "lines" }),
    allocations: model.hasMany(() => ConsignmentAllocation, { mappedBy: "line" }),
  })
  .indexes([
    { name: "IDX_consignment_document_line_document", on: ["document_id"] },
    { name: "IDX_consignment_document_line_item", on: ["inventory_item_id"] },
  ])
