import { RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components"
import { Button, Heading, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useForm, type UseFormReturn } from "react-hook-form"
import { useSearchParams } from "react-router-dom"
import { useMarkContractorItems } from "../../../../hooks/api/contractor-items"
import {
  usePostDocument,
  type DocumentBodies,
  type PostableKind,
} from "../../../../hooks/api/documents"
import { useWords } from "../../../../hooks/use-words"
import { refusedLinesOf, type Refusal } from "../../../../lib/refusal"
import { addressOfDocument } from "../lib/address"
import { documentForms, headNames } from "../lib/document-forms"
import { nameOf, toBody, type DocumentValues } from "../lib/document-values"
import { DocumentHead } from "./document-head"
import { DocumentLines } from "./document-lines"
import { RefusalAlert } from "./refusal-alert"

/** The form that posts a document of any kind; what it asks for stands in `document-forms.ts`. */
export const DocumentForm = ({ kind }: { kind: PostableKind }) => {
  const { t } = useWords()
  return (
    <RouteFocusModal>
      <RouteFocusModal.Title asChild>
        <span className="sr-only">{t(`documents.post.${kind}`)}</span>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <span className="sr-only">{t(`documents.hints.${kind}`)}</span>
      </RouteFocusModal.Description>
      <Content kind={kind} />
    </RouteFocusModal>
  )
}

const Content = ({ kind }: { kind: PostableKind }) => {
  const { t } = useWords()
  const form = useForm<DocumentValues>({ defaultValues: useStartValues() })
  const { post, markAndPost, refusal, isPosting } = usePosting(kind, form)
  return (
    <RouteFocusModal.Form form={form}>
      <form
        className="flex size-full flex-col overflow-hidden"
        onSubmit={(event) => void form.handleSubmit(post)(event)}
      >
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto px-6 py-12">
          <div className="flex w-full max-w-[960px] flex-col gap-y-8">
            <div>
              <Heading>{t(`documents.post.${kind}`)}</Heading>
              <Text size="small" className="text-ui-fg-subtle">
                {t(`documents.hints.${kind}`)}
              </Text>
            </div>
            {refusal && (
              <RefusalAlert refusal={refusal} onMarkAsOwner={markAndPost} isMarking={isPosting} />
            )}
            <DocumentHead form={form} kind={kind} />
            <DocumentLines form={form} kind={kind} problems={refusedLinesOf(refusal)} />
          </div>
        </RouteFocusModal.Body>
        <RouteFocusModal.Footer>
          <RouteFocusModal.Close asChild>
            <Button size="small" variant="secondary" type="button">
              {t("actions.cancel")}
            </Button>
          </RouteFocusModal.Close>
          <Button size="small" type="submit" isLoading={isPosting}>
            {t("documents.actions.post")}
          </Button>
        </RouteFocusModal.Footer>
      </form>
    </RouteFocusModal.Form>
  )
}

/** Whoever comes from a contractor or a warehouse finds it filled in: `?contractor_id=…`. */
const useStartValues = (): DocumentValues => {
  const [search] = useSearchParams()
  const head = Object.fromEntries(headNames.map((name) => [name, search.get(name) ?? ""]))
  return { head, effective_at: null, reference: "", note: "", lines: [] }
}

const usePosting = (kind: PostableKind, form: UseFormReturn<DocumentValues>) => {
  const { t } = useWords()
  const { handleSuccess } = useRouteModal()
  const [refusal, setRefusal] = useState<Refusal>()
  // A second click sends the same key, so the document is posted once.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const posting = usePostDocument(kind, {
    onSuccess: ({ id, number }) => {
      toast.success(t("documents.posted", { number }))
      handleSuccess(addressOfDocument(kind, id))
    },
    onError: setRefusal,
  })
  const marking = useMarkContractorItems(form.watch("head.contractor_id") ?? "", {
    onSuccess: () => post(form.getValues()),
    onError: setRefusal,
  })
  const post = (values: DocumentValues): void => {
    setRefusal(undefined)
    if (values.lines.length === 0) return void toast.error(t("documents.no_lines"))
    const body = { ...toBody(documentForms[kind], values), idempotency_key: idempotencyKey }
    posting.mutate(body as unknown as DocumentBodies[PostableKind])
  }
  /** Makes the contractor an owner of the refused items, and posts again. */
  const markAndPost = (): void => {
    const { lines } = form.getValues()
    const refused = [...refusedLinesOf(refusal).keys()].flatMap((index) => lines[index] ?? [])
    const items = new Map(refused.map(({ item }) => [item.id ?? item.sku, nameOf(item)]))
    marking.mutate({ items: [...items.values()] })
  }
  return { post, markAndPost, refusal, isPosting: posting.isPending || marking.isPending }
}
