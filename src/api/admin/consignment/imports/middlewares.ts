import type { MiddlewareRoute } from "@medusajs/framework/http"
import { fileRoute } from "../../../validating"

const kinds = [
  "goods-receipts",
  "opening-balances",
  "goods-issues",
  "reported-sales",
  "stock-counts",
]

export const importMiddlewares: MiddlewareRoute[] = kinds.map((kind) =>
  fileRoute(`/admin/consignment/imports/${kind}`, "importParametersSchema")
)
