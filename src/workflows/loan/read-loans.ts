import type { MedusaContainer } from "@medusajs/framework/types"
import type {
  HireWorklist,
  LoanAnswer,
  LoanFilters,
  LoanPage,
} from "../../modules/consignment/loans/read-loans"
import { ledgerOf } from "../posting/post-document"
import { endDueHires } from "./end-due-hires"

// A reader sees hires end on time, even before the job has run.

export const listLoans = async (
  container: MedusaContainer,
  filters: LoanFilters,
  page: LoanPage
): Promise<readonly [LoanAnswer[], number]> => {
  await endDueHires(container)
  return await ledgerOf(container).loans.list(filters, page)
}

/** Throws: NOT_FOUND. */
export const retrieveLoan = async (container: MedusaContainer, id: string): Promise<LoanAnswer> => {
  await endDueHires(container)
  return await ledgerOf(container).loans.retrieve(id)
}

export const readHireWorklist = async (
  container: MedusaContainer,
  days: number
): Promise<HireWorklist> => {
  await endDueHires(container)
  return await ledgerOf(container).loans.readWorklist(days)
}
