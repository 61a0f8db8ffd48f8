import { useQuery } from "@tanstack/react-query"
import { queryKey } from "../../lib/query-keys"
import { sdk } from "../../lib/sdk"

const query = { fields: "id,supported_currencies.*", limit: 1 }

const useStoreRead = () =>
  useQuery({
    queryKey: queryKey("host/stores", query),
    queryFn: () => sdk.admin.store.list(query),
    select: ({ stores }) => {
      const currencies = stores[0]?.supported_currencies ?? []
      const usual = currencies.find(({ is_default: isDefault }) => isDefault) ?? currencies[0]
      return {
        usual: usual?.currency_code,
        all: currencies.map(({ currency_code: code }) => code),
      }
    },
  })

/** The currency in which the store sells unless something else is said. Undefined until loaded. */
export const useStoreCurrency = (): string | undefined => useStoreRead().data?.usual

const none: string[] = []

/** All currencies in which the store sells. */
export const useStoreCurrencies = (): string[] => useStoreRead().data?.all ?? none
