import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { CheckReceipt } from "../../modules/consignment/loans/check-receipt"
import { hostLevels } from "../host/inventory/levels"
import { withItemLocks } from "../host/inventory/locks"
import { ledgerOf } from "../posting/post-document"

export const checkGoodsReceiptStepId = "consignment-check-goods-receipt"

/** Tells which received units are accepted. It comes last in its flow: the documents it posts are reversed by themselves. */
export const checkGoodsReceiptStep = createStep(
  checkGoodsReceiptStepId,
  async (command: CheckReceipt, { container }) => {
    const ledger = ledgerOf(container)
    const itemIds = await ledger.loans.itemsOf(command.goods_receipt_id)
    const receipt = await withItemLocks(container, itemIds, () =>
      ledger.loans.check(command, hostLevels)
    )
    return new StepResponse(receipt)
  }
)

export const checkGoodsReceiptWorkflowId = "consignment-check-goods-receipt"

/** Tells which received units are accepted. Its events are announced by the job that announces what was written. */
export const checkGoodsReceiptWorkflow = createWorkflow(
  checkGoodsReceiptWorkflowId,
  (command: WorkflowData<CheckReceipt>) => new WorkflowResponse(checkGoodsReceiptStep(command))
)
