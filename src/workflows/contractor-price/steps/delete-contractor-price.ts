import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ledgerOf } from "../../posting/post-document"

export interface DeleteContractorPriceInput {
  contractor_id: string
  price_id: string
}

export const deleteContractorPriceStepId = "consignment-delete-contractor-price"

export const deleteContractorPriceStep = createStep(
  deleteContractorPriceStepId,
  async (command: DeleteContractorPriceInput, { container }) => {
    const id = await ledgerOf(container).deleteContractorPrice(command)
    return new StepResponse(id, id)
  },
  async (id, { container }) => {
    if (!id) return
    await ledgerOf(container).undoSetContractorPrices({ created_ids: [], replaced_ids: [id] })
  }
)
