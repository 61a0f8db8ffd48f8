import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { startPulling } from "../../../../workflows/peers"
import { answering } from "../../../answering"
import { peerOf } from "../../authenticating"

/** There are messages for us: they are pulled at once. */
export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const peer = peerOf(req)
  if (peer.status === "connected") startPulling(req.scope, peer.id)
  res.status(202).json({})
})
