import { readGraph } from "../read-graph"
import type { MedusaContainer } from "@medusajs/framework/types"

/** The host's region for an order, and the currencies that its regions sell in. */
export interface FoundRegion {
  id: string | null
  currencies: string[]
}

/** The region that sells in the currency, the one with the customer's country first. */
export const findRegion = async (
  container: MedusaContainer,
  currencyCode: string,
  countryCode: string | null
): Promise<FoundRegion> => {
  const regions = await readGraph<{
    id: string
    currency_code: string
    countries: { iso_2: string }[]
  }>(container, {
    entity: "region",
    fields: ["id", "currency_code", "countries.iso_2"],
  })
  const inCurrency = regions.filter((region) => region.currency_code === currencyCode)
  const ofCountry = inCurrency.find(({ countries }) =>
    countries.some(({ iso_2: code }) => code === countryCode)
  )
  return {
    id: (ofCountry ?? inCurrency[0])?.id ?? null,
    currencies: [...new Set(regions.map((region) => region.currency_code.toUpperCase()))],
  }
}
