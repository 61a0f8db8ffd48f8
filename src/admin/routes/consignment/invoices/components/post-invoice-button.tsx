import { Button, toast, usePrompt } from "@medusajs/ui"
import type { Invoice } from "../../../../../http-contract/invoice"
import { usePostInvoice } from "../../../../hooks/api/invoices"
import { useFormat } from "../../../../hooks/use-format"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"

/** Makes the draft final, once the user knows what that means. */
export const PostInvoiceButton = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const format = useFormat()
  const prompt = usePrompt()
  const posting = usePostInvoice(invoice.id, {
    onSuccess: ({ invoice: { number } }) => void toast.success(t("invoices.posted", { number })),
    onError: useReportedError(),
  })
  const post = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("invoices.post.title"),
      description: t("invoices.post.description", {
        amount: format.amount(invoice.gross_amount, invoice.currency_code),
      }),
      confirmText: t("invoices.actions.post"),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
    if (isSure) posting.mutate({})
  }
  return (
    <Button
      size="small"
      isLoading={posting.isPending}
      disabled={invoice.lines.length === 0 || invoice.problems.length > 0}
      onClick={() => void post()}
    >
      {t("invoices.actions.post")}
    </Button>
  )
}
