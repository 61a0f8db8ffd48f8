import type { MedusaContainer } from "@medusajs/framework/types"
import { MAXIMUM_LINES } from "../http-contract/common"
import {
  contractorPriceBodySchema,
  priceShape,
  type PriceImport,
} from "../http-contract/contractor-price"
import { reasonOfIssue } from "../http-contract/errors"
import type { ImportFault } from "../http-contract/import"
import { setContractorPricesWorkflow } from "../workflows/contractor-price"
import { findRefusedPrices } from "../workflows/contractor-price/find-refused-prices"
import { ledgerOf } from "../workflows/posting/post-document"
import { readTable, type Row, type Table } from "./read-table"
import { inOrder, refuseFaults, refuseFile } from "./refuse-file"
import { toFault, toFaults } from "./to-faults"

type Price = ReturnType<typeof contractorPriceBodySchema.parse>

/**
 * Imports a file of a supplier's prices, all of it or nothing.
 * Throws: the code of the first fault; `details.lines` names every line at fault.
 */
export const importPrices = async (
  container: MedusaContainer,
  contractorId: string,
  file: AsyncIterable<Buffer>,
  { dry_run: isDryRun = false }: { dry_run?: boolean }
): Promise<PriceImport> => {
  await ledgerOf(container).retrieveContractor(contractorId)
  const table = await readTable(file)
  checkTable(table)
  const read = table.rows.map((row) => ({ row, ...readPrice(row, table) }))
  const readable = read.flatMap(({ row, price }) => (price ? [{ row, price }] : []))
  const command = { contractor_id: contractorId, prices: readable.map(({ price }) => price) }
  const refused = await findRefusedPrices(container, command)
  const faults = inOrder([
    ...read.flatMap(({ faults: ofRow }) => ofRow),
    ...refused.flatMap((line) => {
      const row = readable[line.index]?.row
      return row ? toFault(row, line) : []
    }),
  ])
  const { length: lines } = table.rows
  if (isDryRun) return { status: "checked", lines, errors: faults }
  refuseFaults(faults)
  await setContractorPricesWorkflow(container)
    .run({ input: command })
    .catch((error: unknown) => {
      refuseFaults(toFaults(table.rows, error))
      throw error
    })
  return { status: "imported", lines, errors: [] }
}

/** Throws: INVALID_DATA, naming every column that is unknown, missing or there twice. */
const checkTable = ({ columns, rows }: Table): void => {
  const known = Object.keys(priceShape)
  const unknown = columns.filter((column) => !known.includes(column))
  const repeated = columns.filter((column, position) => columns.indexOf(column) < position)
  const required = [["sku", "inventory_item_id"], ["unit_price"]]
  const missing = required.filter((names) => !names.some((name) => columns.includes(name)))
  const faults = [
    ...unknown.map((column) => `"${column}" is unknown`),
    ...repeated.map((column) => `"${column}" appears twice`),
    ...missing.map((names) => `"${names.join('" or "')}" is missing`),
  ]
  if (faults.length > 0) {
    const message = `The header is not understood: ${faults.join(", ")}. Columns: ${known.join(", ")}.`
    const details = { path: "header", reason: "header", unknown, repeated, missing, columns: known }
    refuseFile(message, details)
  }
  if (rows.length > MAXIMUM_LINES) {
    const message = `A price list has at most ${MAXIMUM_LINES} lines; divide the file.`
    refuseFile(message, { reason: "too_many" })
  }
}

const readPrice = (row: Row, { columns }: Table): { price?: Price; faults: ImportFault[] } => {
  if (row.width !== columns.length) {
    const message = `Expected ${columns.length} cells, as the header has, and found ${row.width}.`
    return { faults: [toFault(row, { code: "INVALID_DATA", message, reason: "header" })] }
  }
  const read = contractorPriceBodySchema.safeParse(row.cells)
  if (read.success) return { price: read.data, faults: [] }
  return {
    faults: read.error.issues.map((issue) =>
      toFault(row, {
        code: "INVALID_DATA",
        message: issue.message,
        path: issue.path.join("."),
        ...reasonOfIssue(issue),
      })
    ),
  }
}
