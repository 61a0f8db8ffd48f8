import { refuseRepeatedLines } from "../../modules/consignment/domain/repeated-lines"
import { toMedusaError } from "../../modules/consignment/to-medusa-error"
import { guardStep } from "../host/steps/steps"

/** Every flow of the host that says how many units of which order lines leave or come back, and the step that checks it. */
const flows = {
  "create-order-fulfillment": "create-fulfillment-validate-order",
  "request-item-return": "request-item-return-validation",
  "receive-item-return-request": "receive-item-return-request-validation",
  "dismiss-item-return-request": "dismiss-item-return-request-validation",
  "create-complete-return-order": "create-complete-return-validation",
  "claim-request-item-return": "order-claim-request-item-return-validation",
  "exchange-request-item-return": "exchange-request-item-return-validation",
}

for (const [workflowId, stepId] of Object.entries(flows)) {
  guardStep(workflowId, stepId, ({ payload }) => {
    const { items } = payload as { items?: { id: string }[] }
    try {
      refuseRepeatedLines((items ?? []).map((item) => item.id))
    } catch (error) {
      toMedusaError(error)
    }
  })
}
