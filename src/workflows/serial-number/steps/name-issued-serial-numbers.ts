import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { hostLevels } from "../../host/inventory/levels"
import { ledgerOf } from "../../posting/post-document"

export interface NameIssuedSerialNumbersInput {
  goods_issue_id: string
  lines: { line_id: string; serial_numbers: string[] }[]
}

export const nameIssuedSerialNumbersStepId = "consignment-name-issued-serial-numbers"

/** Names the units that left, in one transaction. Throws: NOT_FOUND, INVALID_DATA, INSUFFICIENT_STOCK. */
export const nameIssuedSerialNumbersStep = createStep(
  nameIssuedSerialNumbersStepId,
  async (input: NameIssuedSerialNumbersInput, { container }) => {
    const issue = await ledgerOf(container).serials.nameIssued(input, hostLevels)
    return new StepResponse(issue)
  }
)
