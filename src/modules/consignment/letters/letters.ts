import type { Context } from "@medusajs/framework/types"
import { lockSource } from "../database/locks"
import { newId } from "../database/new-id"
import { toDate, type Instant } from "../database/column-table"
import { insertRows, sqlOf, type Sql } from "../database/sql"
import { notFound } from "../domain/errors"
import { sourceOf, type InvoiceSource } from "../invoices/heads"
import { refuseOtherRequest } from "../ledger/posting/document-head"
import { toMedusaError } from "../to-medusa-error"

const table = "consignment_letter"

/** A request to send a paper, by which a repeated one is known. */
export interface LetterRequest {
  /** "settlement", "invoice" or the kind of a document. */
  paper_type: string
  paper_id: string
  idempotency_key?: string
  /** The caller's request: a key that comes again with another one is refused. */
  request: object
}

/** A paper that is sent by e-mail. */
export interface WriteLetter extends LetterRequest {
  recipients: string[]
  subject: string
  text: string
  language: string
  file_name: string
  created_by?: string | null
}

export interface Letter {
  id: string
  paper_type: string
  paper_id: string
  recipients: string[]
  /** The recipients that have got it. */
  reached: string[]
  /** Every recipient has got it. */
  is_delivered: boolean
  subject: string
  text: string
  language: string
  file_name: string
  /** When the first recipient got it; null until then. */
  sent_at: string | null
  created_by: string | null
}

interface Transactions {
  inOneTransaction: <T>(work: (context: Context) => Promise<T>) => Promise<T>
}

/** Letters with papers: what was sent, when and to whom. */
export class Letters {
  constructor(private readonly service: Transactions) {}

  /** Keeps a letter before it leaves; a repeated request finds the one it has kept. Throws: IDEMPOTENCY_MISMATCH. */
  async write(command: WriteLetter): Promise<Letter> {
    return await this.run((sql) => writeLetter(sql, command))
  }

  /** The letter that an earlier call with the same key has kept. Throws: IDEMPOTENCY_MISMATCH. */
  async find(request: LetterRequest): Promise<Letter | null> {
    return await this.run((sql) => findLetter(sql, sourceOfLetter(request)))
  }

  /** Notes that a recipient has got it, once for each. Throws: NOT_FOUND. */
  async markReached(id: string, recipient: string): Promise<Letter> {
    return await this.run(async (sql) => {
      await sql(
        `update ${table} set reached = reached || to_jsonb(?::text), sent_at = coalesce(sent_at, now()),
           updated_at = now()
         where id = ? and not reached @> to_jsonb(?::text)`,
        [recipient, id, recipient]
      )
      return await retrieveLetter(sql, id)
    })
  }

  /** Throws: NOT_FOUND. */
  async requirePaper(type: string, id: string): Promise<void> {
    await this.run(async (sql) => {
      const rows = await sql(
        `select 1 where exists (select 1 from consignment_document where id = ? and type = ?)
           or ? = 'settlement' and exists (select 1 from consignment_settlement where id = ?)
           or ? = 'invoice' and exists (
             select 1 from consignment_invoice where id = ? and deleted_at is null)`,
        [id, type, type, id, type, id]
      )
      if (rows.length === 0) throw notFound(type, id)
    })
  }

  /** Letters with a paper that at least one recipient has got, the latest first. */
  async listSent(paperType: string, paperId: string): Promise<Letter[]> {
    return await this.run(async (sql) => {
      const rows = await sql<LetterRow>(
        `${selection} where paper_type = ? and paper_id = ? and sent_at is not null
         order by sequence desc`,
        [paperType, paperId]
      )
      return rows.map(toLetter)
    })
  }

  private async run<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return await this.service
      .inOneTransaction((context) => work(sqlOf(context)))
      .catch(toMedusaError)
  }
}

const selection = `select id, paper_type, paper_id, recipients, reached, subject, text, language, file_name,
  sent_at, created_by from ${table}`

type LetterRow = Omit<Letter, "sent_at" | "is_delivered"> & { sent_at: Instant | null }

const toLetter = (row: LetterRow): Letter => ({
  ...row,
  is_delivered: row.recipients.every((to) => row.reached.includes(to)),
  sent_at: row.sent_at === null ? null : toDate(row.sent_at).toISOString(),
})

const retrieveLetter = async (sql: Sql, id: string): Promise<Letter> => {
  const [row] = await sql<LetterRow>(`${selection} where id = ?`, [id])
  if (!row) throw notFound("letter", id)
  return toLetter(row)
}

const sourceOfLetter = ({
  request,
  paper_type,
  paper_id,
  idempotency_key,
}: LetterRequest): InvoiceSource =>
  sourceOf("letter", { ...request, paper_type, paper_id, idempotency_key } as {
    idempotency_key?: string
  })

/** The lock lets a simultaneous call with the same key wait for the first. */
const findLetter = async (
  sql: Sql,
  { key, requestHash }: InvoiceSource
): Promise<Letter | null> => {
  if (key === null) return null
  await lockSource(sql, key)
  const [known] = await sql<{ id: string; request_hash: string | null }>(
    `select id, request_hash from ${table} where source_key = ?`,
    [key]
  )
  if (!known) return null
  refuseOtherRequest(key, known.request_hash, requestHash)
  return await retrieveLetter(sql, known.id)
}

const writeLetter = async (sql: Sql, command: WriteLetter): Promise<Letter> => {
  const source = sourceOfLetter(command)
  const known = await findLetter(sql, source)
  if (known) return known
  const { request: _, idempotency_key: __, ...letter } = command
  const id = newId("conlet")
  await insertRows(sql, table, [
    {
      ...letter,
      id,
      reached: [],
      created_by: letter.created_by ?? null,
      sent_at: null,
      source_key: source.key,
      request_hash: source.requestHash,
    },
  ])
  return await retrieveLetter(sql, id)
}
