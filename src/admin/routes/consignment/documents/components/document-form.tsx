import { RouteFocusModal } from "@medusajs/dashboard/components"
import { Button, Heading, Text } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { useSearchParams } from "react-router-dom"
import type { PostableKind } from "../../../../hooks/api/documents"
import { useWords } from "../../../../hooks/use-words"
import { documentForms, headNames } from "../lib/document-forms"
import type { DocumentValues } from "../lib/document-values"
import { usePosting } from "../lib/use-posting"
import { AlternativeButton } from "./alternative-button"
import { DocumentHead } from "./document-head"
import { DocumentLines } from "./document-lines"
import { RefusalAlert } from "./refusal-alert"

interface DocumentFormProps {
  kind: PostableKind
  /** Initial values, besides those named in the address. */
  start?: Partial<DocumentValues>
  /** Changes this pick list instead of posting. */
  pickListId?: string
}

/** The form that posts a document of any kind; what it asks for stands in `document-forms.ts`. */
export const DocumentForm = ({ kind, ...content }: DocumentFormProps) => {
  const { t } = useWords()
  return (
    <RouteFocusModal>
      <RouteFocusModal.Title asChild>
        <span className="sr-only">{t(`documents.post.${kind}`)}</span>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <span className="sr-only">{t(`documents.hints.${kind}`)}</span>
      </RouteFocusModal.Description>
      <Content kind={kind} {...content} />
    </RouteFocusModal>
  )
}

const Content = ({ kind, start, pickListId }: DocumentFormProps) => {
  const { t } = useWords()
  const form = useForm<DocumentValues>({ defaultValues: { ...useStartValues(), ...start } })
  const { post, savePickList, invoice, markAndPost, refusal, problems, isSending } = usePosting(
    kind,
    form,
    pickListId
  )
  const { alternative } = documentForms[kind]
  return (
    <RouteFocusModal.Form form={form}>
      <form
        className="flex size-full flex-col overflow-hidden"
        onSubmit={(event) => void form.handleSubmit(pickListId ? savePickList : post)(event)}
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
              <RefusalAlert refusal={refusal} onMarkAsOwner={markAndPost} isMarking={isSending} />
            )}
            <DocumentHead form={form} kind={kind} />
            <DocumentLines form={form} kind={kind} problems={problems} />
          </div>
        </RouteFocusModal.Body>
        <RouteFocusModal.Footer>
          <RouteFocusModal.Close asChild>
            <Button size="small" variant="secondary" type="button">
              {t("actions.cancel")}
            </Button>
          </RouteFocusModal.Close>
          {alternative && !pickListId && (
            <AlternativeButton
              alternative={alternative}
              isSending={isSending}
              onClick={() =>
                void form.handleSubmit(alternative === "pick_list" ? savePickList : invoice)()
              }
            />
          )}
          <Button size="small" type="submit" isLoading={isSending}>
            {pickListId ? t("actions.save") : t("documents.actions.post")}
          </Button>
        </RouteFocusModal.Footer>
      </form>
    </RouteFocusModal.Form>
  )
}

/** A link from a contractor or warehouse page prefills the form: `?contractor_id=…`. */
const useStartValues = (): DocumentValues => {
  const [search] = useSearchParams()
  const head = Object.fromEntries(headNames.map((name) => [name, search.get(name) ?? ""]))
  return { head, effective_at: null, reference: "", note: "", lines: [] }
}
