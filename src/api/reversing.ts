import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ReverseOwnershipTransferBody } from "../http-contract/own-documents"
import type { ReverseBody, ReversibleType } from "../http-contract/document"
import { reverseDocumentWorkflow } from "../workflows/reversal"
import { answering } from "./answering"

/** The route that reverses a document of one kind: it answers the document with its new status, and the reversal. */
export const reversing = (type: ReversibleType) =>
  answering(
    async (
      req: AuthenticatedMedusaRequest<ReverseBody | ReverseOwnershipTransferBody>,
      res: MedusaResponse
    ) => {
      const { result } = await reverseDocumentWorkflow(req.scope).run({
        input: {
          ...req.validatedBody,
          type,
          document_id: req.params.id ?? "",
          created_by: req.auth_context.actor_id,
        },
      })
      res
        .status(result.is_new ? 201 : 200)
        .json({ [type]: result.document, reversal: result.reversal })
    }
  )
