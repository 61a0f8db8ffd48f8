import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  ContractorPrice,
  ContractorPriceListParameters,
  SetContractorPricesBody,
} from "../../../../../../http-contract/contractor-price"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { setContractorPricesWorkflow } from "../../../../../../workflows/contractor-price"
import { answering } from "../../../../../answering"
import { listAnswers, type Page } from "../../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, ContractorPriceListParameters>,
    res: MedusaResponse<Page<"prices", ContractorPrice>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { id: contractor_id } = await service.retrieveContractor(req.params.id ?? "")
    const page = await listAnswers("prices", req.validatedQuery, (filters, config) =>
      service.listAndCountContractorPrices({ ...filters, contractor_id }, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<SetContractorPricesBody>,
    res: MedusaResponse<{ prices: ContractorPrice[] }>
  ) => {
    const { id: contractor_id = "" } = req.params
    const { result } = await setContractorPricesWorkflow(req.scope).run({
      input: { contractor_id, prices: req.validatedBody.prices },
    })
    res.json({ prices: result })
  }
)
