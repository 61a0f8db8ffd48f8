import type { MiddlewareRoute } from "@medusajs/framework/http"
import { fileRoute, getRoute, postRoute } from "../../../validating"

const contractors = "/admin/consignment/contractors"

export const contractorMiddlewares: MiddlewareRoute[] = [
  getRoute(contractors, "contractorListParametersSchema"),
  postRoute(contractors, "createContractorSchema"),
  getRoute(`${contractors}/:id`, "oneParametersSchema"),
  postRoute(`${contractors}/:id`, "updateContractorSchema"),
  getRoute(`${contractors}/:id/items`, "contractorItemListParametersSchema"),
  postRoute(`${contractors}/:id/items`, "markContractorItemsSchema"),
  getRoute(`${contractors}/:id/prices`, "contractorPriceListParametersSchema"),
  postRoute(`${contractors}/:id/prices`, "setContractorPricesSchema"),
  fileRoute(`${contractors}/:id/prices/import`, "priceImportParametersSchema"),
]
