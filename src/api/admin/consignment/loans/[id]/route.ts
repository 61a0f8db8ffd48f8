import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { OneParameters } from "../../../../../http-contract/list"
import type { Loan } from "../../../../../http-contract/loan"
import { retrieveLoan } from "../../../../../workflows/loan/read-loans"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ loan: Partial<Loan> }>
  ) => {
    const loan = await retrieveLoan(req.scope, req.params.id ?? "")
    res.json({ loan: pickFields(loan, req.validatedQuery.fields) })
  }
)
