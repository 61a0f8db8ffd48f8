import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"

/** The connection as it is after it was changed. */
export const answerPeer = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  res.json({ peer: await peers.retrieve(req.params.id ?? "") })
}
