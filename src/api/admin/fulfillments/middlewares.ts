import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { finishFulfillmentFlows } from "../../../workflows/host/catch-up/unfinished/finish-flows"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../modules/consignment"

/**
 * The host's route cancels a fulfilment without putting its goods back. What was posted as a goods issue is cancelled
 * at its order, where stock, order and ledger go back together.
 */
const refuseCancelWithoutRestock = async (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  await finishFulfillmentFlows(req.scope, req.params.id ?? "")
  const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  const [issue] = await service.listConsignmentDocuments(
    { fulfillment_id: req.params.id, type: "goods_issue", status: "posted" },
    { select: ["id", "number", "order_id"], take: 1 }
  )
  if (!issue) return next()
  res.status(400).json({
    type: "not_allowed",
    code: "DOCUMENT_POSTED",
    message: `The fulfilment is posted as ${issue.number}; cancel it at its order, so that the goods go back, too.`,
    details: { goods_issue_id: issue.id, order_id: issue.order_id },
  })
}

export const fulfillmentMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/fulfillments/:id/cancel",
    methods: ["POST"],
    middlewares: [refuseCancelWithoutRestock],
  },
]
