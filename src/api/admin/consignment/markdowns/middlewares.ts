import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const markdowns = "/admin/consignment/markdowns"

export const markdownMiddlewares: MiddlewareRoute[] = [
  getRoute(markdowns, "markdownListParametersSchema"),
  postRoute(markdowns, "createMarkdownSchema"),
  postRoute(`${markdowns}/preview`, "createMarkdownSchema"),
  getRoute(`${markdowns}/:id`, "oneParametersSchema"),
  postRoute(`${markdowns}/:id`, "updateMarkdownSchema"),
  getRoute(`${markdowns}/:id/plan`, "markdownPlanParametersSchema"),
]
