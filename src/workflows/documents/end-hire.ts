import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { EndHire } from "../../modules/consignment/loans/change-hire"
import { createHookOnce } from "../create-hook-once"
import { hostLevels } from "../host/inventory/levels"
import { announceHire, createHireStep, createRehearseHireStep } from "./hire-steps"

export const rehearseEndHireStepId = "consignment-rehearse-end-hire"

/** Tells what the delivery will be, before the change that nothing undoes. */
export const rehearseEndHireStep = createRehearseHireStep(
  rehearseEndHireStepId,
  (command: EndHire) => ({ end: command })
)

export const endHireStepId = "consignment-end-hire"

/** Ends the hire of delivered units. It comes last in its flow: the hire is changed again, not undone. */
export const endHireStep = createHireStep(endHireStepId, (loans, command: EndHire) =>
  loans.endHire(command, hostLevels)
)

export const endHireWorkflowId = "consignment-end-hire"

/** Ends the hire of delivered units; the hook runs before, as a hire is changed again, not undone. */
export const endHireWorkflow = createWorkflow(
  endHireWorkflowId,
  (command: WorkflowData<EndHire>) => {
    const rehearsed = rehearseEndHireStep(command)
    const hireEnded = createHookOnce("hireEnded", rehearsed, { delivery: rehearsed.delivery })
    const delivery = announceHire(endHireStep(command))
    return new WorkflowResponse(delivery, { hooks: [hireEnded] })
  }
)
