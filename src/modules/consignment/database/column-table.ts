import type { Decimal } from "decimal.js"
import { exact, toText } from "../domain/quantity"

/** An instant as the database answers it: as text inside JSON, else as a Date. */
export type Instant = Date | string

export const toDate = (value: Instant): Date => (value instanceof Date ? value : new Date(value))

export const toDateOrNull = (value: Instant | null): Date | null =>
  value === null ? null : toDate(value)

/** One column of a table: how a value is read from it and written to it, and what it is written as. */
export interface Column<Value, Stored = unknown> {
  /** In the table; by default the field's name in snake case. */
  name?: string
  /** Decimals are read as text, so that none becomes a floating-point number. */
  cast?: "text" | "float8"
  /** Of a field that a writer leaves out. */
  empty?: Value
  /** The database or another statement fills it in. */
  isReadOnly?: boolean
  read(stored: unknown): Value
  write(value: Value): Stored
}

type Columns = Record<string, Column<unknown>>
type ValueOf<C> = C extends Column<infer Value> ? Value : never
type Optional<C extends Columns> = {
  [Field in keyof C]: undefined extends ValueOf<C[Field]> ? Field : never
}[keyof C]
type Emptied<C extends Columns> = {
  [Field in keyof C]: C[Field] extends { empty: unknown } ? Field : never
}[keyof C]

type ValuesOf<C extends Columns> = {
  [Field in keyof C]: ValueOf<C[Field]>
}

type ReadOnly<C extends Columns> = {
  [Field in keyof C]: C[Field] extends { isReadOnly: true } ? Field : never
}[keyof C]

type Written<C extends Columns> = {
  [Field in Exclude<keyof C, Optional<C> | ReadOnly<C>>]: ValueOf<C[Field]>
} & { [Field in Exclude<Optional<C>, ReadOnly<C>>]?: ValueOf<C[Field]> }

type SnakeCase<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${SnakeCase<Rest>}`
    : `_${Lowercase<First>}${SnakeCase<Rest>}`
  : Text

type NameOf<C extends Columns, Field extends keyof C> = C[Field] extends {
  name: infer Name extends string
}
  ? Name
  : SnakeCase<Field & string>

/** A row as it is inserted, by the names of the columns. */
type Row<C extends Columns> = {
  [Field in Exclude<keyof C, ReadOnly<C>> as NameOf<C, Field>]: ReturnType<C[Field]["write"]>
}

/** A column that has another name in the table than its field. */
export const named = <Name extends string, C extends Column<unknown>>(
  name: Name,
  column: C
): C & { name: Name } => ({ ...column, name })

/** A text, or one of the texts that a type names. */
export const text = <Value extends string = string>(): Column<Value, Value> => ({
  read: (stored) => stored as Value,
  write: (value) => value,
})

export const boolean = (): Column<boolean, boolean> => ({
  read: (stored) => stored as boolean,
  write: (value) => value,
})

/** A whole number. */
export const integer = (): Column<number, number> => ({
  read: (stored) => stored as number,
  write: (value) => value,
})

/** A number that the database counts up. */
export const sequence = () => readOnly({ ...integer(), cast: "float8" } as const)

/** A quantity, price or amount. */
export const decimal = (): Column<Decimal, string> => ({
  cast: "text",
  read: (stored) => exact(stored as string),
  write: toText,
})

export const instant = (): Column<Date, string> => ({
  read: (stored) => toDate(stored as Instant),
  write: (value) => value.toISOString(),
})

/** A list that is null in the table while it is empty. */
export const list = <Item>(): Column<Item[], Item[] | null> => ({
  read: (stored) => (stored ?? []) as Item[],
  write: (value) => (value.length > 0 ? value : null),
})

/** Any value that JSON can hold. */
export const json = <Value>(): Column<Value, Value> => ({
  read: (stored) => stored as Value,
  write: (value) => value,
})

/** A decimal of a row whose values stay texts. */
export const decimalText = (): Column<string, string> => ({ ...text(), cast: "text" })

/** An instant of a row whose values stay texts, ISO 8601. */
export const instantText = (): Column<string, string> => ({
  read: (stored) => toDate(stored as Instant).toISOString(),
  write: (value) => value,
})

/** A column that may hold nothing, and does unless a writer says otherwise. */
export const nullable = <Value, Stored>(
  column: Column<Value, Stored>
): Column<Value | null, Stored | null> & { empty: Value | null } => ({
  ...column,
  empty: null,
  read: (stored) => (stored === null || stored === undefined ? null : column.read(stored)),
  write: (value) => (value === null ? null : column.write(value)),
})

/** A column with another value where a writer leaves it out. */
export const defaulting = <Value, Stored>(
  column: Column<Value, Stored>,
  empty: Value
): Column<Value, Stored> & { empty: Value } => ({ ...column, empty })

/** A column that a type need not have; it is written as `otherwise`. */
export const optional = <Value, Stored>(
  column: Column<Value, Stored>,
  otherwise: Value
): Column<Value | undefined, Stored> => ({
  ...column,
  empty: undefined,
  write: (value) => column.write(value ?? otherwise),
})

export const readOnly = <C extends Column<unknown>>(column: C): C & { isReadOnly: true } => ({
  ...column,
  isReadOnly: true,
})

/** The columns of one table, each named once. */
export interface ColumnTable<C extends Columns> {
  /** The columns of a select, which `read` understands. */
  select: (alias: string) => string
  read: (row: object) => ValuesOf<C>
  /** A row to insert, without what is only read. */
  write: (values: Written<C>) => Row<C>
  /** Values of the fields that a new row need not name. */
  empty: { [Field in Emptied<C>]: ValueOf<C[Field]> }
}

/** The values of a row of a table, by field. */
export type RowValues<Table> = Table extends ColumnTable<infer C> ? ValuesOf<C> : never

/** Rows inside a column of JSON. */
export const rowsOf = <C extends Columns>(
  table: ColumnTable<C>
): Column<ValuesOf<C>[], Row<C>[]> => ({
  read: (stored) => (stored as object[]).map(table.read),
  write: (rows) => rows.map((row) => table.write(row as Written<C>)),
})

const toSnakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export const columnTable = <C extends Columns>(columns: C): ColumnTable<C> => {
  const all = Object.entries(columns).map(([field, column]) => ({
    field,
    column,
    name: column.name ?? toSnakeCase(field),
  }))
  const written = all.filter(({ column }) => column.isReadOnly !== true)
  const emptied = all.filter(({ column }) => column.empty !== undefined)
  return {
    select: (alias) =>
      all
        .map(({ name, column: { cast } }) =>
          cast ? `${alias}.${name}::${cast} as ${name}` : `${alias}.${name}`
        )
        .join(", "),
    read: (row) => {
      const stored = row as Record<string, unknown>
      const values: Record<string, unknown> = {}
      for (const { field, column, name } of all) values[field] = column.read(stored[name])
      return values as ValuesOf<C>
    },
    write: (values) => {
      const given = values as Record<string, unknown>
      const row: Record<string, unknown> = {}
      for (const { field, column, name } of written) row[name] = column.write(given[field])
      return row as Row<C>
    },
    empty: Object.fromEntries(
      emptied.map(({ field, column }) => [field, column.empty])
    ) as ColumnTable<C>["empty"],
  }
}
