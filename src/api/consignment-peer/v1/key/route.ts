import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { peerOf } from "../../authenticating"

/** The key that the other store is going to sign with; the old one is valid until it does. */
export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  const { public_key: key } = (req.body ?? {}) as { public_key?: unknown }
  const isAnnounced = await peers.announceTheirKey(peerOf(req).id, key)
  if (isAnnounced) res.json({})
  else {
    const message = "Expected an Ed25519 key as JWK."
    res.status(400).json({ type: "invalid_data", code: "INVALID_DATA", message })
  }
})
