import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** The region of the currency, the one with the customer's country first. */
export const findRegion = async (
  container: MedusaContainer,
  currencyCode: string,
  countryCode: string | null
): Promise<string | null> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "currency_code", "countries.iso_2"],
  })
  const regions = data as unknown as {
    id: string
    currency_code: string
    countries: { iso_2: string }[]
  }[]
  const rank = (region: (typeof regions)[number]): number =>
    (region.currency_code === currencyCode ? 2 : 0) +
    (region.countries.some(({ iso_2: code }) => code === countryCode) ? 1 : 0)
  const [best] = [...regions].sort((a, b) => rank(b) - rank(a))
  return best?.id ?? null
}
