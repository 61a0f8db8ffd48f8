import type { MiddlewareRoute } from "@medusajs/framework/http"
import {
  contractorListParametersSchema,
  createContractorSchema,
  updateContractorSchema,
} from "../../../../http-contract/contractor"
import {
  contractorItemListParametersSchema,
  markContractorItemsSchema,
} from "../../../../http-contract/contractor-item"
import { oneParametersSchema } from "../../../../http-contract/list"
import { getRoute, postRoute } from "../../../validating"

const contractors = "/admin/consignment/contractors"

export const contractorMiddlewares: MiddlewareRoute[] = [
  getRoute(contractors, contractorListParametersSchema),
  postRoute(contractors, createContractorSchema),
  getRoute(`${contractors}/:id`, oneParametersSchema),
  postRoute(`${contractors}/:id`, updateContractorSchema),
  getRoute(`${contractors}/:id/items`, contractorItemListParametersSchema),
  postRoute(`${contractors}/:id/items`, markContractorItemsSchema),
]
