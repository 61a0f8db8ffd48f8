import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PeerStatementParameters } from "../../../../../../http-contract/peer"
import { readPeerStatement } from "../../../../../../workflows/peers"
import { answering } from "../../../../../answering"

export const GET = answering(
  async (req: MedusaRequest<unknown, PeerStatementParameters>, res: MedusaResponse) => {
    const refresh = req.validatedQuery.refresh === "true"
    res.json({ statement: await readPeerStatement(req.scope, req.params.id ?? "", { refresh }) })
  }
)
