import { Button, usePrompt } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"
import type { Invoice } from "../../../../../http-contract/invoice"
import { useDeleteInvoice } from "../../../../hooks/api/invoices"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"

/** Throws a draft away; the settlement may be invoiced anew. */
export const DeleteDraftButton = ({ invoice: { id } }: { invoice: Invoice }) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const navigate = useNavigate()
  const deleting = useDeleteInvoice(id, {
    onSuccess: () => void navigate("/consignment/invoices"),
    onError: useReportedError(),
  })
  const remove = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("invoices.delete.title"),
      description: t("invoices.delete.description"),
      confirmText: t("actions.delete"),
      cancelText: t("actions.cancel"),
    })
    if (isSure) deleting.mutate()
  }
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={deleting.isPending}
      onClick={() => void remove()}
    >
      {t("actions.delete")}
    </Button>
  )
}
