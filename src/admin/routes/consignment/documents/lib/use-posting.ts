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
import { readItemCard } from "../../../../hooks/api/item-cards"
import { useFieldErrors } from "../../../../hooks/use-field-errors"
import { useRefusals } from "../../../../hooks/use-refusals"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"
import type { Refusal } from "../../../../lib/refusal"
import { isPiece, linesInParts } from "./whole-units"
import { addressOfDocument } from "./address"
import { documentForms, headNames } from "./document-forms"
import { nameOf, sentLines, toBody, type DocumentValues, type LineValues } from "./document-values"

/** Where the form has a field of the body. */
const headPathOf = (path: string): string =>
  (headNames as readonly string[]).includes(path) ? `head.${path}` : path

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
  const { refusedLinesOf } = useRefusals()
  const showAtFields = useFieldErrors(form, headPathOf)
  const [refused, setRefused] = useState<{ refusal: Refusal; hint?: string }>()
  const refusal = refused?.refusal
  const setRefusal = (error: Refusal): void =>
    setRefused({ refusal: error, hint: showAtFields(error) })
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
    onSuccess: () => void post(form.getValues()),
    onError: setRefusal,
  })

  // Where the lines stand in the form that have a part of a unit.
  const [parts, setParts] = useState<number[]>([])
  // Of the lines that were sent: where they stand in the form.
  const [positions, setPositions] = useState<number[]>([])
  const send =
    <Body>(mutate: (body: Body) => void) =>
    async (values: DocumentValues): Promise<void> => {
      setRefused(undefined)
      const fields = documentForms[kind]
      const parts = await findParts(linesInParts(fields, values.lines), values.lines)
      setParts(parts)
      if (parts.length > 0) return
      const sent = sentLines(fields, values.lines)
      if (sent.length === 0) return void toast.error(t("documents.no_lines"))
      setPositions(sent.map((line) => values.lines.indexOf(line)))
      // The form of a kind asks for the fields of its body; the server checks them.
      mutate({ ...toBody(fields, values), idempotency_key: idempotencyKey } as Body)
    }
  const post = send((body: DocumentBodies[PostableKind]) => posting.mutate(body))

  /** Sends what its head says, without lines. */
  const reportNothing = (values: DocumentValues): void => {
    setRefused(undefined)
    const fields = documentForms[kind]
    if (sentLines(fields, values.lines).length > 0) {
      return void toast.error(t("reported_sales.nothing_sold.has_quantities"))
    }
    const body = toBody(fields, { ...values, lines: [] })
    posting.mutate({
      ...body,
      nothing_sold: true,
      idempotency_key: idempotencyKey,
    } as DocumentBodies["reported_sale"])
  }

  const whole: string = t("documents.lines.whole")
  const problems = new Map([
    ...[...refusedLinesOf(refusal)].map(
      ([index, problem]) => [positions[index] ?? index, problem] as const
    ),
    ...parts.map((index) => [index, whole] as const),
  ])
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
    reportNothing,
    markAndPost,
    refused,
    /** By the line's position: why the server refused it. */
    problems,
    isSending: [posting, saving, invoicing, marking].some(({ isPending }) => isPending),
  }
}

/** Of the lines with a part of a unit, those whose item is counted, as far as the user may read item cards. */
const findParts = async (indexes: number[], lines: LineValues[]): Promise<number[]> => {
  const found = await Promise.all(
    indexes.map(async (index) => {
      const id = lines[index]?.item.id
      const card = id ? await readItemCard(id).catch(() => undefined) : undefined
      return card && isPiece(card.fields.unit) ? [index] : []
    })
  )
  return found.flat()
}
