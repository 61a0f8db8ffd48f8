import type { MiddlewareRoute } from "@medusajs/framework/http"
import { answeringTemporaryFailures } from "../answering"

/** Routes of the host whose flows lock items or post to the ledger. */
const matchers = [
  "/admin/orders*",
  "/admin/draft-orders*",
  "/admin/order-edits*",
  "/admin/returns*",
  "/admin/claims*",
  "/admin/exchanges*",
  "/admin/reservations*",
  "/admin/inventory-items*",
  "/admin/stock-locations*",
  "/admin/products*",
  "/store/carts*",
]

export const hostFlowMiddlewares: MiddlewareRoute[] = matchers.map((matcher) => ({
  matcher,
  methods: ["POST", "DELETE"],
  middlewares: [answeringTemporaryFailures],
}))
