import type { Company } from "../modules/consignment/domain/company"
import type { Language } from "./language"
import type { Party } from "./paper"

/** The lines of an envelope, in the words of the host's own addresses. */
const envelope = [
  ["company"],
  ["first_name", "last_name"],
  ["address_1"],
  ["address_2"],
  ["postal_code", "city"],
  ["province"],
] as const

interface Addressee {
  name: string
  tax_id: string | null
  country_code: string | null
  address: object | null
}

/** How a party is identified, paid and reached; on invoices all of it is printed. */
interface Business extends Addressee {
  registration_number: string | null
  iban: string | null
  email: string | null
  phone: string | null
}

/** Name, address, country and tax id. An address in other words is written as it stands. */
export const toParty = (addressee: Addressee, language: Language): Party => {
  const address = { ...addressee.address } as Record<string, unknown>
  const lines = envelope
    .map((fields) =>
      fields
        .map((field) => textIn(address, field))
        .join(" ")
        .trim()
    )
    .filter((line) => line !== "" && line !== addressee.name)
  const written = lines.length > 0 ? lines : otherTextsOf(address)
  const country = countryOf(addressee, address, language)
  return {
    label: null,
    name: addressee.name,
    details: [
      ...written,
      ...country,
      ...labelled([[language.texts.facts.tax_id, addressee.tax_id]]),
    ],
  }
}

/** The same with register, bank account and contact. */
export const toBusinessParty = (business: Business, language: Language): Party => {
  const { facts } = language.texts
  const party = toParty(business, language)
  const { registration_number: registration, iban, email, phone } = business
  return {
    ...party,
    details: [
      ...party.details,
      ...labelled([
        [facts.registration, registration],
        [facts.iban, iban && inFours(iban)],
      ]),
      ...[email, phone].flatMap((text) => (text ? [text] : [])),
    ],
  }
}

/** The store's company, called by the store's own name as long as it has no other. */
export const toCompanyParty = (company: Company, storeName: string, language: Language): Party => ({
  ...toBusinessParty(
    { ...company, name: company.legal_name ?? storeName, country_code: null },
    language
  ),
  logo: company.logo,
})

const labelled = (facts: (readonly [label: string, text: string | null])[]): string[] =>
  facts.flatMap(([label, text]) => (text ? [`${label}: ${text}`] : []))

/** As people read an IBAN: "NL91 ABNA 0417 1643 00". */
export const inFours = (iban: string): string => iban.replace(/(.{4})(?=.)/g, "$1 ")

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
  addressee: Addressee,
  address: Record<string, unknown>,
  { locale }: Language
): string[] => {
  const code = (textIn(address, "country_code") || (addressee.country_code ?? "")).toUpperCase()
  if (!/^[A-Z]{2}$/.test(code)) return []
  return [new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code]
}
