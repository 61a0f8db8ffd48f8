import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const settings = "/admin/consignment/settings"

export const settingsMiddlewares: MiddlewareRoute[] = [
  getRoute(settings, "oneParametersSchema"),
  postRoute(settings, "updateSettingsSchema"),
]
