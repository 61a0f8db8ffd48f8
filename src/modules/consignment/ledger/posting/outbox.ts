import { dueEvents } from "../../database/locks"
import { documentEventOf, toAnnouncement, type Announcement } from "../../domain/announcement"
import { newId } from "../../database/new-id"
import type { Sql, Write } from "../../database/sql"
import { withoutWaiting } from "../../database/without-waiting"
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
  const { statement, parameters } = announcingAs(name, writtenId)
  await sql(statement, parameters)
}

/** As `announce`, to be written with something else. */
export const announcingAs = (name: string, writtenId: string): Write => ({
  statement: announcing,
  parameters: announcingParameters(toAnnouncement(name, writtenId), writtenId),
})

/** Announces an act that leaves no paper of its own, so that each has an id of its own. */
export const announceAct = async (
  sql: Sql,
  name: string,
  aboutId: string
): Promise<Announcement> => {
  const announcement = toAnnouncement(name, newId("csact"), aboutId)
  await sql(announcing, announcingParameters(announcement, aboutId))
  return announcement
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

/** Deletes events of documents that the same request has undone. */
export const withdraw = async (sql: Sql, writtenIds: string[]): Promise<void> => {
  await sql(`delete from consignment_outbox where written_id = any(?::text[])`, [writtenIds])
}

/** Deletes events that were received; they are told again if the database crashes before this is on disk. */
export const confirm = async (sql: Sql, eventIds: string[]): Promise<void> => {
  await sql(
    `${withoutWaiting} delete from consignment_outbox using unwaited where event_id = any(?::text[])`,
    [eventIds]
  )
}

/**
 * Takes what nobody has received in time, the oldest first. It comes due again, later each time, until somebody does; of
 * several processes one takes a row.
 */
export const takeDue = async (sql: Sql, limit: number): Promise<Announcement[]> =>
  await sql<Announcement>(
    `with due as materialized (
       ${dueEvents}),
     taken as (
       update consignment_outbox o set attempts = o.attempts + 1,
         due_at = now() + least(o.attempts + 1, 60) * interval '1 minute'
       from due where o.event_id = due.event_id returning o.name, o.data, o.created_at)
     select name, data from taken order by created_at`,
    [limit]
  )
