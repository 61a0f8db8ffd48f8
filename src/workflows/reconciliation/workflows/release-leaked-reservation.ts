import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { deleteReservationsWorkflow, updateReservationsWorkflow } from "@medusajs/medusa/core-flows"
import {
  findLeakedReservationStep,
  type ReleaseLeakedReservation,
} from "../steps/find-leaked-reservation"

export const releaseLeakedReservationWorkflowId = "consignment-release-leaked-reservation"

/** Gives back what the host has reserved for an order line and no fulfilment will take; the rest stays reserved. */
export const releaseLeakedReservationWorkflow = createWorkflow(
  releaseLeakedReservationWorkflowId,
  (input: WorkflowData<ReleaseLeakedReservation>) => {
    const found = findLeakedReservationStep(input)
    when("consignment-nothing-is-kept", found, ({ kept }) => kept === null).then(() => {
      deleteReservationsWorkflow.runAsStep({
        input: transform(found, ({ leaked_reservation: { id } }) => ({ ids: [id] })),
      })
    })
    when("consignment-a-part-is-kept", found, ({ kept }) => kept !== null).then(() => {
      updateReservationsWorkflow.runAsStep({
        input: transform(found, ({ leaked_reservation: { id }, kept }) => ({
          updates: [{ id, quantity: kept ?? 0 }],
        })),
      })
    })
    return new WorkflowResponse(transform(found, (leak) => leak.leaked_reservation))
  }
)
