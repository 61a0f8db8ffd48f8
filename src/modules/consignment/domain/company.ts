/** A postal address in the words of the host's own addresses. */
export interface PostalAddress {
  address_1: string | null
  address_2: string | null
  postal_code: string | null
  city: string | null
  province: string | null
  /** ISO 3166-1 alpha-2, in upper case. */
  country_code: string | null
}

/** The company that writes the store's documents. */
export interface Company {
  legal_name: string | null
  address: PostalAddress | null
  /** VAT id. */
  tax_id: string | null
  /** Of the trade register. */
  registration_number: string | null
  iban: string | null
  email: string | null
  phone: string | null
  /** PNG or JPEG as a data URL. */
  logo: string | null
  /** Days from the date of an invoice until it is due; null: no term. */
  payment_terms_days: number | null
}

const unknownCompany: Company = {
  legal_name: null,
  address: null,
  tax_id: null,
  registration_number: null,
  iban: null,
  email: null,
  phone: null,
  logo: null,
  payment_terms_days: null,
}

/** Stored data of a company, null where there is none. */
export const toCompany = (stored: object | null | undefined): Company => ({
  ...unknownCompany,
  ...stored,
})
