import { forwardRef } from "react"
import { customerNameOf } from "../lib/customer-name"
import { sdk } from "../lib/sdk"
import { Picker, type PickerProps } from "./picker"

/** Picks a customer of the host. */
export const CustomerPicker = forwardRef<HTMLInputElement, PickerProps>((props, ref) => (
  <Picker
    {...props}
    ref={ref}
    source={{
      resource: "customers",
      read: async (query) => {
        const fields = "id,email,company_name,first_name,last_name"
        const { customers, count } = await sdk.admin.customer.list({ ...query, fields })
        return { rows: customers, count }
      },
      toOption: (customer) => ({ value: customer.id, label: customerNameOf(customer) }),
    }}
  />
))
CustomerPicker.displayName = "CustomerPicker"
