import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { refuseFields } from "../../../modules/consignment/domain/errors"
import type { PostDelivery } from "../../../modules/consignment/ledger/documents/post-delivery"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"
import type { TakingOverOrder } from "../../documents/take-over-order"
import { hostLevels } from "../../host/inventory/levels"
import { ledgerOf } from "../../posting/post-document"

/** Which shop is filled up, and from where. */
export type DraftRefill = Pick<
  PostDelivery,
  "warehouse_id" | "from_stock_location_id" | "currency_code" | "reference" | "note" | "created_by"
>

export const suggestRefillStepId = "consignment-suggest-refill"

const ONE_DOCUMENT = { limit: 10_000, offset: 0 }

/** The delivery that fills a shop up, as far as we have the goods. Throws: INVALID_DATA (there is nothing to deliver). */
export const suggestRefillStep = createStep(
  suggestRefillStepId,
  async (command: DraftRefill, { container }) => {
    const suggested = await ledgerOf(container).suggestRefill(command, ONE_DOCUMENT, hostLevels)
    await Promise.resolve()
      .then(() => refuseNothing(suggested))
      .catch(toMedusaError)
    const delivery: TakingOverOrder = {
      ...command,
      lines: suggested.map((row) => ({
        inventory_item_id: row.inventory_item_id,
        quantity: row.suggested_quantity,
      })),
    }
    return new StepResponse(delivery)
  }
)

/** Throws: INVALID_DATA. */
const refuseNothing = (suggested: unknown[]): void =>
  refuseFields(
    suggested.length > 0
      ? []
      : [
          {
            path: "warehouse_id",
            message: "No item there is below its minimum and in stock here.",
            reason: "nothing_to_refill",
          },
        ]
  )
