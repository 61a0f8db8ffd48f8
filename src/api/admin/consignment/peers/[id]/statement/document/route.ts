import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PeerStatementPaperParameters } from "../../../../../../../http-contract/peer"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../../modules/consignment"
import { composePeerStatement } from "../../../../../../../paper/papers/peer-statement"
import { readPeerStatement } from "../../../../../../../workflows/peers"
import { answering } from "../../../../../../answering"
import { readFrame, sendPaper } from "../../../../../../paper"

export const GET = answering(
  async (req: MedusaRequest<unknown, PeerStatementPaperParameters>, res: MedusaResponse) => {
    const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const { id = "" } = req.params
    const { language, table } = req.validatedQuery
    const peer = await peers.retrieve(id)
    const statement = await readPeerStatement(req.scope, id, { refresh: false })
    const lines = statement.lines.map((line) => ({
      ...line,
      inventory_item_id: line.inventory_item_id ?? "",
    }))
    const direction = peer.role === "consignor" ? "outbound" : "inbound"
    const subject = { contractor_id: peer.contractor_id, direction, lines }
    const frame = await readFrame(req.scope, subject, language)
    await sendPaper(req, res, composePeerStatement({ ...statement, lines }, frame), table)
  }
)
