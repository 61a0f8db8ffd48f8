import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type {
  Loan,
  LoanListParameters,
  LoanWarning,
  PostLoanBody,
} from "../../../../http-contract/loan"
import { postLoanWorkflow } from "../../../../workflows/loan"
import { listLoans } from "../../../../workflows/loan/read-loans"
import { answering } from "../../../answering"
import { pickFields, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, LoanListParameters>,
    res: MedusaResponse<Page<"loans", Loan>>
  ) => {
    const { limit, offset, order, fields, ...filters } = req.validatedQuery
    const [loans, count] = await listLoans(req.scope, filters, { limit, offset, order })
    res.json({ loans: loans.map((loan) => pickFields(loan, fields)), count, offset, limit })
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostLoanBody>,
    res: MedusaResponse<{ loan: Loan; warnings: LoanWarning[] }>
  ) => {
    const { result } = await postLoanWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    const { is_new: isNew, loan, warnings } = result
    res.status(isNew ? 201 : 200).json({ loan, warnings })
  }
)
