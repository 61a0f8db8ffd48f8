import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Deleted } from "../../../../../http-contract/common"
import type { OneParameters } from "../../../../../http-contract/list"
import type { Delivery, UpdateDeliveryBody } from "../../../../../http-contract/outbound-documents"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import {
  deleteDeliveryDraftWorkflow,
  updateDeliveryDraftWorkflow,
} from "../../../../../workflows/documents"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, OneParameters>,
    res: MedusaResponse<{ delivery: Partial<Delivery> }>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const delivery = await service.retrieveDelivery(req.params.id ?? "")
    res.json({ delivery: pickFields(delivery, req.validatedQuery.fields) })
  }
)

export const POST = answering(
  async (req: MedusaRequest<UpdateDeliveryBody>, res: MedusaResponse<{ delivery: Delivery }>) => {
    const { result } = await updateDeliveryDraftWorkflow(req.scope).run({
      input: { ...req.validatedBody, delivery_id: req.params.id ?? "" },
    })
    res.json({ delivery: result })
  }
)

export const DELETE = answering(
  async (req: MedusaRequest, res: MedusaResponse<Deleted<"delivery">>) => {
    const { id = "" } = req.params
    await deleteDeliveryDraftWorkflow(req.scope).run({ input: { id } })
    res.json({ id, object: "delivery", deleted: true })
  }
)
