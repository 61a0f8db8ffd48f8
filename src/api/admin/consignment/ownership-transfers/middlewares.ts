import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import {
  postOwnershipTransferSchema,
  reverseOwnershipTransferSchema,
} from "../../../../http-contract/own-documents"
import { getRoute, postRoute } from "../../../validating"

const ownershipTransfers = "/admin/consignment/ownership-transfers"

export const ownershipTransferMiddlewares: MiddlewareRoute[] = [
  getRoute(ownershipTransfers, documentListParametersSchema),
  postRoute(ownershipTransfers, postOwnershipTransferSchema),
  getRoute(`${ownershipTransfers}/:id`, oneParametersSchema),
  postRoute(`${ownershipTransfers}/:id/reverse`, reverseOwnershipTransferSchema),
]
