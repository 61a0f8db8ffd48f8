import type { Contractor } from "../http-contract/contractor"
import type { Language } from "./language"

/** The lines of an envelope, in the words of the host's own addresses. */
const envelope = [
  ["company"],
  ["first_name", "last_name"],
  ["address_1"],
  ["address_2"],
  ["postal_code", "city"],
  ["province"],
] as const

type Addressee = Pick<Contractor, "name" | "tax_id" | "country_code" | "address">

/** Name, address, country and tax id, a line each. An address in other words is written as it stands. */
export const toRecipient = (contractor: Addressee, language: Language): string[] => {
  const address = contractor.address ?? {}
  const lines = envelope
    .map((fields) =>
      fields
        .map((field) => textIn(address, field))
        .join(" ")
        .trim()
    )
    .filter((line) => line !== "" && line !== contractor.name)
  const written = lines.length > 0 ? lines : otherTextsOf(address)
  const country = countryOf(contractor, address, language)
  const taxId = contractor.tax_id ? [`${language.texts.facts.tax_id}: ${contractor.tax_id}`] : []
  return [contractor.name, ...written, ...country, ...taxId]
}

const textIn = (address: Record<string, unknown>, field: string): string => {
  const value = address[field]
  return typeof value === "string" ? value.trim() : ""
}

const otherTextsOf = (address: Record<string, unknown>): string[] =>
  Object.keys(address)
    .filter((field) => field !== "country_code")
    .map((field) => textIn(address, field))
    .filter((text) => text !== "")

const countryOf = (
  contractor: Addressee,
  address: Record<string, unknown>,
  { locale }: Language
): string[] => {
  const code = (textIn(address, "country_code") || (contractor.country_code ?? "")).toUpperCase()
  if (!/^[A-Z]{2}$/.test(code)) return []
  return [new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code]
}
