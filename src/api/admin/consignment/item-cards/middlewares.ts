import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const itemCard = "/admin/consignment/item-cards/:inventory_item_id"

export const itemCardMiddlewares: MiddlewareRoute[] = [
  getRoute(itemCard, "oneParametersSchema"),
  postRoute(itemCard, "updateItemCardSchema"),
  getRoute("/admin/consignment/peers/:id/links", "peerLinkListParametersSchema"),
]
