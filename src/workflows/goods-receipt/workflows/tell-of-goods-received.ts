import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { sendNotificationsStep } from "../../notification/steps/send-notifications"
import { writeGoodsReceivedStep, type TellOfGoodsReceived } from "../steps/write-goods-received"

export const tellOfGoodsReceivedWorkflowId = "consignment-tell-of-goods-received"

/** Tells the warehouse, once, that a contractor's goods have come. */
export const tellOfGoodsReceivedWorkflow = createWorkflow(
  tellOfGoodsReceivedWorkflowId,
  (input: WorkflowData<TellOfGoodsReceived>) =>
    new WorkflowResponse(sendNotificationsStep(writeGoodsReceivedStep(input)))
)
