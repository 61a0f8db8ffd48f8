import type { z } from "@medusajs/framework/zod"

type Field = Pick<z.ZodType, "safeParse"> & {
  shape?: Record<string, Field>
  element?: Field
  unwrap?: () => Field
}

/** Whether a form can't be sent with this field left empty. What can only be on or off is never empty. */
export const isRequiredIn = (schema: unknown, path: string, blank: null | undefined): boolean => {
  const field = fieldAt(schema as Field, path.split("."))
  return field !== undefined && !field.safeParse(blank).success && !field.safeParse(true).success
}

const fieldAt = (field: Field | undefined, [name, ...rest]: string[]): Field | undefined => {
  if (field === undefined || name === undefined) return field
  if (field.shape) return fieldAt(field.shape[name], rest)
  if (field.element) return fieldAt(field.element, rest)
  return field.unwrap ? fieldAt(field.unwrap(), [name, ...rest]) : undefined
}
