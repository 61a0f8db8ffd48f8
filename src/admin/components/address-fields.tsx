import { Input } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import { useWords } from "../hooks/use-words"
import { Field } from "./field"

const fields = ["address_1", "address_2", "postal_code", "city", "province"] as const

type AddressField = (typeof fields)[number]

/** Part of a form with an address; other words of the address stay as they are. */
export interface WithAddress {
  address?: Partial<Record<AddressField, string | null>> | null
}

interface AddressFieldsProps {
  form: UseFormReturn<WithAddress, unknown, WithAddress>
}

/** The lines of a postal address. */
export const AddressFields = ({ form }: AddressFieldsProps) => {
  const { t } = useWords()
  return fields.map((name) => (
    <Field key={name} form={form} name={`address.${name}`} label={t(`fields.${name}`)} isOptional>
      {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
    </Field>
  ))
}

/** An address in one line. */
export const addressOf = (address: object | null): string => {
  const written = { ...address } as Partial<Record<AddressField, unknown>>
  const text = (name: AddressField): string => {
    const value = written[name]
    return typeof value === "string" ? value : ""
  }
  return [
    text("address_1"),
    text("address_2"),
    `${text("postal_code")} ${text("city")}`.trim(),
    text("province"),
  ]
    .filter((line) => line !== "")
    .join(", ")
}
