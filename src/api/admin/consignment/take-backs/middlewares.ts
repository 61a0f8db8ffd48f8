import type { MiddlewareRoute } from "@medusajs/framework/http"
import { postRoute } from "../../../validating"

const base = "/admin/consignment"

/** Routes for goods that arrive: announced take-backs, and receipts that are checked. */
export const arrivalMiddlewares: MiddlewareRoute[] = [
  postRoute(`${base}/take-backs/:id/post`, "postAnnouncedTakeBackSchema"),
  postRoute(`${base}/take-backs/:id/difference`, "settleTakeBackDifferenceSchema"),
  postRoute(`${base}/goods-receipts/:id/check`, "checkGoodsReceiptSchema"),
]
