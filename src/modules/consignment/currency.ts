import { defaultCurrencies } from "@medusajs/framework/utils"

const currencies: Partial<Record<string, { decimal_digits: number }>> = defaultCurrencies

/** Decimals of the amounts of a currency, as the host knows them: 2 for EUR, 0 for JPY. */
export const decimalsOf = (currencyCode: string): number =>
  currencies[currencyCode.toUpperCase()]?.decimal_digits ?? 2
