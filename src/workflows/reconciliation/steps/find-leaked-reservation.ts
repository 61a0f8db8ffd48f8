import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { notFound } from "../../../modules/consignment/domain/errors"
import { exact, toText } from "../../../modules/consignment/domain/quantity"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"
import {
  findLeakedReservations,
  type LeakedReservation,
} from "../../host/inventory/leaked-reservations"

export interface ReleaseLeakedReservation {
  /** Of the reservation. */
  id: string
}

/** Change of a reservation: end it, or keep the part that the order needs. */
export interface FoundLeak {
  leaked_reservation: LeakedReservation
  /** Null: nothing is kept. */
  kept: string | null
}

const requireLeaked = async (
  container: MedusaContainer,
  id: string
): Promise<LeakedReservation> => {
  const [found] = await findLeakedReservations(container, id)
  return found ?? toMedusaError(notFound("leaked_reservation", id))
}

export const findLeakedReservationStepId = "consignment-find-leaked-reservation"

/** Throws: NOT_FOUND (an order needs all of the reservation, or there is none). */
export const findLeakedReservationStep = createStep(
  findLeakedReservationStepId,
  async ({ id }: ReleaseLeakedReservation, { container }) => {
    const found = await requireLeaked(container, id)
    const kept = exact(found.reserved).minus(found.leaked)
    return new StepResponse<FoundLeak>({
      leaked_reservation: found,
      kept: kept.gt(0) ? toText(kept) : null,
    })
  }
)
