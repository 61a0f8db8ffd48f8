import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  CreateWarehouseBody,
  Warehouse,
  WarehouseListParameters,
} from "../../../../http-contract/warehouse"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { createWarehouseWorkflow } from "../../../../workflows/warehouse"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, WarehouseListParameters>,
    res: MedusaResponse<Page<"warehouses", Warehouse>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("warehouses", req.validatedQuery, (filters, config) =>
      service.listAndCountWarehouses(filters, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<CreateWarehouseBody>,
    res: MedusaResponse<{ warehouse: Warehouse }>
  ) => {
    const { result } = await createWarehouseWorkflow(req.scope).run({ input: req.validatedBody })
    res.json({ warehouse: result })
  }
)
