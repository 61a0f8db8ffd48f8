import { Trash } from "@medusajs/icons"
import { IconButton, Text, toast } from "@medusajs/ui"
import {
  attachmentExtensions,
  type Attachment,
  type AttachmentListParameters,
} from "../../http-contract/attachment"
import {
  downloadAttachment,
  useAddAttachment,
  useAttachments,
  useDeleteAttachment,
} from "../hooks/api/attachments"
import { useAllows } from "../hooks/use-allows"
import { useFormat } from "../hooks/use-format"
import { useRemoval } from "../hooks/use-removal"
import { useReportedError } from "../hooks/use-reported-error"
import { useWords } from "../hooks/use-words"
import { FileButton } from "./file-button"
import { Instant } from "./instant"
import { Actor } from "./posted-by"
import { Problem } from "./problem"
import { Section } from "./section"

const EXTENSIONS = attachmentExtensions.map((extension) => `.${extension}`).join(",")

/** Files of a document, a settlement or an invoice, such as the supplier's delivery note. */
export const AttachmentsSection = ({ subject }: { subject: AttachmentListParameters }) => {
  const { t } = useWords()
  const mayManage = useAllows()("consignment_attachment:manage")
  const { attachments, error, refetch, mayRead } = useAttachments(subject)
  const adding = useAddAttachment(subject, {
    onSuccess: ({ attachment }) =>
      void toast.success(t("attachments.added", { name: attachment.file_name })),
    onError: useReportedError(),
  })
  if (!mayRead) return null
  return (
    <Section
      heading={t("attachments.title")}
      subHeading={t("attachments.hint")}
      actions={
        mayManage && (
          <FileButton
            label={t("attachments.add")}
            isLoading={adding.isPending}
            accept={EXTENSIONS}
            onChoose={(file) => adding.mutate(file)}
          />
        )
      }
    >
      {error && !attachments && <Problem error={error} onRetry={() => void refetch()} />}
      {attachments?.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("attachments.empty")}
        </Text>
      )}
      {attachments?.map((attachment) => (
        <AttachmentRow key={attachment.id} attachment={attachment} mayManage={mayManage} />
      ))}
    </Section>
  )
}

interface AttachmentRowProps {
  attachment: Attachment
  mayManage: boolean
}

const AttachmentRow = ({ attachment, mayManage }: AttachmentRowProps) => {
  const { t } = useWords()
  const format = useFormat()
  const report = useReportedError()
  const { id, file_name: name, size } = attachment
  const { mutate } = useDeleteAttachment({
    onSuccess: () => void toast.success(t("attachments.deleted", { name })),
    onError: report,
  })
  const remove = useRemoval({
    title: t("attachments.delete_title"),
    description: t("attachments.delete_hint", { name }),
    confirmText: t("actions.delete"),
    remove: () => mutate(id),
  })
  return (
    <div className="flex items-center justify-between gap-x-4 px-6 py-3">
      <div className="min-w-0">
        <button
          type="button"
          className="txt-small-plus hover:text-ui-fg-interactive max-w-full truncate text-left underline"
          onClick={() => void downloadAttachment(attachment).catch(report)}
        >
          {name}
        </button>
        <Text size="small" className="text-ui-fg-subtle">
          {format.bytes(size)} · <Instant value={attachment.created_at} withTime /> ·{" "}
          <Actor id={attachment.created_by} />
        </Text>
      </div>
      {mayManage && (
        <IconButton
          size="small"
          variant="transparent"
          aria-label={t("attachments.delete_one", { name })}
          onClick={() => void remove()}
        >
          <Trash />
        </IconButton>
      )}
    </div>
  )
}
