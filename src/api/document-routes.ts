import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import type {
  Document,
  DocumentListParameters,
  PostableType,
  ReturningType,
  ReverseBody,
  ReversibleType,
} from "../http-contract/document"
import { kinds } from "../http-contract/kinds"
import type { OneParameters } from "../http-contract/list"
import type { ReverseOwnershipTransferBody } from "../http-contract/inbound-documents"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../modules/consignment"
import { reverseDocumentWorkflow } from "../workflows/documents"
import { answering } from "./answering"
import { listAnswers, pickFields } from "./listing"
import { answerPosted } from "./posted"

// The host finds a route by its folder, so each kind keeps its files; what they do is here, once.

const ledgerOf = (container: MedusaContainer): ConsignmentModuleService =>
  container.resolve(CONSIGNMENT_MODULE)

/** The key of a list in its answer: `goods_receipts`. */
const pluralOf = (type: ReversibleType): string => kinds[type].path.replaceAll("-", "_")

/** `GET /<path>`: one page of the documents of a kind. */
export const listDocuments = (type: ReversibleType) =>
  answering(async (req: MedusaRequest<unknown, DocumentListParameters>, res: MedusaResponse) => {
    const page = await listAnswers(pluralOf(type), req.validatedQuery, (filters, config) =>
      ledgerOf(req.scope).listAndCountDocuments({ ...filters, type }, config)
    )
    res.json(page)
  })

/** `GET /<path>/:id` */
export const readDocument = (type: ReversibleType) =>
  answering(async (req: MedusaRequest<unknown, OneParameters>, res: MedusaResponse) => {
    const document = await ledgerOf(req.scope).retrieveDocument(req.params.id ?? "", type)
    res.json({ [type]: pickFields(document, req.validatedQuery.fields) })
  })

/** A workflow that posts one document. */
type PostingWorkflow<Input> = (container: MedusaContainer) => {
  run: (options: { input: Input }) => Promise<{ result: { is_new: boolean; document: Document } }>
}

/** `POST /<path>`: 201 with a new document, 200 with the one that an earlier call with the same key posted. */
export const postDocument = <Body extends object>(
  type: PostableType,
  workflow: PostingWorkflow<Body & { created_by: string }>
) =>
  answering(async (req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse) => {
    const { result } = await workflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    answerPosted(res, type, result)
  })

/** `POST /<path of the issue>/:id/returns`: takes units back by a document of this kind. */
export const postReturn = <Body extends object, IssueKey extends string>(
  type: ReturningType,
  issueKey: IssueKey,
  workflow: PostingWorkflow<Body & Record<IssueKey | "created_by", string>>
) =>
  answering(async (req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse) => {
    const named = { [issueKey]: req.params.id ?? "", created_by: req.auth_context.actor_id }
    const { result } = await workflow(req.scope).run({
      input: { ...req.validatedBody, ...(named as Record<IssueKey | "created_by", string>) },
    })
    answerPosted(res, type, result)
  })

/** `POST /<path>/:id/reverse`: answers the document with its new status, and the reversal. */
export const reverseDocument = (type: ReversibleType) =>
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
