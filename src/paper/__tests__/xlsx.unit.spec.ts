import { composeGoodsReceipt } from "../papers/document"
import { composeSettlement } from "../papers/settlement"
import * as given from "./given"
import { toSheets } from "../xlsx/sheet"
import { readSheets, written } from "./reading"

const settlementPaper = (settled = {}) =>
  composeSettlement(given.settlement(settled), { ...given.frame(), audience: "store" })

describe("a settlement as workbook", () => {
  it("has a sheet for each table and one for what stands around them", async () => {
    const [lines, stock, branches, details, ...others] = await readSheets(
      await written(settlementPaper(), "xlsx")
    )
    expect(lines).toEqual({
      sheet: "Settlement by item",
      data: [
        [
          ...["Number", "SKU", "Your SKU", "Description", "Opening", "Issued", "Own use"],
          ...["Purchased", "Counted lost", "Returned", "Purchase reversed", "Net", "Of it late"],
          ...["Net value", "To invoice", "Carried", "Amount to invoice", "Currency", "Balanced"],
        ],
        [
          ...["SET-000007", "SPOON", "ŁZ-7", "Łyżka do zupy, stal", 0, 1234.5, 0, 0, 0, 34.5, 0],
          ...[1200, 2, 8999.99, 1200, 0, 8999.99, "EUR", "no"],
        ],
        [
          ...["SET-000007", "VASE", null, "Vase, 30 cm", 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
          ...["EUR", "yes"],
        ],
        [
          ...["Total", null, null, null, null, null, null, null, null, null, null, null, null],
          ...[8999.99, null, null, 8999.99, null, null],
        ],
      ],
    })
    expect(stock).toEqual({
      sheet: "Stock statement",
      data: [
        [
          ...["Number", "SKU", "Your SKU", "Description", "Opening", "Received", "Sold"],
          ...["Returned to supplier", "Counted", "Closing"],
        ],
        ["SET-000007", "SPOON", "ŁZ-7", "Łyżka do zupy, stal", 2000, 500, 1200, 0, 0, 1300],
        ["SET-000007", "VASE", null, "Vase, 30 cm", 3, 0, 0, 0, 0, 3],
      ],
    })
    expect(branches).toEqual({
      sheet: "Value by branch",
      data: [
        ["Number", "Branch", "Net value", "Currency"],
        ["SET-000007", "KRK", 1499.99, "EUR"],
        ["SET-000007", "WAW", 7500, "EUR"],
        ["Total", null, 8999.99, null],
      ],
    })
    expect(details?.sheet).toBe("Details")
    expect(details?.data).toContainEqual(["Period", "1 January 2026 – 31 January 2026"])
    expect(others).toEqual([])
  })

  it("keeps as text what a spreadsheet would round", async () => {
    const lines = [
      given.settlementLine({ net_value: "1234567890123.45", amount: "12345678901234.56" }),
    ]
    const [sheet] = await readSheets(await written(settlementPaper({ lines }), "xlsx"))
    expect(sheet?.data[1]?.[13]).toBe(1234567890123.45)
    expect(sheet?.data[1]?.[16]).toBe("12345678901234.56")
  })

  it("holds formulas and markup of people as text, and drops what no file can hold", async () => {
    const skus = ["=HYPERLINK(1)", `<b>"&'`, "_x0041_", "a\u0001b", "Żółw 🐢"]
    const lines = skus.map((sku) => given.settlementLine({ sku }))
    const [sheet] = await readSheets(await written(settlementPaper({ lines }), "xlsx"))
    const read = sheet?.data.slice(1, -1).map((row) => row[1])
    expect(read?.map((sku) => String(sku).replace("_x005F_", "_"))).toEqual([
      "=HYPERLINK(1)",
      `<b>"&'`,
      "_x0041_",
      "ab",
      "Żółw 🐢",
    ])
  })
})

describe("a goods receipt as workbook", () => {
  it("has days as days", async () => {
    const paper = composeGoodsReceipt(given.goodsReceipt(), {
      ...given.frame(),
      warehouseName: null,
    })
    const [sheet] = await readSheets(await written(paper, "xlsx"))
    expect(sheet?.data[1]?.[5]).toEqual(new Date("2027-06-30T00:00:00.000Z"))
    expect(sheet?.data[2]?.slice(5, 7)).toEqual([null, "S1, S2"])
  })
})

describe("a settlement with its movements as workbook", () => {
  const sheetsWith = async (count: number) => {
    const movements = given.settledMovements(count)
    const frame = { ...given.frame(), audience: "store" as const, movements }
    const paper = composeSettlement(given.settlement(), frame)
    return await readSheets(await written(paper, "xlsx", "movements"))
  }

  it("has a sheet for them before the details", async () => {
    const sheets = await sheetsWith(2)
    const [movements] = sheets.slice(-2)
    expect(sheets.map(({ sheet }) => sheet).slice(-2)).toEqual(["Movements", "Details"])
    expect(movements?.data.map((row) => row[9])).toEqual(["Quantity", -1, -2])
  })

  it("has the sheet even if nothing moved", async () => {
    const [movements] = (await sheetsWith(0)).slice(-2)
    expect(movements?.data).toHaveLength(1)
  })

  it("goes on from sheet to sheet where one is full", async () => {
    const { count, read } = given.settledMovements(5)
    const table = {
      key: "movements",
      name: "Movements",
      columns: [{ heading: "Quantity", kind: "quantity" as const }],
      count,
      rows: async function* () {
        for await (const { quantity } of read()) yield { cells: [quantity] }
      },
    }
    const found: Record<string, string[]> = {}
    for (const sheet of toSheets(table, 2)) {
      found[sheet.name] = []
      for await (const { cells } of sheet.rows()) found[sheet.name]?.push(cells[0] ?? "")
    }
    expect(found).toEqual({
      Movements: ["-1", "-2"],
      "Movements 2": ["-3", "-4"],
      "Movements 3": ["-5"],
    })
  })
})
