import { paperLanguages } from "../../http-contract/paper"
import { chooseLanguage, fill } from "../language"

const LONGEST_SHEET_NAME = 31

const flat = (texts: object, path = ""): [key: string, text: string][] =>
  Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? flat(value, `${path}${key}.`)
      : [[`${path}${key}`, String(value)]]
  )

const placesIn = (text: string): string[] => text.match(/\{\w+\}/g) ?? []

describe.each(paperLanguages)("the texts in %s", (code) => {
  const english = flat(chooseLanguage("en").texts)
  const texts = flat(chooseLanguage(code).texts)

  it("are those that English has, none left empty", () => {
    expect(texts.map(([key]) => key)).toEqual(english.map(([key]) => key))
    expect(texts.filter(([, text]) => text.trim() === "")).toEqual([])
  })

  it("have the same places to fill in", () => {
    expect(texts.map(([key, text]) => [key, placesIn(text)])).toEqual(
      english.map(([key, text]) => [key, placesIn(text)])
    )
  })

  it("name sheets as a workbook may have them, each its own", () => {
    const names = Object.values(chooseLanguage(code).texts.tables)
    const unfit = names.filter(
      (name) => name.length > LONGEST_SHEET_NAME || /[[\]:*?/\\]/.test(name)
    )
    expect(unfit).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })

  it("head each column with words of its own", () => {
    const headings = Object.values(chooseLanguage(code).texts.columns)
    expect(new Set(headings).size).toBe(headings.length)
  })
})

describe("the language of a paper", () => {
  it.each([
    [["nl", "pl"], "nl"],
    [[undefined, "pl-PL"], "pl"],
    [[undefined, "NL-be"], "nl"],
    [["de", "pl"], "pl"],
    [[undefined, "de"], "en"],
    [[null, null], "en"],
  ])("is of the wishes %j: %s", (wishes, code) => {
    expect(chooseLanguage(...wishes).code).toBe(code)
  })

  it("keeps a place that nothing fills", () => {
    expect(fill("Page {page} of {pages}", { page: "1" })).toBe("Page 1 of {pages}")
  })
})
