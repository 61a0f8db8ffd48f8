import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { peerOf } from "../../authenticating"

/** The other store ends the connection. */
export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  await peers.disconnect(peerOf(req).id)
  res.json({})
})
