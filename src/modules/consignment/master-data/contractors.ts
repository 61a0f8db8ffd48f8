import { refuseFields } from "../domain/errors"
import { openKinds, refuseOpenBusiness } from "../domain/open-business"
import type { Direction } from "../domain/terms"
import { changeableColumns, refuseOtherKeys } from "../database/columns"
import { loadOpenBusiness } from "../database/open-business"
import { insertRow, updateRow, type Row, type Sql } from "../database/sql"
import { newId } from "../database/new-id"
import { toContractor, type ContractorRow } from "./answers"
import { guardConnected } from "../peers/guards"
import { lockName, lockRow, mergeMetadata } from "./rows"

export type { ContractorRow } from "./answers"

export interface CreateContractor {
  code: string
  name: string
  email?: string | null
  tax_id?: string | null
  country_code?: string | null
  address?: Row | null
  customer_id?: string | null
  language?: string | null
  phone?: string | null
  iban?: string | null
  registration_number?: string | null
  /** Days after the date of an invoice until it is due; null: as the company's settings say. */
  payment_terms_days?: number | null
  metadata?: Row | null
}

export interface UpdateContractor extends Partial<CreateContractor> {
  id: string
}

const table = "consignment_contractor"
const fields = changeableColumns(table)

export const createContractor = async (sql: Sql, command: CreateContractor) => {
  refuseOtherKeys(command, fields)
  await refuseTakenCode(sql, command.code)
  const id = newId("concon")
  return toContractor(await insertRow<ContractorRow>(sql, table, { id, ...command }))
}

export const updateContractor = async (sql: Sql, { id, ...change }: UpdateContractor) => {
  refuseOtherKeys(change, fields)
  const before = await lockRow<ContractorRow>(sql, table, id)
  if (change.code !== undefined && change.code !== before.code) {
    await refuseTakenCode(sql, change.code)
  }
  const metadata = mergeMetadata(before.metadata, change.metadata)
  const after = await updateRow<ContractorRow>(sql, table, id, { ...change, metadata })
  return { contractor: toContractor(after), before }
}

/** Throws: NOT_FOUND, CONSIGNED_STOCK_PRESENT (goods, sales, balances, fees or drafts are open). */
export const deleteContractor = async (sql: Sql, id: string): Promise<void> => {
  const { code } = await lockRow<ContractorRow>(sql, table, id)
  await guardConnected(sql, { contractorId: id })
  const open = await loadOpenBusiness(sql, { contractorId: id }, openKinds)
  refuseOpenBusiness(`The partner ${code} cannot be deleted`, open, { contractor_id: id })
  await updateRow(sql, table, id, { deleted_at: new Date() })
}

/** Partners with an agreement of a direction, running or past; an id of nobody where there is none. */
export const idsWithRole = async (sql: Sql, direction: Direction): Promise<string[]> => {
  const rows = await sql<{ contractor_id: string }>(
    `select distinct contractor_id from consignment_agreement where direction = ? and deleted_at is null`,
    [direction]
  )
  return rows.length > 0 ? rows.map((row) => row.contractor_id) : [""]
}

const refuseTakenCode = async (sql: Sql, code: string): Promise<void> => {
  await lockName(sql, `contractor:${code}`)
  const taken = await sql(`select id from ${table} where code = ? and deleted_at is null`, [code])
  refuseFields(
    taken.map(() => ({ path: "code", message: `The code ${code} is taken.`, reason: "taken" }))
  )
}
