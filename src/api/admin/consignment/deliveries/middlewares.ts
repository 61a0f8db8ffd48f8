import type { MiddlewareRoute } from "@medusajs/framework/http"
import { noParametersSchema } from "../../../../http-contract/stock"
import {
  postDeliveryDraftSchema,
  receiveDeliverySchema,
  updateDeliverySchema,
} from "../../../../http-contract/outbound-documents"
import { getRoute, postRoute } from "../../../validating"

const deliveries = "/admin/consignment/deliveries"

/** Routes of deliveries besides those of every kind. */
export const deliveryMiddlewares: MiddlewareRoute[] = [
  getRoute(`${deliveries}/due`, noParametersSchema),
  postRoute(`${deliveries}/:id`, updateDeliverySchema),
  postRoute(`${deliveries}/:id/post`, postDeliveryDraftSchema),
  postRoute(`${deliveries}/:id/receipt`, receiveDeliverySchema),
]
