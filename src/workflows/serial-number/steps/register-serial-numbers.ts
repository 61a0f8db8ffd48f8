import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { hostLevels } from "../../host/inventory/levels"
import { withItemLocks } from "../../host/inventory/locks"
import { ledgerOf, withItems, type NamedItem } from "../../posting/post-document"

export interface RegisterSerialNumbersInput extends NamedItem {
  stock_location_id: string
  serials: string[]
}

export const registerSerialNumbersStepId = "consignment-register-serial-numbers"

/** Registers units of own stock in one transaction. Throws: UNKNOWN_ITEM, INVALID_DATA, INSUFFICIENT_STOCK, SERIAL_TAKEN. */
export const registerSerialNumbersStep = createStep(
  registerSerialNumbersStepId,
  async (input: RegisterSerialNumbersInput, { container }) => {
    const items = await withItems(container, [input])
    const itemIds = items.map((item) => item.inventory_item_id)
    const units = await withItemLocks(container, itemIds, async () => {
      const [item] = items
      return item ? await ledgerOf(container).serials.registerOwn(item, hostLevels) : []
    })
    return new StepResponse(units)
  }
)
