import { Form } from "@medusajs/dashboard/components"
import type { ReactElement } from "react"
import type { ControllerRenderProps, FieldPath, FieldValues, UseFormReturn } from "react-hook-form"

interface FieldProps<Values extends FieldValues, Name extends FieldPath<Values>> {
  form: UseFormReturn<Values, unknown, Values>
  name: Name
  label: string
  hint?: string
  isOptional?: boolean
  children: (field: ControllerRenderProps<Values, Name>) => ReactElement
}

/** One labelled field of a form with its hint and its error. */
export const Field = <Values extends FieldValues, Name extends FieldPath<Values>>({
  form,
  name,
  label,
  hint,
  isOptional,
  children,
}: FieldProps<Values, Name>) => (
  <Form.Field
    control={form.control}
    name={name}
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
