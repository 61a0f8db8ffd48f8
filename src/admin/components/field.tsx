import { Form } from "@medusajs/dashboard/components"
import type { ReactElement } from "react"
import type { ControllerRenderProps, FieldPath, FieldValues, UseFormReturn } from "react-hook-form"
import { isRequiredField } from "../hooks/use-contract-form"
import { useWords } from "../hooks/use-words"
import type { ExplainedTerm } from "../lib/guide"
import { Explained } from "./explained"
import { RequiredMark } from "./required-mark"

interface FieldProps<Values extends FieldValues, Name extends FieldPath<Values>> {
  form: UseFormReturn<Values, unknown, Values>
  name: Name
  label: string
  hint?: string
  /** A small i beside the label tells what it means. */
  explains?: ExplainedTerm
  isOptional?: boolean
  /** For forms that no schema checks. */
  isRequired?: boolean
  children: (field: ControllerRenderProps<Values, Name>) => ReactElement
}

/** One labelled field of a form with its hint and its error. */
export const Field = <Values extends FieldValues, Name extends FieldPath<Values>>({
  form,
  name,
  label,
  hint,
  explains,
  isOptional,
  isRequired = false,
  children,
}: FieldProps<Values, Name>) => {
  const { t } = useWords()
  const isNeeded = isRequired || (!isOptional && isRequiredField(form.control, name))
  return (
    <Form.Field
      control={form.control}
      name={name}
      rules={isRequired ? { required: t("forms.required") } : undefined}
      render={({ field }) => (
        <Form.Item>
          <Form.Label optional={isOptional} icon={explains && <Explained term={explains} />}>
            {label}
            {isNeeded && <RequiredMark />}
          </Form.Label>
          <Form.Control aria-required={isNeeded || undefined}>{children(field)}</Form.Control>
          {hint && <Form.Hint>{hint}</Form.Hint>}
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
