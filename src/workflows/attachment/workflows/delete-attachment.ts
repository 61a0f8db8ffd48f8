import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { deleteFileStep } from "../steps/delete-file"
import { removeAttachmentStep } from "../steps/remove-attachment"

export const deleteAttachmentWorkflowId = "consignment-delete-attachment"

/** Deletes an attached file for good. */
export const deleteAttachmentWorkflow = createWorkflow(
  deleteAttachmentWorkflowId,
  (id: WorkflowData<string>) => {
    const attachment = removeAttachmentStep(id)
    deleteFileStep(transform(attachment, ({ file_id }) => file_id))
    return new WorkflowResponse(id)
  }
)
