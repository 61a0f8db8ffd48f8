import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { Document, DocumentListParameters } from "../../../../http-contract/document"
import type { PostOwnershipTransferBody } from "../../../../http-contract/own-documents"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../../../modules/consignment"
import { postOwnershipTransferWorkflow } from "../../../../workflows/ownership-transfer"
import { answering } from "../../../answering"
import { listAnswers, type Page } from "../../../listing"
import { answerPosted } from "../../../posted"

export const GET = answering(
  async (
    req: MedusaRequest<unknown, DocumentListParameters>,
    res: MedusaResponse<Page<"ownership_transfers", Document>>
  ) => {
    const service = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
    const page = await listAnswers("ownership_transfers", req.validatedQuery, (filters, config) =>
      service.listAndCountDocuments({ ...filters, type: "ownership_transfer" }, config)
    )
    res.json(page)
  }
)

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostOwnershipTransferBody>,
    res: MedusaResponse<{ ownership_transfer: Document }>
  ) => {
    const { result } = await postOwnershipTransferWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    answerPosted(res, "ownership_transfer", result)
  }
)
