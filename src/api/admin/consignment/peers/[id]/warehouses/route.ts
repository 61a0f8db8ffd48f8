import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PeerWarehouseBody } from "../../../../../../http-contract/peer"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { hintPeers } from "../../../../../../workflows/peers"
import { answering } from "../../../../../answering"
import { answerPeer } from "../../answer-peer"

export const POST = answering(
  async (req: MedusaRequest<PeerWarehouseBody>, res: MedusaResponse) => {
    const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    await peers.addWarehouse({ ...req.validatedBody, peer_id: req.params.id ?? "" })
    void hintPeers(req.scope).catch(() => null)
    await answerPeer(req, res)
  }
)
