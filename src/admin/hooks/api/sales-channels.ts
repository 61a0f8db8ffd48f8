import { useQuery } from "@tanstack/react-query"
import { queryKey } from "../../lib/query-keys"
import { sdk } from "../../lib/sdk"

const query = { limit: 1_000, order: "name", fields: "id,name" }

/** The sales channels of the host by name. Undefined until loaded. */
export const useSalesChannels = () => {
  const { data } = useQuery({
    queryKey: queryKey("host/sales-channels", query),
    queryFn: () => sdk.admin.salesChannel.list(query),
  })
  return { channels: data?.sales_channels }
}
