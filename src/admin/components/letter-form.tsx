import { Alert, Input, Text, Textarea, toast } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import type { LetterPreview } from "../../http-contract/letter"
import type { Permission } from "../../http-contract/permission"
import { useLetter, useSendLetter } from "../hooks/api/letters"
import { useWords } from "../hooks/use-words"
import { createRequestKeys } from "../lib/request-keys"
import { Field } from "./field"
import { FormDrawer } from "./form-drawer"

interface LetterFormProps {
  /** Address of the paper below our routes: "settlements/conset_1". */
  paper: string
  needs: Permission
}

/** Sends a paper to the partner as PDF, with words that may be changed before. */
export const LetterForm = ({ paper, needs }: LetterFormProps) => {
  const { letter, can_send: canSend } = useLetter(paper)
  return letter ? (
    <LetterDrawer paper={paper} needs={needs} letter={letter} canSend={canSend === true} />
  ) : null
}

interface LetterDrawerProps extends LetterFormProps {
  letter: LetterPreview["letter"]
  canSend: boolean
}

const LetterDrawer = ({ paper, needs, letter, canSend }: LetterDrawerProps) => {
  const { t } = useWords()
  const [keyOf] = useState(createRequestKeys)
  const form = useForm({
    defaultValues: { to: letter.to.join(", "), subject: letter.subject, text: letter.text },
  })
  const { mutateAsync, isPending } = useSendLetter(paper)
  return (
    <FormDrawer
      title={t("letters.title")}
      description={t("letters.hint")}
      needs={needs}
      form={form}
      isSaving={isPending}
      isBlocked={!canSend}
      submitLabel={t("letters.submit")}
      onSubmit={async ({ to, subject, text }, close) => {
        const body = { to: addressesIn(to), subject, text, language: letter.language }
        const sent = await mutateAsync({ ...body, idempotency_key: keyOf(body) })
        toast.success(t("letters.done", { to: sent.letter.to.join(", ") }))
        close()
      }}
    >
      {!canSend && <Alert variant="warning">{t("letters.no_provider")}</Alert>}
      <Field form={form} name="to" label={t("letters.to")} hint={t("letters.to_hint")} isRequired>
        {(field) => <Input {...field} readOnly={!canSend} autoComplete="off" />}
      </Field>
      <Field form={form} name="subject" label={t("letters.subject")} isRequired>
        {(field) => <Input {...field} readOnly={!canSend} autoComplete="off" />}
      </Field>
      <Field form={form} name="text" label={t("letters.text")} isRequired>
        {(field) => <Textarea {...field} readOnly={!canSend} rows={10} />}
      </Field>
      <Text size="small" className="text-ui-fg-subtle">
        {t("letters.attachment", { name: letter.file_name })}
      </Text>
    </FormDrawer>
  )
}

const addressesIn = (written: string): string[] => written.split(/[\s,;]+/).filter(Boolean)
