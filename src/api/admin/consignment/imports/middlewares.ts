import type { MiddlewareRoute } from "@medusajs/framework/http"
import { importParametersSchema } from "../../../../http-contract/import"
import { fileRoute } from "../../../validating"

const kinds = ["goods-receipts", "opening-balances", "goods-issues", "reported-sales"]

export const importMiddlewares: MiddlewareRoute[] = kinds.map((kind) =>
  fileRoute(`/admin/consignment/imports/${kind}`, importParametersSchema)
)
