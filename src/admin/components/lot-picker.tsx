import { forwardRef } from "react"
import type { Lot } from "../../http-contract/stock"
import type { ContractorList } from "../hooks/api/contractors"
import type { Listed } from "../hooks/api/use-reading"
import { useFormat } from "../hooks/use-format"
import { useWords } from "../hooks/use-words"
import { request } from "../lib/request"
import { Picker, type PickerProps, type PickerQuery } from "./picker"

interface LotPickerProps extends PickerProps {
  /** Of which item, whose and where; what is left out does not matter. */
  filter: Partial<
    Record<"inventory_item_id" | "contractor_id" | "warehouse_id" | "stock_location_id", string>
  >
}

/** Picks a lot with something left, told apart by date, quantity, cost, batch and owner. */
export const LotPicker = forwardRef<HTMLInputElement, LotPickerProps>(
  ({ filter, ...props }, ref) => {
    const { t } = useWords()
    const format = useFormat()
    return (
      <Picker
        {...props}
        ref={ref}
        source={{
          resource: "lots",
          filter: { ...filter, open: true },
          read: readLots,
          toOption: ({ lot, owner }) => ({
            value: lot.id,
            label: [
              format.date(lot.received_at),
              t("lots.left", { quantity: format.quantity(lot.quantity_remaining) }),
              format.unitCost(lot.unit_cost, lot.currency_code),
              lot.batch,
              owner,
            ]
              .filter(Boolean)
              .join(" · "),
          }),
        }}
      />
    )
  }
)
LotPicker.displayName = "LotPicker"

interface OwnedLot {
  lot: Lot
  owner: string
}

const readLots = async (query: PickerQuery): Promise<{ rows: OwnedLot[]; count: number }> => {
  const { lots, count } = await request<Listed<"lots", Lot>>("lots", {
    query: { ...query, order: "received_at" },
  })
  const id = [...new Set(lots.map((lot) => lot.contractor_id))]
  const { contractors } = await request<ContractorList>("contractors", {
    query: { id, limit: Math.max(1, id.length) },
  })
  const names = new Map(contractors.map((contractor) => [contractor.id, contractor.name]))
  return {
    rows: lots.map((lot) => ({ lot, owner: names.get(lot.contractor_id) ?? "" })),
    count,
  }
}
