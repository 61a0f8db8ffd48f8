import { model } from "@medusajs/framework/utils"
import { directions, lineTerms } from "../domain/terms"

/** One line of a receipt or delivery. Quantities (3 places) and `unit_cost` (6) are decimal strings over `numeric`. */
export const ConsignmentLot = model
  .define("consignment_lot", {
    id: model.id({ prefix: "conlot" }).primaryKey(),
    sequence: model.number(),
    document_id: model.text(),
    line_id: model.text(),
    line_index: model.number(),
    contractor_id: model.text(),
    warehouse_id: model.text(),
    stock_location_id: model.text(),
    inventory_item_id: model.text(),
    sku: model.text().searchable().nullable(),
    direction: model.enum([...directions]),
    received_at: model.dateTime(),
    unit_cost: model.text(),
    currency_code: model.text(),
    quantity_received: model.text(),
    quantity_remaining: model.text(),
    quantity_consumed: model.text(),
    quantity_returned_to_consignor: model.text(),
    quantity_counted: model.text(),
    quantity_transferred: model.text(),
    quantity_invoiced: model.text(),
    quantity_prepaid: model.text(),
    batch: model.text().searchable().nullable(),
    expires_at: model.dateTime().nullable(),
    serial_numbers: model.json().nullable(),
    origin_lot_id: model.text().nullable(),
    terms: model.enum([...lineTerms]).default("consign"),
  })
  .indexes([
    {
      name: "IDX_consignment_lot_open",
      on: ["stock_location_id", "inventory_item_id"],
      where: "quantity_remaining > 0",
    },
    { name: "IDX_consignment_lot_contractor", on: ["contractor_id", "inventory_item_id"] },
    { name: "IDX_consignment_lot_document", on: ["document_id"] },
    {
      name: "IDX_consignment_lot_origin",
      on: ["origin_lot_id"],
      where: "origin_lot_id is not null",
    },
    { name: "IDX_consignment_lot_prepaid", on: ["id"], where: "quantity_prepaid > 0" },
  ])
