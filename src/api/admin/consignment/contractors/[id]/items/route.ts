import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  ContractorItem,
  ContractorItemListParameters,
  MarkContractorItemsBody,
} from "../../../../../../http-contract/contractor-item"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { markContractorItemsWorkflow } from "../../../../../../workflows/contractor-item"
import { answering } from "../../../../../answering"
import { listAnswers, type Page } from "../../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, ContractorItemListParameters>,
    res: MedusaResponse<Page<"items", ContractorItem>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { id: contractor_id } = await service.retrieveContractor(req.params.id ?? "")
    const page = await listAnswers("items", req.validatedQuery, (filters, config) =>
      service.listAndCountContractorItems({ ...filters, contractor_id }, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<MarkContractorItemsBody>,
    res: MedusaResponse<{ items: ContractorItem[] }>
  ) => {
    const { id: contractor_id = "" } = req.params
    const { result } = await markContractorItemsWorkflow(req.scope).run({
      input: { contractor_id, items: req.validatedBody.items },
    })
    res.json({ items: result })
  }
)
