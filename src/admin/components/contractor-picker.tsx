import { forwardRef } from "react"
import type { ContractorList } from "../hooks/api/contractors"
import { request } from "../lib/request"
import { Picker, type PickerProps } from "./picker"

export const ContractorPicker = forwardRef<HTMLInputElement, PickerProps>((props, ref) => (
  <Picker
    {...props}
    ref={ref}
    source={{
      resource: "contractors",
      read: async (query) => {
        const { contractors, count } = await request<ContractorList>("contractors", {
          query: { ...query, order: "name" },
        })
        return { rows: contractors, count }
      },
      toOption: ({ id, name, code }) => ({ value: id, label: `${name} (${code})` }),
    }}
  />
))
ContractorPicker.displayName = "ContractorPicker"
