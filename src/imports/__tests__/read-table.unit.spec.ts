import { readTable } from "../read-table"

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

const read = async (text: string, size = 1_000) => await readTable(inPieces(text, size))

describe("reading a table", () => {
  it.each([
    ["commas", "sku,note\nX,ten\nY,\n"],
    ["semicolons", "sku;note\nX;ten\nY;\n"],
    ["tabs", "sku\tnote\nX\tten\nY\t\n"],
    ["a byte order mark and Windows' ends of lines", "\uFEFFsku,note\r\nX,ten\r\nY,\r\n"],
    ["no end of the last line", "sku,note\nX,ten\nY,"],
    ["capitals and blanks in the header", "SKU, Note \n X , ten\nY,\n"],
  ])("reads %s", async (_case, text) => {
    for (const size of [1, 7, 1_000]) {
      expect(await read(text, size)).toEqual({
        columns: ["sku", "note"],
        rows: [
          { line: 2, index: 0, cells: { sku: "X", note: "ten" }, width: 2 },
          { line: 3, index: 1, cells: { sku: "Y" }, width: 2 },
        ],
      })
    }
  })

  it("keeps separators in quotation marks and characters of several bytes", async () => {
    for (const size of [1, 1_000]) {
      const { rows } = await read('sku,note\nX,"Zażółć, gęślą; ""jaźń"""\n', size)
      expect(rows.map((row) => row.cells)).toEqual([{ sku: "X", note: 'Zażółć, gęślą; "jaźń"' }])
    }
  })

  it("counts the lines of the file, empty ones included", async () => {
    const { rows } = await read("sku,note\nX,1\n\n\nY,2\n")
    expect(rows.map(({ line, index }) => [line, index])).toEqual([
      [2, 0],
      [5, 1],
    ])
  })

  it("tells how many cells a line has", async () => {
    const { rows } = await read("sku,note\nX\nY,1,2\n")
    expect(rows.map(({ width }) => width)).toEqual([1, 3])
  })

  it.each([
    ["nothing", ""],
    ["a header alone", "sku,note\n"],
    ["a quotation without end", 'sku,note\nX,"1\n'],
  ])("refuses %s", async (_case, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: "INVALID_DATA" })
  })
})
