import type { ImportKind } from "./kinds"
import { refuseFile } from "./refuse-file"

/** Throws: INVALID_DATA, naming every column that is unknown, missing or there twice. */
export const checkHeader = (kind: ImportKind, columns: string[]): void => {
  const known = [
    ...kind.references.map((reference) => reference.nameColumn),
    ...kind.documentColumns,
    ...kind.lineColumns,
  ]
  const required = [
    ...kind.references
      .filter(({ isOptional }) => !isOptional)
      .map(({ nameColumn, column }) => [nameColumn, column]),
    ...kind.required,
  ]
  const unknown = columns.filter((column) => !known.includes(column))
  const repeated = columns.filter((column, position) => columns.indexOf(column) < position)
  const missing = required.filter((names) => !names.some((name) => columns.includes(name)))
  const faults = [
    ...unknown.map((column) => `"${column}" is unknown`),
    ...repeated.map((column) => `"${column}" appears twice`),
    ...missing.map((names) => `"${names.join('" or "')}" is missing`),
  ]
  if (faults.length === 0) return
  refuseFile(`The header is not understood: ${faults.join(", ")}. Columns: ${known.join(", ")}.`, {
    path: "header",
    reason: "header",
    unknown,
    repeated,
    missing,
    columns: known,
  })
}
