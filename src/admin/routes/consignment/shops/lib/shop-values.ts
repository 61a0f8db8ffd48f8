import {
  createAgreementSchema,
  type CreateAgreementBody,
} from "../../../../../http-contract/agreement"
import { createContractorSchema } from "../../../../../http-contract/contractor"

/** Form values of a customer's shop: the parts of contractor, agreement and warehouse that the form asks for. */
export const shopSchema = createAgreementSchema
  .omit({ contractor_id: true, direction: true })
  .extend({
    customer_id: createAgreementSchema.shape.contractor_id,
    shop_name: createContractorSchema.shape.name,
    code: createContractorSchema.shape.code,
  })

export type ShopValues = Omit<CreateAgreementBody, "contractor_id" | "direction"> & {
  customer_id: string
  shop_name: string
  code: string
}

const MOST_CHARACTERS = 16

/** Proposes a short name: of "Galerie Noord" GALERIE-NOORD. */
export const codeOf = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, MOST_CHARACTERS)
    .replace(/-+$/, "")
