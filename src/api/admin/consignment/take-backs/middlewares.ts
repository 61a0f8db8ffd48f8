import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { postTakeBackSchema } from "../../../../http-contract/outbound-documents"
import { getRoute, postRoute } from "../../../validating"

const takeBacks = "/admin/consignment/take-backs"

export const takeBackMiddlewares: MiddlewareRoute[] = [
  getRoute(takeBacks, documentListParametersSchema),
  postRoute(takeBacks, postTakeBackSchema),
  getRoute(`${takeBacks}/:id`, oneParametersSchema),
  postRoute(`${takeBacks}/:id/reverse`, reverseSchema),
]
