import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../modules/consignment"
import type { DocumentType } from "../../modules/consignment/domain/document"
import {
  toPostedAnswer,
  type DocumentAnswer,
} from "../../modules/consignment/ledger/reading/document-answers"
import type { Posted } from "../../modules/consignment/ledger/posting/post"
import type { PostingFunction } from "../../modules/consignment/ledger/documents/posting-function"
import { refuseUnknownOnLines } from "../../modules/consignment/ledger/posting/references"
import type { ReverseDocument } from "../../modules/consignment/ledger/documents/reverse-document"
import { toMedusaError } from "../../modules/consignment/to-medusa-error"
import { findItems } from "../host/inventory/find-items"
import { hostLevels } from "../host/inventory/levels"
import { withItemLocks } from "../host/inventory/locks"
import { refuseEveryLine } from "../host/refused-lines"
import { ledFirst, toLedRequest } from "./led-first"

/** A posted document, and whether this call posted it or an earlier one had. */
export interface PostedDocument {
  is_new: boolean
  document: DocumentAnswer
  /** Levels of the host that changed by our hand. */
  level_ids: string[]
}

/** Input of the undo of a posting step. */
export interface PostedPaper {
  document_id: string
  type: DocumentType
}

export const ledgerOf = (container: MedusaContainer): ConsignmentModuleService =>
  container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)

/** A line of a command that names its item by id, by SKU or by both. */
export interface NamedItem {
  inventory_item_id?: string
  sku?: string | null
}

export type WithItem<Line extends NamedItem> = Omit<Line, keyof NamedItem> & {
  inventory_item_id: string
  sku: string | null
}

/** Throws: UNKNOWN_ITEM, naming every line whose item does not exist. */
export const withItems = async <Line extends NamedItem>(
  container: MedusaContainer,
  lines: Line[]
): Promise<WithItem<Line>[]> => {
  const items = await findItems(
    container,
    lines.map((line, index) => ({
      index,
      inventory_item_id: line.inventory_item_id,
      sku: line.sku ?? undefined,
    }))
  )
  return lines.map((line, index) => ({
    ...line,
    inventory_item_id: items[index]?.inventory_item_id ?? "",
    sku: items[index]?.sku ?? null,
  }))
}

interface PostingInput {
  lines: (NamedItem & { lot_id?: string | null })[]
}

/** A command whose lines name their items by id, by SKU or by a lot. */
export type NamingItems<Command extends { lines: object[] }> = Omit<Command, "lines"> & {
  lines: (Omit<Command["lines"][number], keyof NamedItem> & NamedItem)[]
}

/** The command a step posts: its lines name their items by id. */
export type WithItems<Input extends PostingInput> = Omit<Input, "lines"> & {
  lines: WithItem<Input["lines"][number]>[]
}

/** A line may name a lot instead of its item. Throws: UNKNOWN_ITEM, INVALID_DATA (unknown lot). */
export const withItemsOfLots = async <Line extends NamedItem & { lot_id?: string | null }>(
  container: MedusaContainer,
  lines: Line[]
): Promise<Line[]> => {
  const lotIds = lines.flatMap((line) => (isNamed(line) ? [] : (line.lot_id ?? [])))
  if (lotIds.length === 0) return lines
  const lots = await ledgerOf(container).listConsignmentLots(
    { id: lotIds },
    { select: ["id", "inventory_item_id"], take: null }
  )
  const itemOf = new Map(lots.map((lot) => [lot.id, lot.inventory_item_id]))
  const unknown = lines.map((line, index) => ({
    index,
    value: isNamed(line) ? null : (line.lot_id ?? null),
  }))
  await Promise.resolve()
    .then(() => refuseUnknownOnLines("lot_id", unknown, new Set(itemOf.keys())))
    .catch(toMedusaError)
  return lines.map((line) =>
    isNamed(line) ? line : { ...line, inventory_item_id: itemOf.get(line.lot_id ?? "") }
  )
}

const isNamed = (line: NamedItem): boolean =>
  line.inventory_item_id !== undefined || (line.sku !== undefined && line.sku !== null)

type Complete<Input extends PostingInput> = (
  container: MedusaContainer,
  command: WithItems<Input>
) => Promise<WithItems<Input>>

/** By step: tries a command without posting it. */
const attempts = new Map<
  string,
  (container: MedusaContainer, input: PostingInput) => Promise<unknown>
>()

/** Tries a command of a posting step; posts nothing, and throws what the step would throw. */
export const attemptPosting = async (
  container: MedusaContainer,
  stepId: string,
  input: PostingInput
): Promise<unknown> => await attempts.get(stepId)?.(container, input)

/**
 * A step that finds the items of the lines, posts under the host's locks of them, and is undone by a reversal. What the
 * posting needs to know besides is found before the locks are taken. A refusal names every offending line, whatever it
 * is refused for.
 */
export const createPostingStep = <Input extends PostingInput>(
  stepId: string,
  type: DocumentType,
  post: PostingFunction<WithItems<Input>>,
  complete: Complete<Input> = async (_, command) => command
) => {
  const toCommand = async (container: MedusaContainer, input: Input) => {
    const lines = await withItems(container, await withItemsOfLots(container, input.lines))
    return await complete(container, { ...input, lines })
  }
  const postIt = async (container: MedusaContainer, input: Input): Promise<PostedDocument> => {
    const command = await toCommand(container, input)
    const itemIds = command.lines.map((line) => line.inventory_item_id)
    return await postUnderLocks(container, itemIds, (ledger) =>
      ledger.postDocument(post, command, hostLevels)
    )
  }
  const attempt = async (container: MedusaContainer, input: Input): Promise<unknown> =>
    await ledgerOf(container)
      .trying()
      .postDocument(post, await toCommand(container, input), hostLevels)
  attempts.set(
    stepId,
    attempt as (container: MedusaContainer, input: PostingInput) => Promise<unknown>
  )

  return createStep(
    stepId,
    async (input: Input, { container }) => {
      const posted = await ledFirst(container, toLedRequest(type, input), () =>
        postIt(container, input)
      ).catch((error: unknown) =>
        refuseEveryLine(error, (command: Input) => attempt(container, command), input)
      )
      return new StepResponse(posted, toPostedPaper(posted))
    },
    reverseIfPosted
  )
}

/**
 * Posts under the host's locks of the items. What was posted is answered from what was written: a database that goes
 * away after the commit must not make it look as if it had failed.
 */
export const postUnderLocks = async (
  container: MedusaContainer,
  inventoryItemIds: string[],
  post: (ledger: ConsignmentModuleService) => Promise<Posted>
): Promise<PostedDocument> => {
  const ledger = ledgerOf(container)
  const {
    document_id: id,
    written,
    ...posted
  } = await withItemLocks(container, inventoryItemIds, () => post(ledger))
  const document = written ? toPostedAnswer(written) : await ledger.retrieveDocument(id)
  return { ...posted, document }
}

/** Input of the undo: the document, only if this call has posted it. */
export const toPostedPaper = ({ is_new: isNew, document }: PostedDocument): PostedPaper | null =>
  isNew ? { document_id: document.id, type: document.type } : null

/** The undo of a posting step is a reversal, never a delete: the ledger is append-only. */
export const reverseIfPosted = async (
  posted: PostedPaper | null | undefined,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  if (!posted) return
  await reverseUnderLocks(container, { ...posted, frees_key: true })
}

export interface ReversedDocument extends PostedDocument {
  reversal: { id: string; number: string }
}

export const reverseUnderLocks = async (
  container: MedusaContainer,
  command: ReverseDocument
): Promise<ReversedDocument> => {
  const ledger = ledgerOf(container)
  const itemIds = await ledger.listItemsOfDocument(command.document_id, command.type)
  const {
    document_id: id,
    written,
    ...reversed
  } = await withItemLocks(container, itemIds, () => ledger.reverseDocument(command, hostLevels))
  const { number } = written?.head ?? (await ledger.retrieveDocument(id))
  return { ...reversed, reversal: { id, number } }
}
