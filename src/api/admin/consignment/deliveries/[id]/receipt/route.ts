import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  Delivery,
  ReceiveDeliveryBody,
} from "../../../../../../http-contract/outbound-documents"
import { receiveDeliveryWorkflow } from "../../../../../../workflows/documents"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<ReceiveDeliveryBody>, res: MedusaResponse<{ delivery: Delivery }>) => {
    const { result } = await receiveDeliveryWorkflow(req.scope).run({
      input: { ...req.validatedBody, delivery_id: req.params.id ?? "" },
    })
    res.json({ delivery: result })
  }
)
