import { createHash } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Import, ImportedDocument, ImportFault } from "../http-contract/import"
import { postGoodsIssueWorkflow } from "../workflows/goods-issue"
import { postGoodsReceiptWorkflow } from "../workflows/goods-receipt"
import { postOpeningBalanceWorkflow } from "../workflows/opening-balance"
import type { PlannedPaper } from "../workflows/rehearsal/rehearse-documents"
import { checkHeader } from "./check-header"
import { findItemsOfLines } from "./find-items-of-lines"
import type { ImportKind } from "./kinds"
import { readTable, type Row, type Table } from "./read-table"
import { inOrder, refuseFaults } from "./refuse-file"
import { rehearseImport, type PlannedDocument } from "./rehearse-import"
import { resolveNames } from "./resolve-names"
import { toDocuments, type DraftDocument } from "./to-documents"
import { toFaults } from "./to-faults"

export interface ImportOptions {
  /** Only checks the file. */
  dry_run?: boolean
  created_by?: string
  /** Is told what has been done. */
  onProgress?: (progress: string) => void
}

/**
 * Imports a CSV file: reads it, checks every line as far as posting it would, and posts its documents, each once, by its
 * content. Nothing is posted while a line is at fault.
 * Throws: the code of the first fault; `details.lines` names every line at fault.
 */
export const importFile = async (
  container: MedusaContainer,
  kind: ImportKind,
  file: AsyncIterable<Buffer>,
  { dry_run: isDryRun = false, created_by, onProgress = () => {} }: ImportOptions = {}
): Promise<Import> => {
  const table = await readTable(file)
  checkHeader(kind, table.columns)
  onProgress(`${table.rows.length} lines read`)

  const ragged = findRagged(table)
  const named = await resolveNames(container, kind, withoutRows(table.rows, ragged))
  const drafted = toDocuments(kind, named.rows)
  const found = await findItemsOfLines(container, withoutLines(drafted.documents, named.faults))
  const documents = found.documents.map((draft) => toPlanned(kind, draft, created_by))
  const rehearsed = await rehearseImport(container, documents)
  const faults = [
    ...ragged,
    ...drafted.faults,
    ...named.faults,
    ...found.faults,
    ...rehearsed.faults,
  ]
  onProgress(`${documents.length} documents checked, ${faults.length} faults`)
  if (isDryRun) {
    const answers = documents.map((document, position) =>
      toAnswer(document, { id: rehearsed.postedIds[position] ?? null })
    )
    return {
      status: "checked",
      lines: table.rows.length,
      documents: answers,
      errors: inOrder(faults),
    }
  }
  refuseFaults(faults)

  const posted: ImportedDocument[] = []
  for (const document of documents) {
    posted.push(await postDocument(container, document, posted))
    onProgress(`${posted.length} of ${documents.length} documents posted`)
  }
  return { status: "posted", lines: table.rows.length, documents: posted, errors: [] }
}

const findRagged = ({ columns, rows }: Table): ImportFault[] =>
  rows
    .filter((row) => row.width !== columns.length)
    .map(({ line, index, width }) => ({
      line,
      index,
      code: "INVALID_DATA",
      message: `Expected ${columns.length} cells, as the header has, and found ${width}.`,
    }))

/** What is at fault by itself is not tried any further. */
const withoutRows = (rows: Row[], faults: ImportFault[]): Row[] => {
  const faulty = new Set(faults.map((fault) => fault.index))
  return rows.filter((row) => !faulty.has(row.index))
}

const withoutLines = (documents: DraftDocument[], faults: ImportFault[]): DraftDocument[] => {
  const faulty = new Set(faults.map((fault) => fault.index))
  return documents.map(({ head, lines }) => ({
    head,
    lines: lines.filter(({ row }) => !faulty.has(row.index)),
  }))
}

/** Its key is made of what it holds, so that it is posted once, in whatever file it comes again. */
const toPlanned = (
  { type }: ImportKind,
  { head, lines }: DraftDocument,
  created_by: string | undefined
): PlannedDocument => {
  const content = JSON.stringify([head, lines.map(({ line }) => ({ ...line, sku: undefined }))])
  const hash = createHash("sha256").update(content).digest("hex")
  const command = {
    ...head,
    lines: lines.map(({ line }) => line),
    idempotency_key: `import:${hash}`,
    created_by,
  }
  return {
    paper: { type, command } as unknown as PlannedPaper,
    reference: head.reference ?? null,
    rows: lines.map(({ row }) => row),
  }
}

const toAnswer = (
  { paper, reference, rows }: PlannedDocument,
  posted: { id: string | null; number?: string; is_new?: boolean }
): ImportedDocument => ({
  id: posted.id,
  number: posted.number ?? null,
  type: paper.type,
  reference,
  lines: rows.length,
  is_new: posted.is_new ?? posted.id === null,
})

/** What was posted before a refusal stays; the same file posts the rest. */
const postDocument = async (
  container: MedusaContainer,
  document: PlannedDocument,
  posted: ImportedDocument[]
): Promise<ImportedDocument> => {
  try {
    const { is_new, document: answer } = await runWorkflow(container, document.paper)
    return toAnswer(document, { id: answer.id, number: answer.number, is_new })
  } catch (error) {
    refuseFaults(toFaults(document.rows, error), posted)
    throw error
  }
}

const runWorkflow = async (container: MedusaContainer, paper: PlannedPaper) => {
  switch (paper.type) {
    case "goods_receipt":
      return (await postGoodsReceiptWorkflow(container).run({ input: paper.command })).result
    case "opening_balance":
      return (await postOpeningBalanceWorkflow(container).run({ input: paper.command })).result
    case "goods_issue":
      return (await postGoodsIssueWorkflow(container).run({ input: paper.command })).result
  }
}
