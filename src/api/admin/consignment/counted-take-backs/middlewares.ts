import type { MiddlewareRoute } from "@medusajs/framework/http"
import { postRoute } from "../../../validating"

const countedTakeBacks = "/admin/consignment/counted-take-backs"

export const countedTakeBackMiddlewares: MiddlewareRoute[] = [
  postRoute(countedTakeBacks, "postCountedTakeBackSchema"),
  postRoute(`${countedTakeBacks}/plan`, "planCountedTakeBackSchema"),
]
