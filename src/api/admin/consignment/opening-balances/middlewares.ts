import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { postOpeningBalanceSchema } from "../../../../http-contract/own-documents"
import { getRoute, postRoute } from "../../../validating"

const openingBalances = "/admin/consignment/opening-balances"

export const openingBalanceMiddlewares: MiddlewareRoute[] = [
  getRoute(openingBalances, documentListParametersSchema),
  postRoute(openingBalances, postOpeningBalanceSchema),
  getRoute(`${openingBalances}/:id`, oneParametersSchema),
  postRoute(`${openingBalances}/:id/reverse`, reverseSchema),
]
