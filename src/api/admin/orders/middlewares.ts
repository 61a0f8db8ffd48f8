import type { MedusaRequest, MiddlewareRoute } from "@medusajs/framework/http"
import { takingTurns } from "../../taking-turns"

const ofOrder = takingTurns(async (req: MedusaRequest) => req.params.id)

export const orderMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/orders/:id/fulfillments", methods: ["POST"], middlewares: [ofOrder] },
  {
    matcher: "/admin/orders/:id/fulfillments/:fulfillment_id/cancel",
    methods: ["POST"],
    middlewares: [ofOrder],
  },
]
