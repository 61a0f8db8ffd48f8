import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ledgerOf } from "../../posting/post-document"

export const announceMissedStepId = "consignment-announce-missed"

const AT_ONCE = 500

/** Emits what nobody has received in time, the oldest first; each comes due again until a listener has received it. */
export const announceMissedStep = createStep(announceMissedStepId, async (_, { container }) => {
  const missed = await ledgerOf(container).takeDueAnnouncements(AT_ONCE)
  if (missed.length > 0) await container.resolve(Modules.EVENT_BUS).emit(missed)
  return new StepResponse({ announced: missed.length })
})
