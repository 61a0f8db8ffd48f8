import { useCallback } from "react"
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form"
import { useRefusals } from "./use-refusals"
import { useWords } from "./use-words"

/**
 * Writes a refusal at the fields of the form that it names. Answers what else there is to tell: the faults of fields
 * that the form does not have.
 */
export const useFieldErrors = <Values extends FieldValues>(
  form: UseFormReturn<Values, unknown, Values>,
  pathInForm: (path: string) => string = (path) => path
) => {
  const { t } = useWords()
  const { refusedFieldsOf } = useRefusals()
  return useCallback(
    (refusal: Error): string | undefined => {
      const refused = refusedFieldsOf(refusal).filter(({ path }) => !path.startsWith("lines."))
      const values = form.getValues()
      const isInForm = (path: string) => has(values, pathInForm(path).split("."))
      for (const { path, sentence } of refused.filter(({ path }) => isInForm(path)))
        form.setError(pathInForm(path) as FieldPath<Values>, { message: sentence })
      const others = refused.filter(({ path }) => !isInForm(path))
      if (others.length > 0) return others.map(({ sentence }) => sentence).join(" ")
      return refused.length > 0 ? t("errors.see_fields") : undefined
    },
    [form, pathInForm, refusedFieldsOf, t]
  )
}

const has = (value: unknown, [first, ...rest]: string[]): boolean => {
  if (first === undefined) return true
  if (typeof value !== "object" || value === null || !(first in value)) return false
  return has((value as Record<string, unknown>)[first], rest)
}
