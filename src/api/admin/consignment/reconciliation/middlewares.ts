import type { MedusaRequest, MiddlewareRoute } from "@medusajs/framework/http"
import { findLeakedReservations } from "../../../../workflows/host/leaked-reservations"
import { takingTurns } from "../../../taking-turns"

const orderOfReservation = async (req: MedusaRequest): Promise<string | undefined> => {
  const [found] = await findLeakedReservations(req.scope, req.params.id)
  return found?.order_id
}

// A fulfilment under way has changed the order before its reservation.
export const reconciliationMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/consignment/reconciliation/leaked-reservations/:id/release",
    methods: ["POST"],
    middlewares: [takingTurns(orderOfReservation)],
  },
]
