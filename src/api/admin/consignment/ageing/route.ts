import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Ageing, AgeingParameters } from "../../../../http-contract/worklist"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { pickFields, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, AgeingParameters>,
    res: MedusaResponse<Page<"ageing", Ageing>>
  ) => {
    const { limit, offset, fields, ...filter } = req.validatedQuery
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { ageing, count } = await service.readAgeing(filter, { limit, offset })
    res.json({ ageing: ageing.map((row) => pickFields(row, fields)), count, offset, limit })
  }
)
