import { model } from "@medusajs/framework/utils"
import { invoiceKinds, invoiceStatuses } from "../domain/invoice"
import { directions } from "../domain/terms"

/** Allocates settled quantity to lots, FIFO. Its lines live beside it and are read with it. */
export const ConsignmentInvoice = model
  .define("consignment_invoice", {
    id: model.id({ prefix: "coninv" }).primaryKey(),
    number: model.text().searchable().nullable(),
    kind: model.enum([...invoiceKinds]),
    status: model.enum([...invoiceStatuses]),
    contractor_id: model.text(),
    direction: model.enum([...directions]),
    currency_code: model.text(),
    settlement_ids: model.json(),
    credited_invoice_id: model.text().nullable(),
    order_id: model.text().nullable(),
    issued_at: model.dateTime(),
    posted_at: model.dateTime().nullable(),
    created_by: model.text().nullable(),
    amount: model.text(),
    variance_amount: model.text(),
    tax_amount: model.text(),
    tax_lines: model.json(),
    due_at: model.dateTime().nullable(),
    parties: model.json().nullable(),
    source_key: model.text().nullable(),
    request_hash: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_consignment_invoice_source_key",
      on: ["source_key"],
      unique: true,
      where: "source_key IS NOT NULL",
    },
    { name: "IDX_consignment_invoice_contractor", on: ["contractor_id", "issued_at"] },
  ])
