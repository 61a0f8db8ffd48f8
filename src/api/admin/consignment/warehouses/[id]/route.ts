import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../http-contract/common"
import type { UpdateWarehouseBody, Warehouse } from "../../../../../http-contract/warehouse"
import type { OneParameters } from "../../../../../http-contract/list"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import {
  deleteWarehouseWorkflow,
  updateWarehouseWorkflow,
} from "../../../../../workflows/warehouse"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ warehouse: Partial<Warehouse> }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const warehouse = await service.retrieveWarehouse(req.params.id ?? "")
    res.json({ warehouse: pickFields(warehouse, req.validatedQuery.fields) })
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<UpdateWarehouseBody>,
    res: MedusaResponse<{ warehouse: Warehouse }>
  ) => {
    const { id = "" } = req.params
    const { result } = await updateWarehouseWorkflow(req.scope).run({
      input: { ...req.validatedBody, id },
    })
    res.json({ warehouse: result })
  }
)

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"warehouse">>) => {
    const { id = "" } = req.params
    await deleteWarehouseWorkflow(req.scope).run({ input: { id } })
    res.json({ id, object: "warehouse", deleted: true })
  }
)
