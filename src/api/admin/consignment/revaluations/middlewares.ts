import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { postRevaluationSchema } from "../../../../http-contract/own-documents"
import { getRoute, postRoute } from "../../../validating"

const revaluations = "/admin/consignment/revaluations"

export const revaluationMiddlewares: MiddlewareRoute[] = [
  getRoute(revaluations, documentListParametersSchema),
  postRoute(revaluations, postRevaluationSchema),
  getRoute(`${revaluations}/:id`, oneParametersSchema),
  postRoute(`${revaluations}/:id/reverse`, reverseSchema),
]
