import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  nameIssuedSerialNumbersStep,
  type NameIssuedSerialNumbersInput,
} from "../steps/name-issued-serial-numbers"

export const nameIssuedSerialNumbersWorkflowId = "consignment-name-issued-serial-numbers"

/** Names afterwards which units left with a goods issue. */
export const nameIssuedSerialNumbersWorkflow = createWorkflow(
  nameIssuedSerialNumbersWorkflowId,
  (input: WorkflowData<NameIssuedSerialNumbersInput>) =>
    new WorkflowResponse(nameIssuedSerialNumbersStep(input))
)
