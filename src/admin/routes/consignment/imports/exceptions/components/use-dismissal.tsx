import { XCircle } from "@medusajs/icons"
import { toast, usePrompt } from "@medusajs/ui"
import type { ImportException } from "../../../../../../http-contract/import"
import { useDismissImportException } from "../../../../../hooks/api/import-exceptions"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"

/** The entry of a menu that takes an exception off the list, once the user is sure. */
export const useDismissal = () => {
  const { t } = useWords()
  const prompt = usePrompt()
  const { mutate } = useDismissImportException({
    onError: useReportedError(),
    onSuccess: () => void toast.success(t("exceptions.dismissed")),
  })
  const dismiss = async ({ id, line }: ImportException): Promise<void> => {
    const isSure = await prompt({
      title: t("exceptions.dismiss.title", { line }),
      description: t("exceptions.dismiss.hint"),
      confirmText: t("exceptions.dismiss.action"),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
    if (isSure) mutate(id)
  }
  return (exception: ImportException) => ({
    icon: <XCircle />,
    label: t("exceptions.dismiss.action"),
    onClick: () => void dismiss(exception),
  })
}
