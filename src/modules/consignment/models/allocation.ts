import { model } from "@medusajs/framework/utils"
import { ownerships, returnReasons } from "../domain/allocation"
import { ConsignmentDocumentLine } from "./document-line"

/** Which own quantity or which lot one issue line came from, or one return line went back to. */
export const ConsignmentAllocation = model
  .define("consignment_allocation", {
    id: model.id({ prefix: "conall" }).primaryKey(),
    sequence: model.number(),
    document_id: model.text(),
    inventory_item_id: model.text(),
    stock_location_id: model.text(),
    ownership: model.enum([...ownerships]),
    lot_id: model.text().nullable(),
    contractor_id: model.text().nullable(),
    movement_id: model.text().nullable(),
    undoes_allocation_id: model.text().nullable(),
    quantity: model.text(),
    quantity_undone: model.text(),
    quantity_pending: model.text(),
    unit_cost: model.text().nullable(),
    currency_code: model.text().nullable(),
    reason: model.enum([...returnReasons]).nullable(),
    base_price: model.text().nullable(),
    commission_percent: model.text().nullable(),
    line: model.belongsTo(() => ConsignmentDocumentLine, { mappedBy: "allocations" }),
  })
  .indexes([
    { name: "IDX_consignment_allocation_line", on: ["line_id"] },
    { name: "IDX_consignment_allocation_document", on: ["document_id"] },
    {
      name: "IDX_consignment_allocation_pending",
      on: ["stock_location_id", "inventory_item_id"],
      where: "quantity_pending > 0",
    },
    {
      name: "IDX_consignment_allocation_shared",
      on: ["contractor_id"],
      where: "base_price is not null",
    },
  ])
