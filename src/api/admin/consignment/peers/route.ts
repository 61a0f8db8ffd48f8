import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { CreatePeerBody, PeerListParameters } from "../../../../http-contract/peer"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { answering } from "../../../answering"
import { listAnswers } from "../../../listing"

export const GET = answering(
  async (req: MedusaRequest<unknown, PeerListParameters>, res: MedusaResponse) => {
    const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    res.json(
      await listAnswers("peers", req.validatedQuery, (filters, page) => peers.list(filters, page))
    )
  }
)

export const POST = answering(
  async (req: AuthenticatedMedusaRequest<CreatePeerBody>, res: MedusaResponse) => {
    const { peers } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const invited = await peers.invite({
      ...req.validatedBody,
      created_by: req.auth_context.actor_id,
    })
    res.status(201).json(invited)
  }
)
