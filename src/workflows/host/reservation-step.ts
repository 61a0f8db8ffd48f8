import type { IInventoryService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { ConsignmentModuleService } from "../../modules/consignment"
import { ledgerOf } from "./post-document"
import { fromHost, type HostQuantity } from "./quantities"
import { overrideStep, withMethod, type StepArguments } from "./steps"

/** The step of a cancelled fulfilment in which the host promises the pieces to the order again. */
export const reservationStepId = "create-reservations-step"

interface Reservation {
  inventory_item_id: string
  location_id: string
  line_item_id: string | null
  quantity: HostQuantity
}

type CanceledPieces = Awaited<ReturnType<ConsignmentModuleService["listCanceledPieces"]>>

/** Lets the host reserve where the ledger has put the pieces. */
export const reserveWhereCanceledPiecesLie = (
  workflowId: string,
  fulfillmentIdOf: (args: StepArguments) => string
): void =>
  overrideStep(workflowId, reservationStepId, {
    purpose: "place",
    onInvoke: (key, resolved, args) => {
      if (key !== Modules.INVENTORY) return resolved
      const inventory = resolved as IInventoryService
      return withMethod(
        inventory,
        "createReservationItems",
        async (reservations: Reservation[]) => {
          const pieces =
            reservations.length > 0
              ? await ledgerOf(args.container).listCanceledPieces(fulfillmentIdOf(args))
              : []
          return await inventory.createReservationItems(
            reservations.map((reservation) => atPlaceOf(pieces, reservation)) as never
          )
        }
      )
    },
    onCompensate: (_, resolved) => resolved,
  })

/** An order line has one reservation: it moves only with all of its pieces, of which a return may have kept some. */
const atPlaceOf = (pieces: CanceledPieces, reservation: Reservation): Reservation => {
  const [place, ...others] = pieces.filter(
    (piece) =>
      piece.line_item_id === reservation.line_item_id &&
      piece.inventory_item_id === reservation.inventory_item_id
  )
  return place && others.length === 0 && fromHost(reservation.quantity).lte(place.quantity)
    ? { ...reservation, location_id: place.stock_location_id }
    : reservation
}
