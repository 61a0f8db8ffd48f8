import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  CreateContractorBody,
  Contractor,
  ContractorListParameters,
} from "../../../../http-contract/contractor"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { createContractorWorkflow } from "../../../../workflows/contractor"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, ContractorListParameters>,
    res: MedusaResponse<Page<"contractors", Contractor>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("contractors", req.validatedQuery, (filters, config) =>
      service.listAndCountContractors(filters, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<CreateContractorBody>,
    res: MedusaResponse<{ contractor: Contractor }>
  ) => {
    const { result } = await createContractorWorkflow(req.scope).run({ input: req.validatedBody })
    res.json({ contractor: result })
  }
)
