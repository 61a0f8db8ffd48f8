import { formatEnd, formatStart, toReadable } from "../format"
import { chooseLanguage } from "../language"
import type { CellKind } from "../paper"

const reader = (language: string, decimals = 2) => ({
  language: chooseLanguage(language),
  decimals,
})
const warsaw = "Europe/Warsaw"
const NBSP = "\u00a0"

describe("numbers on paper", () => {
  it.each<[string, CellKind, string, string]>([
    ["en", "amount", "1234567.50", "1,234,567.50"],
    ["nl", "amount", "-1234.50", "-1.234,50"],
    ["pl", "amount", "1234.50", `1${NBSP}234,50`],
    ["en", "quantity", "12.5", "12.5"],
    ["en", "quantity", "0", "0"],
    ["en", "unit_cost", "5", "5.00"],
    ["nl", "unit_cost", "7.499992", "7,50"],
    ["en", "unit_cost", "4.797851", "4.80"],
    ["en", "unit_cost", "0.0125", "0.0125"],
    ["en", "unit_cost", "-0", "0.00"],
    ["en", "amount", "123456789012345678.123456", "123,456,789,012,345,678.123456"],
    ["nl", "date", "2027-06-30", "30 jun 2027"],
    ["en", "text", "=1+1", "=1+1"],
  ])("%s: %s %s is %s", (language, kind, text, expected) => {
    expect(toReadable(text, kind, reader(language))).toBe(expected)
  })

  it("shows no decimals of a currency that has none", () => {
    expect(toReadable("1850", "unit_cost", reader("en", 0))).toBe("1,850")
  })
})

describe("the period on paper", () => {
  const english = chooseLanguage("en")

  it("names days where it ends with a day of the contractor's time zone", () => {
    expect(formatStart(new Date("2025-12-31T22:59:59.999Z"), english, warsaw)).toBe(
      "1 January 2026"
    )
    expect(formatEnd(new Date("2026-01-31T22:59:59.999Z"), english, warsaw)).toBe("31 January 2026")
    expect(formatEnd(new Date("2026-03-29T21:59:59.999Z"), english, warsaw)).toBe("29 March 2026")
  })

  it("names the time where it ends within a day", () => {
    expect(formatEnd(new Date("2026-01-31T17:00:00.000Z"), english, warsaw)).toBe(
      "31 January 2026 at 18:00"
    )
  })
})
