import type {
  FilterableNotificationProps,
  Logger,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { Letter, WriteLetter } from "../../modules/consignment/letters/letters"
import { ConsignmentEvents } from "../events"
import { ledgerOf } from "../posting/post-document"
import { hasMailProvider } from "./mail-provider"

export interface SendLetter extends WriteLetter {
  /** The paper as PDF, in base 64. */
  pdf: string
  contractor_code: string
  number: string
}

export const writeLetterStepId = "consignment-write-letter"

/** Keeps the letter before it leaves, so that a repeated request goes on with the same. */
export const writeLetterStep = createStep(
  writeLetterStepId,
  async (command: WriteLetter, { container }) => {
    if (!hasMailProvider(container)) refuseWithoutProvider()
    return new StepResponse(await ledgerOf(container).letters.write(command))
  }
)

/** Throws: INVALID_DATA. */
const refuseWithoutProvider = (): never => {
  const message = "The store has no provider for e-mails."
  throw Object.assign(new MedusaError(MedusaError.Types.INVALID_DATA, message, "INVALID_DATA"), {
    details: { reason: "no_mail_provider" },
  })
}

interface Delivery {
  letter: Letter
  pdf: string
  contractor_code: string
  number: string
}

export const mailLetterStepId = "consignment-mail-letter"

/** Throws: UNAVAILABLE, once all others have got it. */
export const mailLetterStep = createStep(
  mailLetterStepId,
  async ({ letter, ...paper }: Delivery, { container }) => {
    if (letter.is_delivered) return new StepResponse(letter)
    const { letters } = ledgerOf(container)
    const tried = await listTried(container, letter.id)
    const failed: string[] = []
    let kept = letter
    for (const to of letter.recipients) {
      if (letter.reached.includes(to)) continue
      const before = tried.filter((one) => one.to === to)
      // A letter that was begun may have left, even if the process was killed before the host took note of it.
      const hasLeft = before.some(({ status }) => status !== "failure")
      const refusal = hasLeft
        ? null
        : await mail(container, { letter, ...paper }, to, before.length)
      if (refusal === null) kept = await letters.markReached(letter.id, to)
      else failed.push(`${to}: ${refusal}`)
    }
    if (failed.length > 0) {
      container
        .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        .warn(`consignment: ${letter.file_name} was not sent to ${failed.join("; ")}`)
      const message = "The e-mail could not be handed over; try again."
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, message, "UNAVAILABLE")
    }
    return new StepResponse(kept)
  }
)

const keyOf = (letterId: string): string => `consignment-letter:${letterId}:`

/** Earlier tries of a letter, as the host keeps them. */
const listTried = async (container: MedusaContainer, letterId: string) =>
  await container
    .resolve(Modules.NOTIFICATION)
    .listNotifications(
      { idempotency_key: { $like: `${keyOf(letterId)}%` } } as FilterableNotificationProps,
      { take: 1_000 }
    )

/**
 * Hands the letter over for one recipient; answers why it was refused, or null. Each try has a key of its own: the host
 * sends a key that failed again, and then cannot take note of it.
 */
const mail = async (
  container: MedusaContainer,
  { letter, pdf, contractor_code, number }: Delivery,
  to: string,
  attempt: number
): Promise<string | null> => {
  const { paper_type: type, paper_id: id, subject, text, language } = letter
  const handedOver = container.resolve(Modules.NOTIFICATION).createNotifications({
    to,
    channel: "email",
    template: "consignment-paper",
    content: { subject, text, html: toHtml(text) },
    data: { contractor_code, number, type, id, subject, text, language },
    attachments: [
      {
        content: pdf,
        filename: letter.file_name,
        content_type: "application/pdf",
        disposition: "attachment",
      },
    ],
    resource_id: id,
    resource_type: `consignment_${type}`,
    idempotency_key: `${keyOf(letter.id)}${attempt}:${to}`,
  })
  return await handedOver.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : JSON.stringify(error))
  )
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** A blank line parts paragraphs. */
const toHtml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => escapes[character] ?? character)
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`)
    .join("\n")

/** A request that finds its letter sent tells nothing. */
const toSentEvents = ({ letter, sent }: { letter: Letter; sent: Letter }) =>
  letter.is_delivered ? [] : [{ id: sent.id, paper_type: sent.paper_type, paper_id: sent.paper_id }]

export const sendLetterWorkflowId = "consignment-send-letter"

/** Sends a paper as PDF to its contractor; what was sent, when and to whom is kept. */
export const sendLetterWorkflow = createWorkflow(
  sendLetterWorkflowId,
  (input: WorkflowData<SendLetter>) => {
    const letter = writeLetterStep(
      transform(input, ({ pdf: _, contractor_code: __, number: ___, ...command }) => command)
    )
    const sent = mailLetterStep(
      transform({ input, letter }, ({ input: { pdf, contractor_code, number }, letter: kept }) => ({
        letter: kept,
        pdf,
        contractor_code,
        number,
      }))
    )
    emitEventStep({
      eventName: ConsignmentEvents.LETTER_SENT,
      data: transform({ letter, sent }, toSentEvents),
    })
    return new WorkflowResponse(
      transform({ letter, sent }, ({ letter: before, sent: after }) => ({
        is_new: !before.is_delivered,
        letter: after,
      }))
    )
  }
)
