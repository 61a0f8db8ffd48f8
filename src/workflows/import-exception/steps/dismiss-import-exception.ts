import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { DismissImportException } from "../../../modules/consignment/ledger/upkeep/import-exceptions"
import { ledgerOf } from "../../posting/post-document"

export const dismissImportExceptionStepId = "consignment-dismiss-import-exception"

export const dismissImportExceptionStep = createStep(
  dismissImportExceptionStepId,
  async (command: DismissImportException, { container }) => {
    const { exception, before } = await ledgerOf(container).dismissImportException(command)
    return new StepResponse(exception, before)
  },
  async (before, { container }) => {
    if (before) await ledgerOf(container).undoDismissal(before)
  }
)
