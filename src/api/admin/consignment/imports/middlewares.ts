import type { MiddlewareRoute } from "@medusajs/framework/http"
import { importParametersSchema } from "../../../../http-contract/import"
import { validatingQuery } from "../../../validating"

const kinds = ["goods-receipts", "opening-balances", "goods-issues"]

/** The body is the file itself, which is read as it comes. */
export const importMiddlewares: MiddlewareRoute[] = kinds.map((kind) => ({
  matcher: `/admin/consignment/imports/${kind}`,
  methods: ["POST"],
  bodyParser: false,
  middlewares: [validatingQuery(importParametersSchema)],
}))
