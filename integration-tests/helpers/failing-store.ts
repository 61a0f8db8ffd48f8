import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  cancelOrderFulfillmentWorkflow,
  confirmReturnReceiveWorkflow,
  createOrderFulfillmentWorkflow,
} from "@medusajs/medusa/core-flows"
import { handleHook } from "./handle-hook"

/** A store with handlers of its own on the host's hooks: what they have seen, and whether they fail. */
export const store = { fulfilled: [] as string[], canceled: [] as string[], fails: false }
const failIfToldTo = (): void => {
  if (store.fails)
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The store's handler fails.")
}
handleHook(createOrderFulfillmentWorkflow.hooks.fulfillmentCreated, async (told) => {
  const { fulfillment } = told as { fulfillment: { id: string } }
  store.fulfilled.push(fulfillment.id)
  failIfToldTo()
})
handleHook(cancelOrderFulfillmentWorkflow.hooks.orderFulfillmentCanceled, async (told) => {
  const { fulfillment } = told as { fulfillment: { id: string } }
  store.canceled.push(fulfillment.id)
  failIfToldTo()
})

const failStepId = "test-fail"
const failStep = createStep(failStepId, async () => {
  failIfToldTo()
  return new StepResponse()
})

const receiveAndFailWorkflowId = "test-receive-and-fail"
/** A flow of somebody else that receives a return and fails afterwards, if told to. */
export const receiveAndFailWorkflow = createWorkflow(
  receiveAndFailWorkflowId,
  (input: WorkflowData<{ return_id: string }>) => {
    confirmReturnReceiveWorkflow.runAsStep({ input })
    failStep()
    return new WorkflowResponse(input)
  }
)

export const forgetStore = (): void => {
  store.fulfilled = []
  store.canceled = []
  store.fails = false
}
