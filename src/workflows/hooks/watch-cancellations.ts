import { watchCancellation } from "../host/catch-up/search-mark"
import { beforeStep } from "../host/steps/steps"

/** A fulfilment may be cancelled past its order, and a crash may end the cancellation after it: the catch-up looks at both. */
beforeStep("cancel-fulfillment-workflow", "cancel-fulfillment", async ({ container, payload }) => {
  await watchCancellation(container, (payload as { id: string }).id)
})
