import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { applyMarkdowns } from "../apply-markdowns"

export const applyMarkdownsStepId = "consignment-apply-markdowns"

/** Needs no undo: the job makes the prices what the schedules say within the hour. */
export const applyMarkdownsStep = createStep(
  applyMarkdownsStepId,
  async (_: object, { container }) => {
    await applyMarkdowns(container)
    return new StepResponse(null)
  }
)
