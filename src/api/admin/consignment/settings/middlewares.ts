import type { MiddlewareRoute } from "@medusajs/framework/http"
import { oneParametersSchema } from "../../../../http-contract/list"
import { updateSettingsSchema } from "../../../../http-contract/settings"
import { getRoute, postRoute } from "../../../validating"

const settings = "/admin/consignment/settings"

export const settingsMiddlewares: MiddlewareRoute[] = [
  getRoute(settings, oneParametersSchema),
  postRoute(settings, updateSettingsSchema),
]
