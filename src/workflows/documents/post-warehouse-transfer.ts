import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postWarehouseTransfer,
  type PostWarehouseTransfer,
} from "../../modules/consignment/ledger/documents/post-warehouse-transfer"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"

export type PostWarehouseTransferInput = NamingItems<PostWarehouseTransfer>

export const postWarehouseTransferStepId = "consignment-post-warehouse-transfer"

/** Posts a warehouse transfer. */
export const postWarehouseTransferStep = createPostingStep<PostWarehouseTransferInput>(
  postWarehouseTransferStepId,
  "warehouse_transfer",
  postWarehouseTransfer
)

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
