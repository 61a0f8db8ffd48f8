import type { BigNumberInput, IInventoryService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { ConsignmentModuleService } from "../../../modules/consignment"
import { ledgerOf } from "../../posting/post-document"
import { fromHost } from "../inventory/quantities"
import { overrideStep, withMethod, type StepArguments } from "./steps"

/** The step of a cancelled fulfilment in which the host promises the pieces to the order again. */
export const reservationStepId = "create-reservations-step"

export interface Reservation {
  inventory_item_id: string
  location_id: string
  line_item_id: string | null
  quantity: BigNumberInput
}

type CanceledPieces = Awaited<ReturnType<ConsignmentModuleService["listCanceledPieces"]>>

interface Canceled {
  fulfillmentIdOf: (args: StepArguments) => string
  /** The order line will be fulfilled of the item again: it is a part of its variant to this day. */
  isPart: (args: StepArguments, reservation: Reservation) => boolean
}

/** Lets the host reserve where the ledger has put the pieces, and only what the order can still be fulfilled of. */
export const reserveWhereCanceledPiecesLie = (
  workflowId: string,
  { fulfillmentIdOf, isPart }: Canceled
): void =>
  overrideStep(workflowId, reservationStepId, {
    purpose: "place",
    onInvoke: (key, resolved, args) => {
      if (key !== Modules.INVENTORY) return resolved
      const inventory = resolved as IInventoryService
      return withMethod(inventory, "createReservationItems", async (wanted: Reservation[]) => {
        const reservations = wanted.filter((reservation) => isPart(args, reservation))
        const pieces =
          reservations.length > 0
            ? await ledgerOf(args.container).listCanceledPieces(fulfillmentIdOf(args))
            : []
        return await inventory.createReservationItems(
          reservations.map((reservation) => atPlaceOf(pieces, reservation))
        )
      })
    },
    onCompensate: (_, resolved) => resolved,
  })

/** An order line has one reservation: it moves only with all of its pieces, of which a return may have kept some. */
export const atPlaceOf = <R extends Reservation>(pieces: CanceledPieces, reservation: R): R => {
  const [place, ...others] = pieces.filter(
    (piece) =>
      piece.line_item_id === reservation.line_item_id &&
      piece.inventory_item_id === reservation.inventory_item_id
  )
  return place && others.length === 0 && fromHost(reservation.quantity).lte(place.quantity)
    ? { ...reservation, location_id: place.stock_location_id }
    : reservation
}
