import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PayableParameters } from "../../../../http-contract/payout"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { pickFields } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, PayableParameters>, res: MedusaResponse) => {
    const { limit, offset, fields, ...filter } = req.validatedQuery
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { company } = await service.retrieveSettings()
    const page = await service.billing.readPayables(filter, { limit, offset }, company)
    res.json({
      payables: page.payables.map((payable) => pickFields(payable, fields)),
      sums: page.sums,
      payer_problems: page.payer_problems,
      count: page.count,
      offset,
      limit,
    })
  }
)
