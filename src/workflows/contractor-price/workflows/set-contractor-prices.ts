import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { SetContractorPricesInput } from "../find-refused-prices"
import { setContractorPricesStep } from "../steps/set-contractor-prices"

export const setContractorPricesWorkflowId = "consignment-set-contractor-prices"

/** Adds prices to a supplier's own price list. */
export const setContractorPricesWorkflow = createWorkflow(
  setContractorPricesWorkflowId,
  (command: WorkflowData<SetContractorPricesInput>) =>
    new WorkflowResponse(setContractorPricesStep(command))
)
