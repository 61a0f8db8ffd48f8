import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../../modules/consignment"

/** The exception as it is after it was dealt with. */
export const answerException = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  const { id = "", exception_id: exceptionId = "" } = req.params
  res.json({ exception: await peers.retrieveException(id, exceptionId) })
}
