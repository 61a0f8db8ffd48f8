import { exact } from "../../domain/quantity"
import {
  boolean,
  columnTable,
  decimal,
  defaulting,
  instant,
  list,
  named,
  nullable,
  optional,
  readOnly,
  rowsOf,
  sequence,
  text,
} from "../column-table"

const table = columnTable({
  id: text(),
  sequence: sequence(),
  unitCost: decimal(),
  remaining: readOnly(named("quantity_remaining", decimal())),
  batch: nullable(text()),
  expiresAt: nullable(instant()),
  serialNumbers: list<string>(),
  terms: optional(text<"consign" | "hire">(), "consign"),
  state: defaulting(text(), "new"),
  late: boolean(),
  parts: rowsOf(columnTable({ branchCode: nullable(text()), net: decimal() })),
})

const values = {
  id: "a",
  sequence: 7,
  unitCost: exact("12345678901234567.000001"),
  remaining: exact("0.5"),
  batch: "B",
  expiresAt: new Date("2026-11-30T23:59:59.999Z"),
  serialNumbers: ["S1", "S2"],
  terms: "hire" as const,
  state: "old",
  late: true,
  parts: [{ branchCode: null, net: exact("-1.5") }],
}

describe("a table of columns", () => {
  it("selects decimals as text under the names of their columns", () => {
    expect(table.select("l")).toBe(
      "l.id, l.sequence::float8 as sequence, l.unit_cost::text as unit_cost, " +
        "l.quantity_remaining::text as quantity_remaining, l.batch, l.expires_at, l.serial_numbers, l.terms, " +
        "l.state, l.late, l.parts"
    )
  })

  it("writes exact decimals, and leaves out what is only read", () => {
    expect(table.write(values)).toEqual({
      id: "a",
      unit_cost: "12345678901234567.000001",
      batch: "B",
      expires_at: "2026-11-30T23:59:59.999Z",
      serial_numbers: ["S1", "S2"],
      terms: "hire",
      state: "old",
      late: true,
      parts: [{ branch_code: null, net: "-1.5" }],
    })
  })

  it("asks for nothing that is only read, and knows the columns of a row", () => {
    const { sequence: _, remaining: __, ...written } = values
    // The compiler checks these types against the table.
    const row: {
      unit_cost: string
      expires_at: string | null
      serial_numbers: string[] | null
      parts: { branch_code: string | null; net: string }[]
    } = table.write(written)
    expect(row).toEqual(table.write(values))
  })

  it("reads what it has written", () => {
    const stored = { ...table.write(values), sequence: 7, quantity_remaining: "0.500" }
    expect(table.read(stored)).toEqual(values)
  })

  it("keeps nothing as null, an empty list too, and reads it as such", () => {
    const { terms: _, ...rest } = values
    const row = table.write({ ...rest, batch: null, expiresAt: null, serialNumbers: [] })
    expect(row).toMatchObject({
      batch: null,
      expires_at: null,
      serial_numbers: null,
      terms: "consign",
    })
    expect(table.read({ ...row, quantity_remaining: "1" })).toMatchObject({
      batch: null,
      expiresAt: null,
      serialNumbers: [],
    })
  })

  it("knows what a row holds that says nothing of itself", () => {
    expect(table.empty).toEqual({ batch: null, expiresAt: null, state: "new" })
  })
})
