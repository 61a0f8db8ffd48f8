import type { DocumentType } from "../../domain/kinds"
import { escapeLike, type Sql } from "../../database/sql"

/** One thing that was found: its id, and the words by which the user knows it. */
export interface Found {
  kind: "contractor" | "document" | "settlement" | "invoice" | "lot" | "serial_number"
  id: string
  type: string | null
  label: string
  detail: string | null
  lot_id: string | null
}

export interface Search {
  text: string
  /** Kinds that the user may see; documents by their types. */
  kinds: Found["kind"][]
  documentTypes: DocumentType[]
  /** At most so many of each kind. */
  limit: number
}

const partnerOf = (row: string) =>
  `(select name from consignment_contractor where id = ${row}.contractor_id)`

/** One statement per kind: those that name a text begin with it are read from an index. */
const finders: Record<Found["kind"], string> = {
  contractor: `select id, null as type, name as label, code as detail, null as lot_id
    from consignment_contractor
    where deleted_at is null and (lower(name) like :containing or lower(code) like :containing or lower(email) like :containing)
    order by name limit :limit`,
  document: `select d.id, d.type, coalesce(d.number, d.reference) as label, ${partnerOf("d")} as detail, null as lot_id
    from consignment_document d
    where d.type = any(:types::text[]) and (lower(d.number) like :starting or lower(d.reference) like :starting)
    order by d.posted_at desc nulls first, d.id limit :limit`,
  settlement: `select s.id, null as type, s.number as label, ${partnerOf("s")} as detail, null as lot_id
    from consignment_settlement s where lower(s.number) like :starting order by s.number desc limit :limit`,
  invoice: `select i.id, i.kind as type, i.number as label, ${partnerOf("i")} as detail, null as lot_id
    from consignment_invoice i
    where lower(i.number) like :starting and i.deleted_at is null order by i.number desc limit :limit`,
  lot: `select l.id, null as type, l.batch as label, l.sku as detail, l.id as lot_id
    from consignment_lot l where lower(l.batch) like :starting
    order by l.quantity_remaining > 0 desc, l.sequence desc limit :limit`,
  serial_number: `select n.id, n.state as type, n.serial as label, n.sku as detail, n.lot_id
    from consignment_serial_number n where lower(n.serial) like :starting order by n.is_held desc, n.serial limit :limit`,
}

/** Finds partners, papers, lots and serial numbers, in the order of `kinds`. */
export const searchLedger = async (
  sql: Sql,
  { text, kinds, documentTypes, limit }: Search
): Promise<Found[]> => {
  const wanted = escapeLike(text.toLowerCase())
  const values: Record<string, unknown> = {
    containing: `%${wanted}%`,
    starting: `${wanted}%`,
    types: documentTypes,
    limit,
  }
  const found: Found[] = []
  for (const kind of kinds) {
    const parameters: unknown[] = []
    const statement = finders[kind].replace(/(?<!:):(\w+)/g, (_, name: string) => {
      parameters.push(values[name])
      return "?"
    })
    const rows = await sql<Omit<Found, "kind">>(statement, parameters)
    found.push(...rows.map((row) => ({ kind, ...row })))
  }
  return found
}
