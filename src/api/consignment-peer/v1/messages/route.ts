import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { peerOf } from "../../authenticating"

const MAXIMUM_PAGE = 100

const numberOf = (text: unknown, otherwise: number): number =>
  typeof text === "string" && /^\d{1,15}$/.test(text) ? parseInt(text, 10) : otherwise

/** Our messages after the reader's cursor; reading on tells that everything up to it was applied. */
export const GET = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
  const peer = peerOf(req)
  if (peer.status !== "connected") {
    res.status(409).json({
      type: "conflict",
      code: peer.status,
      message:
        peer.status === "paused"
          ? "The other store has paused the connection."
          : "The other store's connection needs attention.",
    })
    return
  }
  const { after, limit, hash } = req.query
  const { problem: _, ...page } = await peers.read(peer.id, {
    after: numberOf(after, 0),
    limit: Math.max(1, Math.min(numberOf(limit, MAXIMUM_PAGE), MAXIMUM_PAGE)),
    hash: typeof hash === "string" ? hash : undefined,
  })
  res.json(page)
})
