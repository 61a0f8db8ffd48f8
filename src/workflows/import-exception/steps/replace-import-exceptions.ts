import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ReplaceImportExceptions } from "../../../modules/consignment/ledger/upkeep/import-exceptions"
import { ledgerOf } from "../../posting/post-document"

export const replaceImportExceptionsStepId = "consignment-replace-import-exceptions"

export const replaceImportExceptionsStep = createStep(
  replaceImportExceptionsStepId,
  async (documents: ReplaceImportExceptions, { container }) => {
    const before = await ledgerOf(container).replaceImportExceptions(documents)
    const keys = documents.map((document) => document.source_key)
    return new StepResponse({ source_keys: keys }, { keys, before })
  },
  async (undo, { container }) => {
    if (undo) await ledgerOf(container).restoreImportExceptions(undo.keys, undo.before)
  }
)
