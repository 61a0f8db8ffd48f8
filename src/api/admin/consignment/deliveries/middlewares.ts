import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const deliveries = "/admin/consignment/deliveries"

/** Routes of deliveries besides those of every kind. */
export const deliveryMiddlewares: MiddlewareRoute[] = [
  getRoute(`${deliveries}/due`, "noParametersSchema"),
  postRoute(`${deliveries}/:id`, "updateDeliverySchema"),
  postRoute(`${deliveries}/:id/post`, "postDeliveryDraftSchema"),
  postRoute(`${deliveries}/:id/receipt`, "receiveDeliverySchema"),
  postRoute(`${deliveries}/:id/end-hire`, "endHireSchema"),
  postRoute(`${deliveries}/:id/extend-hire`, "extendHireSchema"),
]
