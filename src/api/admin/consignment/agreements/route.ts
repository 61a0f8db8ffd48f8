import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  CreateAgreementBody,
  Agreement,
  AgreementListParameters,
} from "../../../../http-contract/agreement"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { createAgreementWorkflow } from "../../../../workflows/agreement"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, AgreementListParameters>,
    res: MedusaResponse<Page<"agreements", Agreement>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("agreements", req.validatedQuery, (filters, config) =>
      service.listAndCountAgreements(filters, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<CreateAgreementBody>,
    res: MedusaResponse<{ agreement: Agreement }>
  ) => {
    const { result } = await createAgreementWorkflow(req.scope).run({ input: req.validatedBody })
    res.json({ agreement: result })
  }
)
