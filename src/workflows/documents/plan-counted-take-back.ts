import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { PlanCountedTakeBack } from "../../modules/consignment/ledger/documents/counted-take-back"
import { hostLevels } from "../host/inventory/levels"
import { ledgerOf, withItems, type NamingItems } from "../posting/post-document"

export type PlanCountedTakeBackInput = NamingItems<PlanCountedTakeBack>

export const planCountedTakeBackStepId = "consignment-plan-counted-take-back"

export const planCountedTakeBackStep = createStep(
  planCountedTakeBackStepId,
  async (input: PlanCountedTakeBackInput, { container }) => {
    const lines = await withItems(container, input.lines)
    const planned = await ledgerOf(container).planCountedTakeBack({ ...input, lines }, hostLevels)
    return new StepResponse({ lines: planned })
  }
)

export const planCountedTakeBackWorkflowId = "consignment-plan-counted-take-back"

/** Compares a count at a customer with the booked stock. */
export const planCountedTakeBackWorkflow = createWorkflow(
  planCountedTakeBackWorkflowId,
  (input: WorkflowData<PlanCountedTakeBackInput>) =>
    new WorkflowResponse(planCountedTakeBackStep(input))
)
