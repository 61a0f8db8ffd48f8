import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { pullPeer } from "../../../../../../workflows/peers"
import { answering } from "../../../../../answering"

export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  const { id = "" } = req.params
  await peers.retrieve(id)
  const pulled = await pullPeer(req.scope, id)
  res.json({ peer: await peers.retrieve(id), ...pulled })
})
