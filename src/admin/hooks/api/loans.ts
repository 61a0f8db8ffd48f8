import type {
  HireWorklist,
  Loan,
  LoanWarning,
  PostLoanBody,
  ReturnLoanBody,
} from "../../../http-contract/loan"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, useReadingOne, type Listed } from "./use-reading"
import { useWriting } from "./use-writing"

type One = { loan: Loan }

export const useLoans = (query?: Parameters) => useReading<Listed<"loans", Loan>>("loans", query)

export const useLoan = (id?: string) => useReadingOne<One>("loans", id)

/** Units to collect, call back, extend, send back and check within a week. */
export const useHireWorklist = () => useReading<{ hire_worklist: HireWorklist }>("hire-worklist")

/** Hands units out; warnings say which hires end before the loan does. */
export const usePostLoan = () =>
  useWriting((body: PostLoanBody) =>
    request<One & { warnings: LoanWarning[] }>("loans", { method: "POST", body })
  )

/** Takes units back from the borrower. */
export const useReturnLoan = (id: string) =>
  useWriting((body: ReturnLoanBody) =>
    request<One>(`loans/${id}/returns`, { method: "POST", body })
  )
