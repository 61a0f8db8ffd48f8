import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  WarehouseItem,
  WarehouseItemListParameters,
  SetWarehouseItemsBody,
} from "../../../../../../http-contract/warehouse-item"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { setWarehouseItemsWorkflow } from "../../../../../../workflows/warehouse-item"
import { answering } from "../../../../../answering"
import { listAnswers, type Page } from "../../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, WarehouseItemListParameters>,
    res: MedusaResponse<Page<"items", WarehouseItem>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { id: warehouse_id } = await service.retrieveWarehouse(req.params.id ?? "")
    const page = await listAnswers("items", req.validatedQuery, (filters, config) =>
      service.listAndCountWarehouseItems({ ...filters, warehouse_id }, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: MedusaRequest<SetWarehouseItemsBody>,
    res: MedusaResponse<{ items: WarehouseItem[] }>
  ) => {
    const { id: warehouse_id = "" } = req.params
    const { result } = await setWarehouseItemsWorkflow(req.scope).run({
      input: { warehouse_id, items: req.validatedBody.items },
    })
    res.json({ items: result })
  }
)
