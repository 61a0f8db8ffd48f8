import type { Context } from "@medusajs/framework/types"
import { MAXIMUM_ATTACHMENTS } from "../domain/attachment"
import { ConsignmentError, notFound, refuseFields } from "../domain/errors"
import type { DocumentType } from "../domain/kinds"
import { lockName } from "../database/locks"
import { newId } from "../database/new-id"
import { toDate, type Instant } from "../database/column-table"
import { insertRows, sqlOf, type Sql } from "../database/sql"
import { toMedusaError } from "../to-medusa-error"

const table = "consignment_attachment"

/** The record that a file belongs to. */
export interface AttachmentSubject {
  about_type: "document" | "settlement" | "invoice"
  about_id: string
}

/** The kind of paper behind a subject, by which permissions are told. */
export type SubjectType = DocumentType | "settlement" | "invoice"

export interface AddAttachment extends AttachmentSubject {
  file_id: string
  file_name: string
  mime_type: string
  size: number
  created_by?: string | null
}

export interface Attachment extends AttachmentSubject {
  id: string
  file_id: string
  file_name: string
  mime_type: string
  size: number
  created_by: string | null
  created_at: string
}

interface Transactions {
  inOneTransaction: <T>(work: (context: Context) => Promise<T>) => Promise<T>
}

/** Files that belong to documents, settlements and invoices; the bytes are kept by the host's file module. */
export class Attachments {
  constructor(private readonly service: Transactions) {}

  /** The kind of the document. Throws: INVALID_DATA (there is none). */
  async readSubjectType(subject: AttachmentSubject): Promise<SubjectType> {
    return await this.run((sql) => readSubjectType(sql, subject))
  }

  /** Throws: INVALID_DATA (the paper is unknown, or has too many files). */
  async add(command: AddAttachment): Promise<Attachment> {
    return await this.run(async (sql) => {
      await readSubjectType(sql, command)
      await lockName(sql, `attachments:${command.about_id}`)
      await refuseTooMany(sql, command)
      const id = newId("conatt")
      await insertRows(sql, table, [{ id, ...command, created_by: command.created_by ?? null }])
      return await retrieve(sql, id)
    })
  }

  /** In the order in which they were added. */
  async list({ about_type: type, about_id: id }: AttachmentSubject): Promise<Attachment[]> {
    return await this.run(async (sql) => {
      const rows = await sql<AttachmentRow>(
        `${selection} where about_type = ? and about_id = ? and deleted_at is null order by sequence`,
        [type, id]
      )
      return rows.map(toAttachment)
    })
  }

  /** Throws: NOT_FOUND. */
  async retrieve(id: string): Promise<Attachment> {
    return await this.run((sql) => retrieve(sql, id))
  }

  /** Throws: NOT_FOUND. */
  async remove(id: string): Promise<Attachment> {
    return await this.run(async (sql) => {
      const attachment = await retrieve(sql, id)
      await sql(`update ${table} set deleted_at = now(), updated_at = now() where id = ?`, [id])
      return attachment
    })
  }

  async restore(id: string): Promise<void> {
    await this.run((sql) =>
      sql(`update ${table} set deleted_at = null, updated_at = now() where id = ?`, [id])
    )
  }

  private async run<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return await this.service
      .inOneTransaction((context) => work(sqlOf(context)))
      .catch(toMedusaError)
  }
}

const selection = `select id, about_type, about_id, file_id, file_name, mime_type, size, created_by, created_at
  from ${table}`

type AttachmentRow = Omit<Attachment, "created_at"> & { created_at: Instant }

const toAttachment = (row: AttachmentRow): Attachment => ({
  ...row,
  created_at: toDate(row.created_at).toISOString(),
})

const retrieve = async (sql: Sql, id: string): Promise<Attachment> => {
  const [row] = await sql<AttachmentRow>(`${selection} where id = ? and deleted_at is null`, [id])
  if (!row) throw notFound("attachment", id)
  return toAttachment(row)
}

const statements: Record<AttachmentSubject["about_type"], string> = {
  document: `select type from consignment_document where id = ? and status <> 'draft'`,
  settlement: `select 'settlement' as type from consignment_settlement where id = ?`,
  invoice: `select 'invoice' as type from consignment_invoice where id = ? and deleted_at is null`,
}

const readSubjectType = async (
  sql: Sql,
  { about_type: type, about_id: id }: AttachmentSubject
): Promise<SubjectType> => {
  const [found] = await sql<{ type: SubjectType }>(statements[type], [id])
  if (found) return found.type
  const path = `${type}_id`
  const message = `There is no ${type} ${id}.`
  throw new ConsignmentError("INVALID_DATA", `${path}: ${message}`, {
    path,
    fields: [{ path, message, reason: "unknown" }],
  })
}

const refuseTooMany = async (
  sql: Sql,
  { about_type: type, about_id: id }: AttachmentSubject
): Promise<void> => {
  const [kept] = await sql<{ count: number }>(
    `select count(*)::int as count from ${table}
     where about_type = ? and about_id = ? and deleted_at is null`,
    [type, id]
  )
  const message = `Attach at most ${MAXIMUM_ATTACHMENTS} files.`
  refuseFields(
    (kept?.count ?? 0) < MAXIMUM_ATTACHMENTS
      ? []
      : [{ path: `${type}_id`, message, reason: "too_many" }]
  )
}
