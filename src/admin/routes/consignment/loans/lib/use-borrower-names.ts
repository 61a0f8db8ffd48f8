import type { Loan } from "../../../../../http-contract/loan"
import { useContractorNames, useCustomerNames } from "../../../../hooks/use-names"

type Borrower = Loan["borrower"]

/** Says who a borrower is: by the name that was written, or by that of the customer or the partner. */
export const useBorrowerNames = (
  borrowers: readonly Borrower[]
): ((borrower: Borrower) => string) => {
  const idsOf = (kind: Borrower["kind"]) =>
    borrowers.map((one) => (one.kind === kind && !one.name ? one.id : null))
  const contractorOf = useContractorNames(idsOf("contractor"))
  const customerOf = useCustomerNames(idsOf("customer"))
  return ({ kind, id, name }) => {
    if (name) return name
    if (kind === "staff") return id ?? "–"
    return kind === "customer" ? customerOf(id) : contractorOf(id)
  }
}
