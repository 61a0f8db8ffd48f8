import { useRouteModal } from "@medusajs/dashboard/components"
import { toast } from "@medusajs/ui"
import { useState } from "react"
import type { UseFormReturn } from "react-hook-form"
import type { DocumentWarning } from "../../../../../http-contract/document"
import { useMarkContractorItems } from "../../../../hooks/api/contractor-items"
import { useSavePickList } from "../../../../hooks/api/deliveries"
import {
  usePostDocument,
  type DocumentBodies,
  type PostableKind,
} from "../../../../hooks/api/documents"
import { useReportAndInvoice, type Reported } from "../../../../hooks/api/reported-sales"
import { useRefusedLines } from "../../../../hooks/use-refused-lines"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"
import type { Refusal } from "../../../../lib/refusal"
import { addressOfDocument } from "./address"
import { documentForms } from "./document-forms"
import { nameOf, sentLines, toBody, type DocumentValues } from "./document-values"

type PostedWarning = DocumentWarning & { line?: number }

/** The ways in which a filled-in form is sent, and what was refused of it. */
export const usePosting = (
  kind: PostableKind,
  form: UseFormReturn<DocumentValues>,
  pickListId?: string
) => {
  const { t } = useWords()
  const { handleSuccess } = useRouteModal()
  const report = useReportedError()
  const refusedLinesOf = useRefusedLines()
  const [refusal, setRefusal] = useState<Refusal>()
  // A second click sends the same key, so the document is posted once.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const posting = usePostDocument(kind, {
    onSuccess: ({ id, number, warnings }) => {
      toast.success(t("documents.posted", { number }))
      for (const warning of (warnings ?? []) as PostedWarning[]) {
        toast.warning(
          t(`documents.warnings.${warning.code}`, { ...warning, line: (warning.line ?? 0) + 1 })
        )
      }
      handleSuccess(addressOfDocument(kind, id))
    },
    onError: setRefusal,
  })
  const saving = useSavePickList(pickListId, {
    onSuccess: ({ id }) => {
      toast.success(t("deliveries.saved"))
      handleSuccess(addressOfDocument(kind, id))
    },
    onError: setRefusal,
  })
  const invoicing = useReportAndInvoice({
    onSuccess: ({ sale, drafts: [draft], refusal: notInvoiced }: Reported) => {
      toast.success(t("documents.posted", { number: sale.number }))
      if (notInvoiced) report(notInvoiced)
      handleSuccess(draft ? `/consignment/invoices/${draft.id}` : addressOfDocument(kind, sale.id))
    },
    onError: setRefusal,
  })
  const marking = useMarkContractorItems(form.watch("head.contractor_id") ?? "", {
    onSuccess: () => post(form.getValues()),
    onError: setRefusal,
  })

  // Of the lines that were sent: where they stand in the form.
  const [positions, setPositions] = useState<number[]>([])
  const send =
    (mutate: (body: never) => void) =>
    (values: DocumentValues): void => {
      setRefusal(undefined)
      const fields = documentForms[kind]
      const sent = sentLines(fields, values.lines)
      if (sent.length === 0) return void toast.error(t("documents.no_lines"))
      setPositions(sent.map((line) => values.lines.indexOf(line)))
      mutate({ ...toBody(fields, values), idempotency_key: idempotencyKey } as never)
    }
  const post = send((body: DocumentBodies[PostableKind]) => posting.mutate(body))

  const problems = new Map(
    [...refusedLinesOf(refusal)].map(([index, problem]) => [positions[index] ?? index, problem])
  )
  /** Makes the contractor an owner of the refused items, and posts again. */
  const markAndPost = (): void => {
    const { lines } = form.getValues()
    const refused = [...problems.keys()].flatMap((position) => lines[position] ?? [])
    const items = new Map(refused.map(({ item }) => [item.id ?? item.sku, nameOf(item)]))
    marking.mutate({ items: [...items.values()] })
  }
  return {
    post,
    savePickList: send((body: DocumentBodies["delivery"]) => saving.mutate(body)),
    invoice: send((body: DocumentBodies["reported_sale"]) => invoicing.mutate(body)),
    markAndPost,
    refusal,
    /** By the line's position: why the server refused it. */
    problems,
    isSending: [posting, saving, invoicing, marking].some(({ isPending }) => isPending),
  }
}
