import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { peerOf } from "../../authenticating"

/** Our books of the connection. */
export const GET = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  res.json(await peers.readBooks(peerOf(req).id))
})
