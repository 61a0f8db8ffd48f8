import { model } from "@medusajs/framework/utils"

/** The other party: owner of the goods inbound, our customer outbound. */
export const ConsignmentContractor = model
  .define("consignment_contractor", {
    id: model.id({ prefix: "concon" }).primaryKey(),
    code: model.text().searchable(),
    name: model.text().searchable(),
    email: model.text().nullable(),
    tax_id: model.text().nullable(),
    country_code: model.text().nullable(),
    address: model.json().nullable(),
    customer_id: model.text().nullable(),
    language: model.text().nullable(),
    phone: model.text().nullable(),
    iban: model.text().nullable(),
    registration_number: model.text().nullable(),
    payment_terms_days: model.number().nullable(),
    metadata: model.json().nullable(),
  })
  .indexes([{ name: "IDX_consignment_contractor_code", on: ["code"], unique: true }])
