import { groupBy } from "../domain/group-by"
import type { Sql } from "../database/sql"

/** The units that moved with each line of documents, whether the document named them or they were named afterwards. */
export const readSerialsOfLines = async (
  sql: Sql,
  documentIds: string[]
): Promise<ReadonlyMap<string, string[]>> => {
  if (documentIds.length === 0) return new Map()
  const rows = await sql<{ line_id: string; serial: string }>(
    `select m.line_id, s.serial from consignment_serial_move m
     join consignment_serial_number s on s.id = m.serial_id
     where m.document_id = any(?::text[]) and m.line_id is not null order by m.id`,
    [documentIds]
  )
  return new Map(
    [...groupBy(rows, (row) => row.line_id)].map(([id, units]) => [
      id,
      units.map((unit) => unit.serial),
    ])
  )
}
