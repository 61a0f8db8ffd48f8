import type { MedusaContainer } from "@medusajs/framework/types"
import type { ImportFault } from "../http-contract/import"
import { findItems } from "../workflows/host/inventory/find-items"
import { toFaults } from "./to-faults"
import type { DraftDocument, ImportLine } from "./to-documents"

/** Finds the items of all lines at once; lines whose item does not exist are left out of their documents. */
export const findItemsOfLines = async (
  container: MedusaContainer,
  documents: DraftDocument[]
): Promise<{ documents: DraftDocument[]; faults: ImportFault[] }> => {
  const lines = documents.flatMap((document) => document.lines)
  const faults = await findFaults(container, lines)
  const unknown = new Set(faults.map((fault) => fault.index))
  const known = lines.filter(({ row }) => !unknown.has(row.index))
  const found = await findItems(container, known.map(toName))
  const itemOf = new Map(known.map(({ row }, position) => [row.index, found[position]]))
  return {
    faults,
    documents: documents.map((document) => ({
      ...document,
      lines: document.lines.flatMap(({ row, line }) => {
        const item = itemOf.get(row.index)
        const { inventory_item_id, sku } = item ?? {}
        return item ? { row, line: { ...line, inventory_item_id, sku: sku ?? undefined } } : []
      }),
    })),
  }
}

const toName = ({ line }: ImportLine, index: number) => ({
  index,
  inventory_item_id: line.inventory_item_id,
  sku: line.sku,
})

const findFaults = async (
  container: MedusaContainer,
  lines: ImportLine[]
): Promise<ImportFault[]> =>
  await findItems(container, lines.map(toName))
    .then(() => [])
    .catch((error: unknown) => {
      const faults = toFaults(
        lines.map(({ row }) => row),
        error
      )
      if (faults.length === 0) throw error
      return faults
    })
