import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  registerSerialNumbersStep,
  type RegisterSerialNumbersInput,
} from "../steps/register-serial-numbers"

export const registerSerialNumbersWorkflowId = "consignment-register-serial-numbers"

/** Registers the serial numbers of units of own stock. */
export const registerSerialNumbersWorkflow = createWorkflow(
  registerSerialNumbersWorkflowId,
  (input: WorkflowData<RegisterSerialNumbersInput>) =>
    new WorkflowResponse(registerSerialNumbersStep(input))
)
