import { buffer } from "node:stream/consumers"
import { ZipFile } from "yazl"

const spreadsheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const packages = "http://schemas.openxmlformats.org/package/2006"
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const relationsXml = (type: string, target: string): string =>
  `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/${type}" Target="${target}"/></Relationships>`

const cellXml = (cell: string | number, place: string): string =>
  typeof cell === "number"
    ? `<c r="${place}"><v>${cell}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`

const rowXml = (cells: (string | number)[], index: number): string => {
  const placed = cells.map((cell, column) => cellXml(cell, `${"ABCDEFGH"[column]}${index + 1}`))
  return `<row r="${index + 1}">${placed.join("")}</row>`
}

const files = (rows: (string | number)[][]): Record<string, string> => ({
  "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  "_rels/.rels": relationsXml("officeDocument", "xl/workbook.xml"),
  "xl/workbook.xml": `${head}<workbook xmlns="${spreadsheets}" xmlns:r="${relations}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": relationsXml("worksheet", "worksheets/sheet1.xml"),
  "xl/worksheets/sheet1.xml": `${head}<worksheet xmlns="${spreadsheets}"><sheetData>${rows.map(rowXml).join("")}</sheetData></worksheet>`,
})

/** An Excel workbook of one sheet. */
export const workbookOf = async (rows: (string | number)[][]): Promise<Buffer> => {
  const zip = new ZipFile()
  for (const [name, xml] of Object.entries(files(rows))) zip.addBuffer(Buffer.from(xml), name)
  zip.end()
  return await buffer(zip.outputStream)
}
