import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { StockParameters } from "../../../../http-contract/stock"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { withItemsNamed } from "../../../../workflows/search"
import { answering } from "../../../answering"
import { pickFields } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, StockParameters>, res: MedusaResponse) => {
    const { limit, offset, fields, ...named } = req.validatedQuery
    const filter = await withItemsNamed(req.scope, named)
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { stock, count } = await service.readStock(filter, { limit, offset })
    res.json({ stock: stock.map((row) => pickFields(row, fields)), count, offset, limit })
  }
)
