import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { AttachmentSubject } from "../../../modules/consignment/attachments/attachments"
import { addAttachmentStep } from "../steps/add-attachment"
import { keepFileStep, type FileToKeep } from "../steps/keep-file"

export interface AddAttachmentInput extends AttachmentSubject, FileToKeep {
  created_by?: string | null
}

export const addAttachmentWorkflowId = "consignment-add-attachment"

/** Attaches a file to a posted document, a settlement or an invoice. */
export const addAttachmentWorkflow = createWorkflow(
  addAttachmentWorkflowId,
  (input: WorkflowData<AddAttachmentInput>) => {
    const kept = keepFileStep(
      transform(input, ({ file_name, content }) => ({ file_name, content }))
    )
    const attachment = addAttachmentStep(
      transform({ input, kept }, ({ input: { about_type, about_id, created_by }, kept: file }) => ({
        about_type,
        about_id,
        created_by,
        ...file,
      }))
    )
    return new WorkflowResponse(attachment)
  }
)
