import { RouteFocusModal } from "@medusajs/dashboard/components"
import { Button, Heading, Text } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { useSearchParams } from "react-router-dom"
import { useAllows } from "../../../../hooks/use-allows"
import { Forbidden } from "../../../../components/forbidden"
import type { PostableKind } from "../../../../hooks/api/documents"
import { useUnloadWarning } from "../../../../hooks/use-unload-warning"
import { useWords } from "../../../../hooks/use-words"
import { documentForms, headNames } from "../lib/document-forms"
import type { DocumentValues } from "../lib/document-values"
import { usePosting } from "../lib/use-posting"
import { AlternativeButton } from "./alternative-button"
import { DocumentHead } from "./document-head"
import { DocumentLines } from "./document-lines"
import { NothingSoldButton } from "./nothing-sold-button"
import { RefusalOfDocument } from "./refusal-of-document"

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
  const allows = useAllows()
  return (
    <RouteFocusModal>
      <RouteFocusModal.Title asChild>
        <span className="sr-only">{t(`documents.post.${kind}`)}</span>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <span className="sr-only">{t(`documents.hints.${kind}`)}</span>
      </RouteFocusModal.Description>
      {allows(`consignment_${kind}:post`) ? (
        <Content kind={kind} {...content} />
      ) : (
        <>
          <RouteFocusModal.Header />
          <Forbidden />
        </>
      )}
    </RouteFocusModal>
  )
}

const Content = ({ kind, start, pickListId }: DocumentFormProps) => {
  const { t } = useWords()
  const form = useForm<DocumentValues>({ defaultValues: { ...useStartValues(), ...start } })
  const posting = usePosting(kind, form, pickListId)
  const { post, savePickList, invoice, markAndPost, refused, problems, isSending } = posting
  const { alternative, reportsNothing } = documentForms[kind]
  useUnloadWarning(form.formState.isDirty && !isSending)
  const submit = (send: (values: DocumentValues) => void | Promise<void>): void => {
    form.clearErrors()
    void form.handleSubmit(send)()
  }
  return (
    <RouteFocusModal.Form form={form}>
      <form
        className="flex size-full flex-col overflow-hidden"
        onSubmit={(event) => {
          event.preventDefault()
          submit(pickListId ? savePickList : post)
        }}
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
            {refused && (
              <RefusalOfDocument {...refused} onMarkAsOwner={markAndPost} isMarking={isSending} />
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
          {reportsNothing && (
            <NothingSoldButton
              isSending={isSending}
              onClick={() => submit(posting.reportNothing)}
            />
          )}
          {alternative && !pickListId && (
            <AlternativeButton
              alternative={alternative}
              isSending={isSending}
              onClick={() => submit(alternative === "pick_list" ? savePickList : invoice)}
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
