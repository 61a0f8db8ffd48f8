import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { OpenItemParameters } from "../../../../http-contract/open-item"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { pickFields } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, OpenItemParameters>, res: MedusaResponse) => {
    const { limit, offset, fields, ...filter } = req.validatedQuery
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await service.billing.readOpenItems(filter, { limit, offset })
    const { open_items: items, by_age, count } = page
    res.json({
      open_items: items.map((item) => pickFields(item, fields)),
      by_age,
      count,
      offset,
      limit,
    })
  }
)
