import type { FieldValues, UseFormReturn } from "react-hook-form"

/**
 * A form, for fields that several forms share: they read and write a part of its values. react-hook-form types the paths
 * of a form by all of its values, so a form of more does not count as one of less.
 */
export const partOfForm = <Part extends FieldValues, Values extends Part>(
  form: UseFormReturn<Values, unknown, Values>
): UseFormReturn<Part, unknown, Part> => form as unknown as UseFormReturn<Part, unknown, Part>
