import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { OneParameters } from "../../../../../http-contract/list"
import type { UpdatePeerBody } from "../../../../../http-contract/peer"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../modules/consignment"
import { changePeer, disconnectPeer } from "../../../../../workflows/peers"
import { answering } from "../../../../answering"
import { pickFields } from "../../../../listing"
import { answerPeer } from "../answer-peer"

export const GET = answering(
  async (req: MedusaRequest<unknown, OneParameters>, res: MedusaResponse) => {
    const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const peer = await peers.retrieve(req.params.id ?? "")
    res.json({ peer: pickFields(peer, req.validatedQuery.fields) })
  }
)

export const POST = answering(async (req: MedusaRequest<UpdatePeerBody>, res: MedusaResponse) => {
  await changePeer(req.scope, { ...req.validatedBody, peer_id: req.params.id ?? "" })
  await answerPeer(req, res)
})

export const DELETE = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const { id = "" } = req.params
  await disconnectPeer(req.scope, id)
  res.json({ id, object: "peer", deleted: true })
})
