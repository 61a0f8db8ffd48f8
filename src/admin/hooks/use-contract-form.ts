import { toNestErrors } from "@hookform/resolvers"
import type { z } from "@medusajs/framework/zod"
import { useMemo } from "react"
import {
  useForm,
  type DefaultValues,
  type FieldError,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
} from "react-hook-form"
import { reasonOfIssue } from "../../http-contract/errors"
import { isRequiredIn } from "../lib/required-fields"
import { useRefusals } from "./use-refusals"

interface ContractFormOptions<Values extends FieldValues> {
  /** The schema of the route that the form is sent to. */
  schema: unknown
  defaultValues: DefaultValues<Values>
  /** Meaning of an emptied field: keep the current value, or clear it. */
  blank?: "left out" | "cleared"
}

/** A form that is checked by the contract of its route, before the server does the same. */
export const useContractForm = <Values extends FieldValues>({
  schema,
  defaultValues,
  blank = "left out",
}: ContractFormOptions<Values>): UseFormReturn<Values, unknown, Values> => {
  const { faultInWords } = useRefusals()
  const resolver = useMemo((): Resolver<Values, unknown, Values> => {
    const meant = blank === "cleared" ? null : undefined
    return async (values, _, options) => {
      const checked = await (schema as z.ZodType<Values>).safeParseAsync(withBlanks(values, meant))
      if (checked.success) return { values: checked.data, errors: {} }
      const faults = checked.error.issues.map((issue): [string, FieldError] => [
        issue.path.map(String).join("."),
        { type: issue.code, message: faultInWords({ ...reasonOfIssue(issue) }) },
      ])
      // The first fault of a field is the one to tell.
      const errors = Object.fromEntries(faults.reverse())
      return { values: {}, errors: toNestErrors(errors, options) }
    }
  }, [schema, blank, faultInWords])
  const form = useForm<Values, unknown, Values>({ resolver, defaultValues })
  checks.set(form.control, { schema, blank: blank === "cleared" ? null : undefined })
  return form
}

/** By the control of a form: what it is checked by. */
const checks = new WeakMap<object, { schema: unknown; blank: null | undefined }>()

/** Whether a field of a form of the contract has to be filled in. */
export const isRequiredField = (control: object, name: string): boolean => {
  const check = checks.get(control)
  return check !== undefined && isRequiredIn(check.schema, name, check.blank)
}

/** The same values with another one for each empty text, at any depth. */
const withBlanks = (value: unknown, blank: null | undefined): unknown => {
  if (value === "") return blank
  if (Array.isArray(value)) return value.map((one) => withBlanks(one, blank))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withBlanks(one, blank)])
  )
}
