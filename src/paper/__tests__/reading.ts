import type { Readable } from "node:stream"
import { extractText, getDocumentProxy } from "unpdf"
import type { PaperFormat } from "../../http-contract/paper"
import type { Paper } from "../paper"
import { writePaper } from "../write-paper"

export const bytesOf = async (stream: Readable): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

export const written = async (paper: Paper, format: PaperFormat, table?: string): Promise<Buffer> =>
  await bytesOf(await writePaper(paper, format, table))

/** The text of each page. */
export const pagesOf = async (file: Buffer): Promise<string[]> => {
  const document = await getDocumentProxy(new Uint8Array(file))
  const { text } = await extractText(document, { mergePages: false })
  return text
}

/** The sheets of a workbook by name, with their cells. */
export const readSheets = async (file: Buffer) => {
  const { default: read } = await import("read-excel-file/node")
  return await read(file)
}
