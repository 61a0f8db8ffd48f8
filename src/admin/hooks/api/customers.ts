import { useQuery } from "@tanstack/react-query"
import { customerNameOf } from "../../lib/customer-name"
import { queryKey } from "../../lib/query-keys"
import { sdk } from "../../lib/sdk"

/** A customer of the host by what he is called. */
export const useCustomer = (id: string | undefined) => {
  const { data } = useQuery({
    queryKey: queryKey("host/customers", { id }),
    queryFn: () => sdk.admin.customer.retrieve(id ?? ""),
    enabled: Boolean(id),
  })
  const customer = id ? data?.customer : undefined
  return {
    customer: customer && {
      id: customer.id,
      name: customerNameOf(customer),
      email: customer.email,
    },
  }
}
