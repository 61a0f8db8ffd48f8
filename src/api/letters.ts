import { buffer } from "node:stream/consumers"
import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type {
  LetterParameters,
  LetterPreview,
  ProposedLetter,
  SendLetterBody,
  SentLetter,
} from "../http-contract/letter"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../modules/consignment"
import { fill } from "../paper/language"
import { writePaper } from "../paper/write-paper"
import { hasMailProvider, sendLetterWorkflow } from "../workflows/letter"
import { answering } from "./answering"
import { pickFields } from "./listing"
import { paperFileName } from "./paper"
import {
  readDocumentPaper,
  readInvoicePaper,
  readSettlementPaper,
  type ComposedPaper,
  type PrintedKind,
} from "./papers"

export type LetterSubject = "settlement" | "invoice" | PrintedKind

/** The paper as its contractor is to read it. Throws: NOT_FOUND. */
const readPaper = async (
  container: MedusaContainer,
  type: LetterSubject,
  id: string,
  language: string | undefined
): Promise<ComposedPaper> => {
  switch (type) {
    case "settlement":
      return await readSettlementPaper(container, id, { language, audience: "contractor" })
    case "invoice":
      return await readInvoicePaper(container, id, language)
    default:
      return await readDocumentPaper(container, type, id, language)
  }
}

const propose = ({ paper, contractor }: ComposedPaper, id: string): ProposedLetter => {
  const { letter } = paper.language.texts
  const values = {
    title: paper.title,
    number: paper.number,
    sender: paper.sender.name,
    name: contractor.name,
  }
  return {
    to: contractor.email === null ? [] : [contractor.email],
    subject: fill(letter.subject, values),
    text: letter.text.map((paragraph) => fill(paragraph, values)).join("\n\n"),
    language: paper.language.code,
    file_name: paperFileName(paper, id, "pdf"),
  }
}

type KeptLetter = Awaited<ReturnType<ConsignmentModuleService["letters"]["listSent"]>>[number]

const toSent = ({
  paper_type: _,
  paper_id: __,
  recipients,
  reached,
  is_delivered: ___,
  sent_at: sentAt,
  ...letter
}: KeptLetter): SentLetter => ({
  ...letter,
  to: recipients.filter((to) => reached.includes(to)),
  sent_at: sentAt ?? "",
})

type LetterParts = { [Part in keyof LetterPreview]: () => Promise<LetterPreview[Part]> }

/** `GET /<papers>/:id/send`: what would be sent, and what was. */
export const previewLetter = (type: LetterSubject) =>
  answering(
    async (
      req: MedusaRequest<unknown, LetterParameters>,
      res: MedusaResponse<Partial<LetterPreview>>
    ) => {
      const id = req.params.id ?? ""
      const { language, fields } = req.validatedQuery
      const { letters } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
      await letters.requirePaper(type, id)
      const parts: LetterParts = {
        // To compose a paper takes far longer than the rest.
        letter: async () => propose(await readPaper(req.scope, type, id, language), id),
        can_send: async () => hasMailProvider(req.scope),
        sent: async () => (await letters.listSent(type, id)).map(toSent),
      }
      const wanted = Object.entries(pickFields(parts, fields))
      const read = await Promise.all(
        wanted.map(async ([key, part]) => [key, await part()] as const)
      )
      res.json(Object.fromEntries(read))
    }
  )

/**
 * `POST /<papers>/:id/send`: 201 once it was sent, 200 if a call with the same key has sent it before. A call that
 * comes again because some recipients were refused goes on with the letter as it was kept.
 */
export const sendLetter = (type: LetterSubject) =>
  answering(
    async (
      req: AuthenticatedMedusaRequest<SendLetterBody>,
      res: MedusaResponse<{ letter: SentLetter }>
    ) => {
      const id = req.params.id ?? ""
      const { idempotency_key: key, ...wish } = req.validatedBody
      const { letters } = req.scope.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
      const request = { paper_type: type, paper_id: id, idempotency_key: key, request: wish }
      const known = await letters.find(request)
      if (known?.is_delivered) return void res.json({ letter: toSent(known) })
      const composed = await readPaper(req.scope, type, id, known?.language ?? wish.language)
      if (composed.isDraft) refuse("id", "A draft is not sent; post it first.", "not_posted")
      const { to, ...proposed } = propose(composed, id)
      const recipients = known?.recipients ?? [...new Set(wish.to ?? to)]
      if (recipients.length === 0) refuse("to", "The contractor has no e-mail address.", "required")
      const pdf = await buffer(await writePaper(composed.paper, "pdf"))
      const { result } = await sendLetterWorkflow(req.scope).run({
        input: {
          ...request,
          recipients,
          subject: wish.subject ?? proposed.subject,
          text: wish.text ?? proposed.text,
          language: proposed.language,
          file_name: proposed.file_name,
          created_by: req.auth_context.actor_id,
          pdf: pdf.toString("base64"),
          contractor_code: composed.contractor.code,
          number: composed.paper.number,
        },
      })
      res.status(result.is_new ? 201 : 200).json({ letter: toSent(result.letter) })
    }
  )

/** Throws: INVALID_DATA. */
const refuse = (path: string, message: string, reason: string): never => {
  throw Object.assign(
    new MedusaError(MedusaError.Types.INVALID_DATA, `${path}: ${message}`, "INVALID_DATA"),
    { details: { path, fields: [{ path, message, reason }] } }
  )
}
