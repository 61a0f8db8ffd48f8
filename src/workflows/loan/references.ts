import { toReferences, type Reference } from "../references/check-references"
import type { PostLoanInput } from "./steps/post-loan"

/** The borrower, if the host or the ledger knows him. */
export const toLoanReferences = ({ borrower }: PostLoanInput): Reference[] =>
  borrower.kind === "staff" ? [] : toReferences(borrower.kind, { "borrower.id": borrower.id })
