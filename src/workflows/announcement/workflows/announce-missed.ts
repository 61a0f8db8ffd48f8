import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { announceMissedStep } from "../steps/announce-missed"

export const announceMissedWorkflowId = "consignment-announce-missed"

/** Tells of papers whose event a crash has lost between the commit and the event bus, or on its way to the listeners. */
export const announceMissedWorkflow = createWorkflow(
  announceMissedWorkflowId,
  () => new WorkflowResponse(announceMissedStep())
)
