import { Button, toast, usePrompt } from "@medusajs/ui"
import type { Document } from "../../../../../http-contract/document"
import { useReverseDocument, type DocumentKind } from "../../../../hooks/api/documents"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"

interface ReverseButtonProps {
  kind: DocumentKind
  document: Document
}

/** Undoes the document by another one, once the user knows what that means. */
export const ReverseButton = ({ kind, document: { id, number } }: ReverseButtonProps) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const reversing = useReverseDocument(kind, id, {
    onSuccess: ({ reversal }) =>
      toast.success(t("documents.reversed", { number, reversal: reversal.number })),
    onError: useReportedError(),
  })
  const reverse = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("documents.reverse.title", { number }),
      description: t("documents.reverse.description"),
      confirmText: t("documents.actions.reverse"),
      cancelText: t("actions.cancel"),
    })
    if (isSure) reversing.mutate({})
  }
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={reversing.isPending}
      onClick={() => void reverse()}
    >
      {t("documents.actions.reverse")}
    </Button>
  )
}
