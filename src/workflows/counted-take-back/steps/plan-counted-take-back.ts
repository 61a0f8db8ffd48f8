import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PlanCountedTakeBack } from "../../../modules/consignment/ledger/documents/counted-take-back"
import { hostLevels } from "../../host/levels"
import { ledgerOf, withItems, type NamingItems } from "../../host/post-document"

export type PlanCountedTakeBackInput = NamingItems<PlanCountedTakeBack>

export const planCountedTakeBackStepId = "consignment-plan-counted-take-back"

export const planCountedTakeBackStep = createStep(
  planCountedTakeBackStepId,
  async (input: PlanCountedTakeBackInput, { container }) => {
    const lines = await withItems(container, input.lines)
    const planned = await ledgerOf(container).planCountedTakeBack({ ...input, lines }, hostLevels)
    return new StepResponse({ lines: planned })
  }
)
