import { PassThrough, Readable } from "node:stream"
import { ZipFile } from "yazl"
import { inBlocks } from "./in-blocks"
import type { Paper, Party, Table } from "./paper"
import { escapeXml, sheetXml, toSheets, type Sheet } from "./xlsx/sheet"
import { stylesXml } from "./xlsx/styles"

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const packaged = "http://schemas.openxmlformats.org/package/2006"
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"

/** A workbook: a sheet for each table, and one for what stands around them. Each is packed while it is written. */
export const writeXlsx = (paper: Paper): Readable => {
  const longSheets = (paper.longTables ?? []).flatMap((table) => toSheets(table))
  const sheets: Sheet[] = [...paper.tables, ...longSheets, toDetails(paper)]
  const zip = new ZipFile()
  const file = new PassThrough()
  zip.outputStream.pipe(file)
  const add = (path: string, pieces: () => Pieces): void => {
    zip.addReadStreamLazy(path, { mtime: paper.madeAt }, (give) => {
      const part = Readable.from(inBlocks(declared(pieces())))
      part.on("error", (error) => file.destroy(error))
      give(null, part)
    })
  }
  add("[Content_Types].xml", () => [contentTypesXml(sheets)])
  add("_rels/.rels", () => [relationshipsXml([["officeDocument", "xl/workbook.xml"]])])
  add("xl/workbook.xml", () => [workbookXml(sheets)])
  add("xl/_rels/workbook.xml.rels", () => [
    relationshipsXml([
      ...sheets.map((_, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const),
      ["styles", "styles.xml"],
    ]),
  ])
  add("xl/styles.xml", () => [stylesXml()])
  for (const [index, table] of sheets.entries()) {
    add(`xl/worksheets/sheet${index + 1}.xml`, () =>
      sheetXml(table, paper.language.texts.words.total)
    )
  }
  zip.end()
  return file
}

type Pieces = Iterable<string> | AsyncIterable<string>

const declared = async function* (pieces: Pieces): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`
  yield* pieces
}

const toLine = ({ name, details }: Party): string => [name, ...details].join(", ")

const toDetails = ({ title, mark, sender, recipient, facts, notes, language }: Paper): Table => {
  const { tables, facts: labels } = language.texts
  const rows = [
    ["", [title, mark].filter(Boolean).join(" – ")],
    [sender.label ?? "", toLine(sender)],
    [recipient.label ?? "", toLine(recipient)],
    ...facts,
    ...notes.map((note) => [labels.note, note]),
  ]
  return {
    key: "details",
    name: tables.details,
    columns: [
      { heading: tables.details, kind: "text" },
      { heading: "", kind: "text" },
    ],
    rows: () => rows.map(([label = "", text = ""]) => ({ cells: [label, text] })),
  }
}

const contentTypesXml = (sheets: Sheet[]): string => {
  const parts = [
    ["/xl/workbook.xml", `${spreadsheet}.sheet.main+xml`],
    ["/xl/styles.xml", `${spreadsheet}.styles+xml`],
    ...sheets.map((_, index) => [
      `/xl/worksheets/sheet${index + 1}.xml`,
      `${spreadsheet}.worksheet+xml`,
    ]),
  ]
  return (
    `<Types xmlns="${packaged}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    parts.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join("") +
    `</Types>`
  )
}

const relationshipsXml = (targets: (readonly [kind: string, path: string])[]): string =>
  `<Relationships xmlns="${packaged}/relationships">` +
  targets
    .map(
      ([kind, path], index) =>
        `<Relationship Id="rId${index + 1}" Type="${relationships}/${kind}" Target="${path}"/>`
    )
    .join("") +
  `</Relationships>`

const workbookXml = (sheets: Sheet[]): string =>
  `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relationships}"><sheets>` +
  sheets
    .map(
      ({ name }, index) =>
        `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`
    )
    .join("") +
  `</sheets></workbook>`
