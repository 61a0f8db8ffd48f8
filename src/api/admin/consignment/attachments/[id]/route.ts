import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../http-contract/common"
import { deleteAttachmentWorkflow } from "../../../../../workflows/attachment"
import { answering } from "../../../../answering"
import { attachmentsOf, requireReadable } from "../../../../attachments"

export const DELETE = answering(
  async (req: AuthenticatedMedusaRequest, res: MedusaResponse<Deleted<"attachment">>) => {
    const attachment = await attachmentsOf(req).retrieve(req.params.id ?? "")
    await requireReadable(req, attachment)
    await deleteAttachmentWorkflow(req.scope).run({ input: attachment.id })
    res.json({ id: attachment.id, object: "attachment", deleted: true })
  }
)
