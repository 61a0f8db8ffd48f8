import { ledgerOf } from "../posting/post-document"
import { guardStep } from "../host/steps/steps"

/** The order of a posted sales invoice stands as long as the invoice does; credit notes take it back. */
guardStep("cancel-order", "cancel-validate-order", async ({ container, payload }) => {
  const { order_id: orderId } = payload as { order_id: string }
  await ledgerOf(container).guardOrderCancellation(orderId)
})
