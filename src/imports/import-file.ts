import type { MedusaContainer } from "@medusajs/framework/types"
import type { Import, ImportedDocument, ImportFault } from "../http-contract/import"
import { postGoodsIssueWorkflow } from "../workflows/documents"
import { postGoodsReceiptWorkflow } from "../workflows/documents"
import { postOpeningBalanceWorkflow } from "../workflows/documents"
import type { DocumentToRehearse } from "../workflows/rehearsal/rehearse-documents"
import { postReportedSaleWorkflow } from "../workflows/documents"
import { postStockCountWorkflow } from "../workflows/documents"
import { checkHeader } from "./check-header"
import { findImported } from "./find-imported"
import { findItemsOfLines } from "./find-items-of-lines"
import { forgetExceptions, keepExceptions } from "./keep-exceptions"
import type { ImportKind } from "./kinds"
import { readTable } from "./read-table"
import { inOrder, refuseFaults } from "./refuse-file"
import { withoutLed } from "./refuse-led"
import { rehearseImport, type PlannedDocument } from "./rehearse-import"
import { resolveNames } from "./resolve-names"
import { toDocuments, type DraftDocument } from "./to-documents"
import { toFaults } from "./to-faults"

export interface ImportOptions {
  /** Only checks the file. */
  dry_run?: boolean
  /** Keeps lines at fault as exceptions and posts the others, instead of refusing the file. */
  keep_exceptions?: boolean
  created_by?: string
  /** Is told what has been done. */
  onProgress?: (progress: string) => void
}

/**
 * Imports a CSV file: reads it, checks every line as far as posting it would, and posts its documents, each once, by its
 * content. Nothing is posted while a line is at fault, unless such lines are kept as exceptions.
 * Throws: the code of the first fault; `details.lines` names every line at fault.
 */
export const importFile = async (
  container: MedusaContainer,
  kind: ImportKind,
  file: AsyncIterable<Buffer>,
  options: ImportOptions = {}
): Promise<Import> => {
  const { dry_run: isDryRun = false, keep_exceptions: keeps = false, created_by } = options
  const { onProgress = () => {} } = options
  const table = await readTable(file)
  checkHeader(kind, table.columns)
  onProgress(`${table.rows.length} lines read`)

  const drafted = toDocuments(kind, table)
  const imported = await findImported(container, kind, drafted.documents)
  const open = drafted.documents.filter(({ key }) => !imported.posted.has(key))
  const named = await resolveNames(container, kind, open)
  const led = await withoutLed(container, kind, named.documents, { eachLine: keeps })
  const found = await findItemsOfLines(container, led.documents)
  const plannable = found.documents.filter(({ lines }) => lines.length > 0)
  const planned = new Map(plannable.map((draft) => [draft.key, toPlanned(kind, draft, created_by)]))
  const refused = await rehearseImport(container, [...planned.values()], { eachLine: keeps })
  const openRows = new Set(open.flatMap(({ rows }) => rows.map((row) => row.index)))
  const faults = [
    ...drafted.tooLong,
    ...drafted.faults.filter((fault) => openRows.has(fault.index)),
    ...named.faults,
    ...led.faults,
    ...found.faults,
    ...refused,
  ]
  const errors = inOrder([...faults, ...imported.faults])
  onProgress(`${planned.size} documents checked, ${faults.length} faults`)
  const answerOf = (draft: DraftDocument): ImportedDocument[] => {
    const document = planned.get(draft.key)
    return [imported.posted.get(draft.key) ?? (document ? toAnswer(document) : [])].flat()
  }
  if (isDryRun) {
    const documents = drafted.documents.flatMap(answerOf)
    return { status: "checked", lines: table.rows.length, documents, errors }
  }
  refuseFaults(keeps ? drafted.tooLong : faults)
  await keepExceptions(container, kind, open, faults, created_by)
  // Comes before the postings, so that a hook that refuses it refuses the file.
  await forgetExceptions(container, kind, imported.staleKeys, open, faults)

  const posted: ImportedDocument[] = []
  const withoutFaults = toWithoutFaults(faults)
  for (const draft of drafted.documents) {
    const document = withoutFaults(planned.get(draft.key))
    if (document) posted.push(await postDocument(container, document, posted))
    else posted.push(...[imported.posted.get(draft.key) ?? []].flat())
    onProgress(`${posted.length} documents posted`)
  }
  return { status: "posted", lines: table.rows.length, documents: posted, errors }
}

/** A document without its invalid lines; nothing if all are invalid. */
const toWithoutFaults =
  (faults: ImportFault[]) =>
  (document: PlannedDocument | undefined): PlannedDocument | null => {
    if (!document) return null
    const faulty = new Set(faults.map((fault) => fault.index))
    const isKept = (_: unknown, position: number): boolean =>
      !faulty.has(document.rows[position]?.index ?? -1)
    const { wanted } = document
    const lines = (wanted.command.lines as unknown[]).filter(isKept)
    if (lines.length === 0) return null
    return {
      ...document,
      wanted: { ...wanted, command: { ...wanted.command, lines } } as DocumentToRehearse,
      rows: document.rows.filter(isKept),
    }
  }

const toPlanned = (
  { type }: ImportKind,
  { key, head, lines }: DraftDocument,
  created_by: string | undefined
): PlannedDocument => {
  const command: object = {
    ...head,
    lines: lines.map(({ line }) => line),
    idempotency_key: key,
    created_by,
  }
  return {
    // The columns that a draft is made of are those of its kind.
    wanted: { type, command } as DocumentToRehearse,
    reference: head.reference ?? null,
    rows: lines.map(({ row }) => row),
  }
}

const toAnswer = (
  { wanted, reference, rows }: PlannedDocument,
  posted: { id: string | null; number: string | null; is_new: boolean } = {
    id: null,
    number: null,
    is_new: true,
  }
): ImportedDocument => ({
  ...posted,
  type: wanted.type,
  reference,
  lines: rows.length,
})

/** Documents posted before a refusal stay; importing the same file again posts the rest. */
const postDocument = async (
  container: MedusaContainer,
  document: PlannedDocument,
  posted: ImportedDocument[]
): Promise<ImportedDocument> => {
  try {
    const { is_new, document: answer } = await runWorkflow(container, document.wanted)
    return toAnswer(document, { id: answer.id, number: answer.number, is_new })
  } catch (error) {
    refuseFaults(toFaults(document.rows, error), posted)
    throw error
  }
}

const runWorkflow = async (container: MedusaContainer, wanted: DocumentToRehearse) => {
  switch (wanted.type) {
    case "goods_receipt":
      return (await postGoodsReceiptWorkflow(container).run({ input: wanted.command })).result
    case "opening_balance":
      return (await postOpeningBalanceWorkflow(container).run({ input: wanted.command })).result
    case "goods_issue":
      return (await postGoodsIssueWorkflow(container).run({ input: wanted.command })).result
    case "reported_sale":
      return (await postReportedSaleWorkflow(container).run({ input: wanted.command })).result
    case "stock_count":
      return (await postStockCountWorkflow(container).run({ input: wanted.command })).result
  }
}
