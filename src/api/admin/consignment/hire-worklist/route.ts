import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { HireWorklist, HireWorklistParameters } from "../../../../http-contract/loan"
import { readHireWorklist } from "../../../../workflows/loan/read-loans"
import { answering } from "../../../answering"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, HireWorklistParameters>,
    res: MedusaResponse<{ hire_worklist: HireWorklist }>
  ) => {
    res.json({ hire_worklist: await readHireWorklist(req.scope, req.validatedQuery.days) })
  }
)
