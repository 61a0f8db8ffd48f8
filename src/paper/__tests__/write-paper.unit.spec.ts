import { paperFormats } from "../../http-contract/paper"
import type { Paper, Row } from "../paper"
import { composeInvoice } from "../papers/invoice"
import { writePaper } from "../write-paper"
import * as given from "./given"
import { bytesOf, written } from "./reading"

const paper = composeInvoice(given.invoice(), {
  ...given.frame(),
  settlementNumbers: [],
  credited: null,
})

const withRows = (rows: () => Iterable<Row>): Paper => ({
  ...paper,
  tables: paper.tables.map((table) => ({ ...table, rows })),
})

const row: Row = { cells: ["N", "SKU", null, "A thing", "1", "2.00", "2.00", "EUR"] }

describe.each(paperFormats)("a paper as %s", (format) => {
  it("is the same file for the same paper", async () => {
    const [first, second] = [await written(paper, format), await written(paper, format)]
    expect(first.equals(second)).toBe(true)
  })

  it("tells its reader when it fails halfway", async () => {
    const failing = withRows(function* () {
      yield row
      JSON.parse("no JSON")
    })
    await expect(bytesOf(await writePaper(failing, format))).rejects.toThrow(SyntaxError)
  })
})

describe.each(["csv", "xlsx"] as const)("a long paper as %s", (format) => {
  it("is written no faster than it is read", async () => {
    const count = 100_000
    let asked = 0
    const long = withRows(function* () {
      for (; asked < count; asked += 1) yield row
    })
    const stream = await writePaper(long, format)
    const chunks = stream[Symbol.asyncIterator]()
    await chunks.next()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(asked).toBeLessThan(count / 4)
    await chunks.return?.()
  })
})
