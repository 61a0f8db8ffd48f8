import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PeerExceptionListParameters } from "../../../../../../http-contract/peer"
import {
  CONSIGNMENT_MODULE,
  type ConsignmentModuleService,
} from "../../../../../../modules/consignment"
import { answering } from "../../../../../answering"
import { listAnswers } from "../../../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, PeerExceptionListParameters>, res: MedusaResponse) => {
    const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    res.json(
      await listAnswers("exceptions", req.validatedQuery, (filters, page) =>
        peers.listExceptions(req.params.id ?? "", filters, page)
      )
    )
  }
)
