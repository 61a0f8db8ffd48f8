import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { ExtendHire } from "../../modules/consignment/loans/change-hire"
import { createHookOnce } from "../create-hook-once"
import { hostLevels } from "../host/inventory/levels"
import { announceHire, createHireStep, createRehearseHireStep } from "./hire-steps"

export const rehearseExtendHireStepId = "consignment-rehearse-extend-hire"

/** Tells what the delivery will be, before the change that nothing undoes. */
export const rehearseExtendHireStep = createRehearseHireStep(
  rehearseExtendHireStepId,
  (command: ExtendHire) => ({ extend: command })
)

export const extendHireStepId = "consignment-extend-hire"

/** Extends the hire of delivered units. It comes last in its flow: the hire is changed again, not undone. */
export const extendHireStep = createHireStep(extendHireStepId, (loans, command: ExtendHire) =>
  loans.extendHire(command, hostLevels)
)

export const extendHireWorkflowId = "consignment-extend-hire"

/** Extends the hire of delivered units; the hook runs before, as a hire is changed again, not undone. */
export const extendHireWorkflow = createWorkflow(
  extendHireWorkflowId,
  (command: WorkflowData<ExtendHire>) => {
    const rehearsed = rehearseExtendHireStep(command)
    const hireExtended = createHookOnce("hireExtended", rehearsed, { delivery: rehearsed.delivery })
    const delivery = announceHire(extendHireStep(command))
    return new WorkflowResponse(delivery, { hooks: [hireExtended] })
  }
)
