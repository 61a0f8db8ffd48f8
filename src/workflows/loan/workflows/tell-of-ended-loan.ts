import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { sendNotificationsStep } from "../../notification/steps/send-notifications"
import { writeLoanEnded } from "../tell-of-ended-loan"

interface EndedLoan {
  /** The loan. */
  id: string
  event_id?: string
}

const writeLoanEndedStep = createStep(
  "write-loan-ended",
  async (ended: EndedLoan, { container }) =>
    new StepResponse(await writeLoanEnded(container, ended))
)

export const tellOfEndedLoanWorkflowId = "consignment-tell-of-ended-loan"

/** Writes to those concerned that the owner has ended the hire of units that are lent. */
export const tellOfEndedLoanWorkflow = createWorkflow(
  tellOfEndedLoanWorkflowId,
  (ended: WorkflowData<EndedLoan>) =>
    new WorkflowResponse(sendNotificationsStep(writeLoanEndedStep(ended)))
)
