import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export const deleteFileStepId = "consignment-delete-file"

/** The last step, as nothing brings the bytes back. */
export const deleteFileStep = createStep(
  deleteFileStepId,
  async (fileId: string, { container }) => {
    await container.resolve(Modules.FILE).deleteFiles(fileId)
    return new StepResponse(fileId)
  }
)
