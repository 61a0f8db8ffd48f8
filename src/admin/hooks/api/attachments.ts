import type { Attachment, AttachmentListParameters } from "../../../http-contract/attachment"
import type { Deleted } from "../../../http-contract/common"
import { saveFile } from "../../lib/download"
import { request, requestFile } from "../../lib/request"
import { useAllows } from "../use-allows"
import { useReading } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

/** Files of a document, a settlement or an invoice; nothing is asked that the user may not read. */
export const useAttachments = (subject: AttachmentListParameters) => {
  const mayRead = useAllows()("consignment_attachment:read")
  const { attachments, ...rest } = useReading<{ attachments: Attachment[] }>(
    "attachments",
    subject,
    { enabled: mayRead }
  )
  return { ...rest, attachments, mayRead }
}

export const useAddAttachment = (
  subject: AttachmentListParameters,
  options?: WritingOptions<{ attachment: Attachment }, File>
) =>
  useWriting(
    (file: File) =>
      request<{ attachment: Attachment }>("attachments", {
        method: "POST",
        query: { ...subject, file_name: file.name },
        file,
      }),
    options
  )

export const useDeleteAttachment = (options?: WritingOptions<Deleted<"attachment">, string>) =>
  useWriting(
    (id: string) => request<Deleted<"attachment">>(`attachments/${id}`, { method: "DELETE" }),
    options
  )

/** Saves an attached file under its name. */
export const downloadAttachment = async ({ id, file_name: name }: Attachment): Promise<void> => {
  const file = await requestFile(`attachments/${id}/file`, {})
  saveFile(new File([file], name, { type: file.type }))
}
