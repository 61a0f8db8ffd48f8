interface NamedCustomer {
  email: string
  company_name?: string | null
  first_name?: string | null
  last_name?: string | null
}

/** Display name of a Medusa customer. */
export const customerNameOf = ({
  email,
  company_name: company,
  first_name: first,
  last_name: last,
}: NamedCustomer): string => company || [first, last].filter(Boolean).join(" ") || email
