import type { Readable } from "node:stream"
import { setImmediate as nextTurn } from "node:timers/promises"
import type { Paper } from "./paper"
import { blindPen, measureWith, openDocument, penOf, prepareFonts } from "./pdf/pen"
import { fitTables, print } from "./pdf/print"
import { sheetOfPaper } from "./pdf/sheet-of-paper"
import { textsOfPaper } from "./pdf/texts-of-paper"

/** The paper as one would send it. It is laid out twice: to count the pages, then to write them one by one. */
export const writePdf = async (paper: Paper): Promise<Readable> => {
  const sheet = sheetOfPaper(paper.isLandscape)
  const info = {
    Title: [paper.title, paper.number].filter(Boolean).join(" "),
    Author: paper.sender.name,
    CreationDate: paper.madeAt,
  }
  const document = await openDocument(sheet, info, paper.language.locale)
  const write = async (): Promise<void> => {
    const canvas = await prepareFonts(document, textsOfPaper(paper))
    const measure = measureWith(canvas)
    const common = { paper, sheet, measure, tables: fitTables(paper, sheet, measure) }
    const pages = await pageAfterPage(document, print({ ...common, pen: blindPen, pages: null }))
    await pageAfterPage(document, print({ ...common, pen: penOf(canvas), pages }))
    document.end()
  }
  write().catch((error: Error) => document.destroy(error))
  return document
}

/** Answers how many pages there were. Others have their turn after each, and a reader who has gone ends it. */
const pageAfterPage = async (reader: Readable, pages: Iterable<number>): Promise<number> => {
  let count = 0
  for (const page of pages) {
    count = page
    await nextTurn()
    if (reader.destroyed) break
  }
  return count
}
