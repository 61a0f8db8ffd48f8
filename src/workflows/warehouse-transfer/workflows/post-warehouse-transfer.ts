import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import {
  postWarehouseTransferStep,
  type PostWarehouseTransferInput,
} from "../steps/post-warehouse-transfer"

export const postWarehouseTransferWorkflowId = "consignment-post-warehouse-transfer"

/** Moves consigned goods to another consignment warehouse; their owner stays. */
export const postWarehouseTransferWorkflow = createWorkflow(
  postWarehouseTransferWorkflowId,
  (input: WorkflowData<PostWarehouseTransferInput>) => {
    const posted = postWarehouseTransferStep(input)
    announcePosted(ConsignmentEvents.WAREHOUSE_TRANSFER_POSTED, posted)
    const warehouseTransferPosted = createHookOnce("warehouseTransferPosted", posted, {
      warehouse_transfer: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [warehouseTransferPosted] })
  }
)
