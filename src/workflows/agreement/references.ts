import { toReferences, type Reference } from "../references/check-references"

export const toAgreementReferences = (command: {
  contractor_id: string
  currency_code: string
}): Reference[] => [
  ...toReferences("contractor", { contractor_id: command.contractor_id }),
  ...toReferences("currency", { currency_code: command.currency_code }),
]
