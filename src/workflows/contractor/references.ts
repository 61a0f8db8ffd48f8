import { toReferences, type Reference } from "../references/check-references"

export const toContractorReferences = (command: { customer_id?: string | null }): Reference[] =>
  toReferences("customer", { customer_id: command.customer_id })
