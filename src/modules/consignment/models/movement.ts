import { model } from "@medusajs/framework/utils"
import { documentTypes } from "../domain/document"
import { movementTypes } from "../domain/movement"
import { directions } from "../domain/terms"

/** One immutable signed line of the ledger. The database refuses every change. */
export const ConsignmentMovement = model
  .define("consignment_movement", {
    id: model.id({ prefix: "conmov" }).primaryKey(),
    sequence: model.number(),
    type: model.enum([...movementTypes]),
    document_id: model.text(),
    document_type: model.enum([...documentTypes]),
    line_id: model.text().nullable(),
    lot_id: model.text(),
    contractor_id: model.text(),
    warehouse_id: model.text(),
    stock_location_id: model.text(),
    inventory_item_id: model.text(),
    direction: model.enum([...directions]),
    quantity: model.text(),
    unit_cost: model.text(),
    return_fee: model.text().nullable(),
    currency_code: model.text(),
    branch_code: model.text().nullable(),
    effective_at: model.dateTime(),
    posted_at: model.dateTime(),
    source_key: model.text().nullable(),
    reverses_id: model.text().nullable(),
    late: model.boolean(),
    liable: model.boolean(),
    technical: model.boolean(),
  })
  .indexes([
    { name: "IDX_consignment_movement_lot", on: ["lot_id", "effective_at"] },
    { name: "IDX_consignment_movement_document", on: ["document_id"] },
    {
      name: "IDX_consignment_movement_account",
      on: ["contractor_id", "direction", "currency_code", "effective_at"],
    },
    {
      name: "IDX_consignment_movement_late",
      on: ["contractor_id", "direction", "currency_code", "sequence"],
      where: "late",
    },
    { name: "IDX_consignment_movement_sequence", on: ["sequence"] },
    { name: "IDX_consignment_movement_contractor", on: ["contractor_id", "sequence"] },
    { name: "IDX_consignment_movement_item", on: ["inventory_item_id", "sequence"] },
  ])
