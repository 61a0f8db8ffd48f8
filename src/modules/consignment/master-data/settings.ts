import { toCompany, type Company } from "../domain/company"
import type { NumberSeries } from "../domain/document"
import { choosePrefixes, toPrefixes, type ChosenPrefixes } from "../domain/number-prefixes"
import { changeableColumns, refuseOtherKeys } from "../database/columns"
import { fromJson } from "../database/from-json"
import { insertRow, updateRow, type Sql } from "../database/sql"
import { toSettings, type SettingsRow } from "./answers"
import { lockName } from "./rows"

export interface UpdateSettings {
  /** Sales channels that are not named keep their strategy; null takes it away. */
  issue_strategy_by_sales_channel?: Record<string, string | null>
  allow_backdating_days?: number | null
  time_zone?: string | null
  units?: string[]
  /** Fields that are left out stay; null takes one away. */
  company?: Partial<Company>
  /** Of the named series; null chooses the original prefix again. */
  number_prefixes?: Partial<Record<NumberSeries, string | null>>
}

const table = "consignment_settings"
const fields = changeableColumns(table)

/** There is one row for the whole store. */
const SETTINGS_ID = "consettings_store"

const initialSettings = {
  id: SETTINGS_ID,
  issue_strategy_by_sales_channel: {},
  allow_backdating_days: null,
  time_zone: null,
  units: [] as string[],
  company: toCompany(null),
  number_prefixes: toPrefixes(null),
  created_at: null,
  updated_at: null,
}

export const retrieveSettings = async (sql: Sql) => {
  const row = await loadSettings(sql)
  return row ? toSettings(row) : initialSettings
}

/** Answers what the row was before, null if there was none. Throws: INVALID_DATA (a prefix belongs to another series). */
export const updateSettings = async (sql: Sql, change: UpdateSettings) => {
  refuseOtherKeys(change, fields)
  await lockName(sql, "settings")
  const before = await loadSettings(sql)
  const values = {
    ...change,
    issue_strategy_by_sales_channel: withoutNull({
      ...before?.issue_strategy_by_sales_channel,
      ...change.issue_strategy_by_sales_channel,
    }),
    company: change.company && { ...toCompany(before?.company), ...change.company },
    number_prefixes:
      change.number_prefixes &&
      choosePrefixes(
        fromJson<ChosenPrefixes>(before?.number_prefixes ?? null),
        change.number_prefixes
      ),
  }
  const after = before
    ? await updateRow<SettingsRow>(sql, table, before.id, values)
    : await insertRow<SettingsRow>(sql, table, { id: SETTINGS_ID, ...values })
  return { settings: toSettings(after), before }
}

export const deleteSettings = async (sql: Sql): Promise<void> => {
  await sql(`delete from ${table}`)
}

const loadSettings = async (sql: Sql): Promise<SettingsRow | null> => {
  const [row] = await sql<SettingsRow>(
    `select * from ${table} where deleted_at is null order by created_at limit 1`
  )
  return row ?? null
}

const withoutNull = (strategies: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(strategies).filter(([, strategy]) => strategy !== null))
