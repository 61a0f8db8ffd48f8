import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { ConsignmentEvents } from "../../events"
import { sendNotificationsStep } from "../../notification/steps/send-notifications"
import { toDifferenceEvents, toDifferenceNotifications } from "../difference-letters"
import { takeDifferencesStep } from "../steps/take-differences"

export const tellOfDifferencesWorkflowId = "consignment-tell-of-differences"

/** Tells once of each place where levels and lots disagree: no settlement of its goods closes until it is explained. */
export const tellOfDifferencesWorkflow = createWorkflow(tellOfDifferencesWorkflowId, () => {
  const found = takeDifferencesStep()
  sendNotificationsStep(transform(found, toDifferenceNotifications))
  emitEventStep({
    eventName: ConsignmentEvents.DIFFERENCE_FOUND,
    data: transform(found, toDifferenceEvents),
  })
  return new WorkflowResponse(found)
})
