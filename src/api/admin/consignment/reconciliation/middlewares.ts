import type { MedusaRequest, MiddlewareRoute } from "@medusajs/framework/http"
import { findLeakedReservations } from "../../../../workflows/host/inventory/leaked-reservations"
import { takingTurns } from "../../../taking-turns"
import { isUnstorable } from "../../../unstorable"
import { getRoute, postRoute } from "../../../validating"

const release = "/admin/consignment/reconciliation/leaked-reservations/:id/release"

const orderOfReservation = async (req: MedusaRequest): Promise<string | undefined> => {
  // The handler answers NOT_FOUND to an id that no query can be asked for.
  if (isUnstorable(req.params.id)) return undefined
  const [found] = await findLeakedReservations(req.scope, req.params.id)
  return found?.order_id
}

export const reconciliationMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/reconciliation", "reconciliationParametersSchema"),
  postRoute(release, "noParametersSchema"),
  // A fulfilment under way has changed the order before its reservation.
  { matcher: release, methods: ["POST"], middlewares: [takingTurns(orderOfReservation)] },
]
