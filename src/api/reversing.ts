import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ReverseBody } from "../http-contract/document"
import type { ReverseOwnershipTransferBody } from "../http-contract/own-documents"
import { reverseDocumentWorkflow } from "../workflows/reversal"
import { answering } from "./answering"

type ReversibleType =
  | "goods_receipt"
  | "goods_issue"
  | "goods_issue_return"
  | "internal_issue"
  | "internal_issue_return"
  | "warehouse_transfer"
  | "ownership_transfer"
  | "consignor_return"
  | "stock_count"
  | "revaluation"
  | "opening_balance"
  | "delivery"
  | "reported_sale"
  | "reported_sale_return"
  | "take_back"

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
