import { model } from "@medusajs/framework/utils"

/** A line of an imported file that could not be posted and waits for somebody to deal with it. */
export const ConsignmentImportException = model
  .define("consignment_import_exception", {
    id: model.id({ prefix: "conexc" }).primaryKey(),
    /** Source key of the document the line belongs to; its other lines may be posted already. */
    source_key: model.text(),
    /** Of the line in its document, from 0. */
    position: model.number(),
    type: model.text(),
    /** Of the file, its header being line 1. */
    line: model.number(),
    code: model.text(),
    message: model.text().searchable(),
    path: model.text().nullable(),
    cells: model.json(),
    reference: model.text().searchable().nullable(),
    created_by: model.text().nullable(),
    dismissed_at: model.dateTime().nullable(),
    dismissed_by: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_consignment_import_exception_line",
      on: ["source_key", "position"],
      unique: true,
    },
  ])
