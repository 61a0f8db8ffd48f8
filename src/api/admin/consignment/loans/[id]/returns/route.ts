import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Loan, ReturnLoanBody } from "../../../../../../http-contract/loan"
import { returnLoanWorkflow } from "../../../../../../workflows/loan"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<ReturnLoanBody>, res: MedusaResponse<{ loan: Loan }>) => {
    const { result } = await returnLoanWorkflow(req.scope).run({
      input: { ...req.validatedBody, loan_id: req.params.id ?? "" },
    })
    res.json({ loan: result })
  }
)
