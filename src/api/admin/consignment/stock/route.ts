import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { StockParameters } from "../../../../http-contract/stock"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { pickFields } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, StockParameters>, res: MedusaResponse) => {
    const { limit, offset, fields, ...filter } = req.validatedQuery
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { stock, count } = await service.readStock(filter, { limit, offset })
    res.json({ stock: stock.map((row) => pickFields(row, fields)), count, offset, limit })
  }
)
