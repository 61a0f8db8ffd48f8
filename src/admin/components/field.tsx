import { Form } from "@medusajs/dashboard/components"
import type { ReactElement } from "react"
import type { ControllerRenderProps, FieldPath, FieldValues, UseFormReturn } from "react-hook-form"
import { useWords } from "../hooks/use-words"

interface FieldProps<Values extends FieldValues, Name extends FieldPath<Values>> {
  form: UseFormReturn<Values, unknown, Values>
  name: Name
  label: string
  hint?: string
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
  isOptional,
  isRequired = false,
  children,
}: FieldProps<Values, Name>) => {
  const { t } = useWords()
  return (
    <Form.Field
      control={form.control}
      name={name}
      rules={isRequired ? { required: t("forms.required") } : undefined}
      render={({ field }) => (
        <Form.Item>
          <Form.Label optional={isOptional}>{label}</Form.Label>
          <Form.Control>{children(field)}</Form.Control>
          {hint && <Form.Hint>{hint}</Form.Hint>}
          <Form.ErrorMessage />
        </Form.Item>
      )}
    />
  )
}
