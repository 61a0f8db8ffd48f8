import { workbookOf } from "../../../../../integration-tests/helpers/workbook"
import { columnNamed, mappingOf, rememberMapping } from "../name-columns"
import { rowsOfFile, rowsOfText } from "../read-rows"
import { toDay, toImportFile } from "../to-import-file"

const columns = ["contractor_code", "sku", "quantity", "unit_cost", "expires_at", "reference"]

const kept = new Map<string, string>()
beforeEach(() => kept.clear())
beforeAll(() => {
  Object.assign(globalThis, {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
  })
})

describe("headings", () => {
  it.each([
    ["Unit cost", "unit_cost"],
    ["SKU", "sku"],
    ["Aantal", "quantity"],
    ["Kostprijs", "unit_cost"],
    ["Ilość", "quantity"],
    ["Koszt jednostkowy", "unit_cost"],
    ["artikelnummer", "sku"],
    ["Colour", undefined],
  ])("%s is %s", (heading, column) => {
    expect(columnNamed(heading, columns)).toBe(column)
  })

  it("are mapped once, as the reader chose before", () => {
    const headings = ["Our number", "Aantal", "Qty"]
    expect(mappingOf(headings, columns)).toEqual([null, "quantity", null])
    rememberMapping(headings, ["sku", null, "quantity"])
    expect(mappingOf(headings, columns)).toEqual(["sku", null, "quantity"])
    expect(mappingOf(headings, ["sku"])).toEqual([null, null, null])
  })
})

describe("a file as people have it", () => {
  it("becomes one that an import takes", async () => {
    const rows = await rowsOfText(
      "\uFEFFLeverancier;Artikelnummer;Aantal;Kostprijs;THT;Kleur\r\nWILG;MUG;2;€ 1.213,20;31-12-2026;blauw\r\n"
    )
    const mapping = ["contractor_code", "sku", "quantity", "unit_cost", "expires_at", null]
    const file = toImportFile("Levering.xlsx", rows, mapping, "nl-NL")
    expect(file.name).toBe("Levering.csv")
    expect((await file.text()).replace("\uFEFF", "").split("\r\n")).toEqual([
      "contractor_code,sku,quantity,unit_cost,expires_at",
      "WILG,MUG,2,1213.20,2026-12-31",
      "",
    ])
  })

  it("may be a workbook with prices", async () => {
    const rows = [
      ["Artikelnummer", "Prijs", "Vanaf"],
      ["MUG", 1.5, "1-3-2026"],
    ]
    const workbook = new File([new Uint8Array(await workbookOf(rows))], "Prijzen.xlsx")
    const read = await rowsOfFile(workbook)
    const mapping = mappingOf(read[0] ?? [], ["sku", "unit_price", "valid_from"])
    const file = toImportFile("Prijzen.xlsx", read, mapping, "nl-NL")
    expect((await file.text()).replace("\uFEFF", "").split("\r\n")).toEqual([
      "sku,unit_price,valid_from",
      "MUG,1.5,2026-03-01",
      "",
    ])
  })

  it.each([
    ["31.12.2026", "pl-PL", "2026-12-31"],
    ["1/2/2026", "en-GB", "2026-02-01"],
    ["1/2/2026", "en-US", "2026-01-02"],
    ["2026-02-01", "nl-NL", "2026-02-01"],
    ["soon", "nl-NL", "soon"],
  ])("reads %s in %s as %s", (cell, locale, day) => {
    expect(toDay(cell, locale)).toBe(day)
  })
})
