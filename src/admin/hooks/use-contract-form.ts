import { zodResolver } from "@hookform/resolvers/zod"
import { useMemo } from "react"
import {
  useForm,
  type DefaultValues,
  type FieldError,
  type FieldErrors,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
} from "react-hook-form"
import { useWords } from "./use-words"

type Schema<Values extends FieldValues> = Parameters<typeof zodResolver<Values, unknown, Values>>[0]

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
  const { t } = useWords()
  const resolver = useMemo((): Resolver<Values, unknown, Values> => {
    const check = zodResolver(schema as Schema<Values>)
    const meant = blank === "cleared" ? null : undefined
    return async (values, context, options) => {
      const result = await check(withBlanks(values, meant) as Values, context, options)
      const say = (error: FieldError): string =>
        error.type === "invalid_type" ? t("forms.required") : t("forms.invalid")
      return Object.keys(result.errors).length === 0
        ? result
        : { values: {}, errors: inWords(result.errors as FieldErrors<Values>, say) }
    }
  }, [schema, blank, t])
  return useForm<Values, unknown, Values>({ resolver, defaultValues })
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

/** Errors in the reader's language: the contract's own are the server's sentences. */
const inWords = <Errors extends object>(errors: Errors, say: (error: FieldError) => string) =>
  Object.fromEntries(
    Object.entries(errors).map(([name, error]: [string, unknown]): [string, unknown] => {
      if (typeof error !== "object" || error === null) return [name, error]
      if (isFieldError(error)) return [name, { ...error, message: say(error) }]
      return [name, name === "ref" ? error : inWords(error, say)]
    })
  ) as Errors

const isFieldError = (error: object): error is FieldError =>
  "type" in error && typeof error.type === "string"
