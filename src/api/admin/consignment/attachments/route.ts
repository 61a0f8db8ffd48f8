import { buffer } from "node:stream/consumers"
import { Readable } from "node:stream"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  AddAttachmentParameters,
  Attachment,
  AttachmentListParameters,
} from "../../../../http-contract/attachment"
import { addAttachmentWorkflow } from "../../../../workflows/attachment"
import { answering } from "../../../answering"
import { attachmentsOf, requireReadable, toAttachment, toSubject } from "../../../attachments"
import { receiveFile } from "../../../receiving-file"

export const GET = answering(
  async (
    req: AuthenticatedMedusaRequest<unknown, AttachmentListParameters>,
    res: MedusaResponse<{ attachments: Attachment[] }>
  ) => {
    const subject = toSubject(req.validatedQuery)
    await requireReadable(req, subject)
    res.json({ attachments: (await attachmentsOf(req).list(subject)).map(toAttachment) })
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<unknown, AddAttachmentParameters>,
    res: MedusaResponse<{ attachment: Attachment }>
  ) => {
    const { file_name, ...ids } = req.validatedQuery
    const subject = toSubject(ids)
    await requireReadable(req, subject)
    const bytes = await receiveFile(req, (file) => buffer(Readable.from(file)))
    const { result } = await addAttachmentWorkflow(req.scope).run({
      input: {
        ...subject,
        file_name,
        content: bytes.toString("base64"),
        created_by: req.auth_context.actor_id,
      },
    })
    res.status(201).json({ attachment: toAttachment(result) })
  }
)
