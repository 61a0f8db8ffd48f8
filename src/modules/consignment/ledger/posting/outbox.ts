import { documentEventOf, toAnnouncement, type Announcement } from "../../domain/announcement"
import type { Sql } from "../../database/sql"
import type { DocumentType } from "../../domain/kinds"

interface WrittenHead {
  id: string
  type: DocumentType
  undoes_document_id: string | null
}

/**
 * Events are written in the transaction of what they tell of, and deleted once a listener of ours has received them: what
 * a crash keeps from being told is told by a job.
 */
export const announcementOf = (head: WrittenHead): Announcement => {
  const aboutId = head.type === "reversal" ? head.undoes_document_id : null
  return toAnnouncement(documentEventOf(head.type), head.id, aboutId ?? head.id)
}

export const announce = async (sql: Sql, name: string, writtenId: string): Promise<void> => {
  await sql(announcing, announcingParameters(toAnnouncement(name, writtenId), writtenId))
}

/** One statement that writes an announcement. A paper that is announced again keeps its first row. */
export const announcing = `insert into consignment_outbox (event_id, name, data, written_id) values (?, ?, ?::jsonb, ?)
  on conflict do nothing`

export const announcingParameters = ({ name, data }: Announcement, writtenId: string) => [
  data.event_id,
  name,
  JSON.stringify(data),
  writtenId,
]

/** What was written and is undone within one request is not told. */
export const withdraw = async (sql: Sql, writtenIds: string[]): Promise<void> => {
  await sql(`delete from consignment_outbox where written_id = any(?::text[])`, [writtenIds])
}

/** What was received is not told again. */
export const confirm = async (sql: Sql, eventIds: string[]): Promise<void> => {
  await sql(`delete from consignment_outbox where event_id = any(?::text[])`, [eventIds])
}

/**
 * Takes what nobody has received in time. It comes due again, later each time, until somebody does; of several processes
 * one takes a row.
 */
export const takeDue = async (sql: Sql, limit: number): Promise<Announcement[]> =>
  await sql<Announcement>(
    `with due as materialized (
       select event_id from consignment_outbox where due_at <= now() order by created_at limit ? for update skip locked)
     update consignment_outbox o set attempts = o.attempts + 1,
       due_at = now() + least(o.attempts + 1, 60) * interval '1 minute'
     from due where o.event_id = due.event_id returning o.name, o.data`,
    [limit]
  )
