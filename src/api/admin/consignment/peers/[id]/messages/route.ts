import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PeerMessageListParameters } from "../../../../../../http-contract/peer"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { answering } from "../../../../../answering"
import { listAnswers } from "../../../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, PeerMessageListParameters>, res: MedusaResponse) => {
    const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    res.json(
      await listAnswers("messages", req.validatedQuery, (filters, page) =>
        peers.listMessages(req.params.id ?? "", filters, page)
      )
    )
  }
)
