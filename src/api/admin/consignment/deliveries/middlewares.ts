import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { noParametersSchema } from "../../../../http-contract/stock"
import {
  postDeliveryDraftSchema,
  postDeliverySchema,
  receiveDeliverySchema,
  updateDeliverySchema,
} from "../../../../http-contract/outbound-documents"
import { paperParametersSchema } from "../../../../http-contract/paper"
import { getRoute, postRoute } from "../../../validating"

const deliveries = "/admin/consignment/deliveries"

export const deliveryMiddlewares: MiddlewareRoute[] = [
  getRoute(deliveries, documentListParametersSchema),
  postRoute(deliveries, postDeliverySchema),
  getRoute(`${deliveries}/due`, noParametersSchema),
  getRoute(`${deliveries}/:id`, oneParametersSchema),
  getRoute(`${deliveries}/:id/document`, paperParametersSchema),
  postRoute(`${deliveries}/:id`, updateDeliverySchema),
  postRoute(`${deliveries}/:id/post`, postDeliveryDraftSchema),
  postRoute(`${deliveries}/:id/receipt`, receiveDeliverySchema),
  postRoute(`${deliveries}/:id/reverse`, reverseSchema),
]
