import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { refuseFirst } from "../../../modules/consignment/domain/errors"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"
import { ledgerOf, withItems } from "../../posting/post-document"
import { findRefusedPrices, type SetContractorPricesInput } from "../find-refused-prices"

export const setContractorPricesStepId = "consignment-set-contractor-prices"

export const setContractorPricesStep = createStep(
  setContractorPricesStepId,
  async ({ contractor_id, prices }: SetContractorPricesInput, { container }) => {
    const service = ledgerOf(container)
    await service.retrieveContractor(contractor_id)
    await findRefusedPrices(container, { contractor_id, prices })
      .then(refuseFirst)
      .catch(toMedusaError)
    const set = await service.setContractorPrices({
      contractor_id,
      prices: await withItems(container, prices),
    })
    return new StepResponse(set.prices, set.before)
  },
  async (before, { container }) => {
    if (before) await ledgerOf(container).undoSetContractorPrices(before)
  }
)
