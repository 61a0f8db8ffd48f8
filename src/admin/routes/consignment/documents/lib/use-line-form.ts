import type { UseFormReturn } from "react-hook-form"
import { useAgreements } from "../../../../hooks/api/agreements"
import type { PostableKind } from "../../../../hooks/api/documents"
import { documentForms, type DocumentForm } from "./document-forms"
import type { DocumentValues } from "./document-values"

/** Fields of the lines: a supplier who has a share of the sale is asked for no cost, which stays a detail. */
export const useLineForm = (
  kind: PostableKind,
  form: UseFormReturn<DocumentValues>
): DocumentForm => {
  const contractorId = form.watch("head.contractor_id")
  const isReceipt = kind === "goods_receipt" && Boolean(contractorId)
  const { agreements } = useAgreements(
    { contractor_id: contractorId, direction: "inbound", limit: 100 },
    { enabled: isReceipt, placeholderData: undefined }
  )
  const now = new Date().toISOString()
  const running = (agreements ?? []).filter(({ valid_to: end }) => end === null || end > now)
  const hasNoCost =
    isReceipt && running.length > 0 && running.every((one) => one.price_basis !== "lot_cost")
  const { columns, details = [], ...others } = documentForms[kind]
  return hasNoCost
    ? {
        ...others,
        columns: columns.filter((name) => name !== "unit_cost"),
        details: ["unit_cost", ...details],
      }
    : documentForms[kind]
}
