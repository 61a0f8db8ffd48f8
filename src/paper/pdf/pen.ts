import type { SheetOfPaper } from "./sheet-of-paper"

export type Weight = "regular" | "bold"

export interface Style {
  weight?: Weight
  size: number
  color?: string
}

export const BLACK = "#1a1a1a"
export const GREY = "#6b7280"
export const RED = "#b91c1c"

const fontFiles: Record<Weight, string> = {
  regular: require.resolve("@expo-google-fonts/open-sans/400Regular/OpenSans_400Regular.ttf"),
  bold: require.resolve("@expo-google-fonts/open-sans/700Bold/OpenSans_700Bold.ttf"),
}

/** Lines of a text are this many times as high as its letters. */
const LEADING = 1.36

export const lineHeight = (size: number): number => size * LEADING

/** Writes on the pages of a file; `x` and `y` are of the upper left corner, or the upper right one. */
export interface Pen {
  startPage: () => void
  write: (text: string, x: number, y: number, style: Style) => void
  writeToTheLeftOf: (text: string, x: number, y: number, style: Style) => void
  fill: (x: number, y: number, width: number, height: number, color: string) => void
  line: (x: number, y: number, width: number, color: string) => void
}

/** Counts what it is asked to write, so that the first page can say how many there are. */
export const blindPen: Pen = {
  startPage: () => undefined,
  write: () => undefined,
  writeToTheLeftOf: () => undefined,
  fill: () => undefined,
  line: () => undefined,
}

/** The library is loaded with the first paper: it takes as much memory as all the rest of the plugin. */
export const openDocument = async (
  { width, height }: SheetOfPaper,
  info: { Title: string; Author: string; CreationDate: Date },
  language: string
): Promise<PDFKit.PDFDocument> => {
  const { default: PDFDocument } = await import("pdfkit")
  const document = new PDFDocument({
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    info: { ...info, ModDate: info.CreationDate, Producer: "", Creator: "" },
    lang: language,
  })
  for (const [weight, file] of Object.entries(fontFiles)) document.registerFont(weight, file)
  return document
}

export const penOf = (document: PDFKit.PDFDocument): Pen => {
  const prepare = ({ weight = "regular", size, color = BLACK }: Style) =>
    document.font(weight).fontSize(size).fillColor(color)
  return {
    startPage: () => void document.addPage(),
    write: (text, x, y, style) => void prepare(style).text(text, x, y, { lineBreak: false }),
    writeToTheLeftOf: (text, x, y, style) => {
      const width = prepare(style).widthOfString(text)
      document.text(text, x - width, y, { lineBreak: false })
    },
    fill: (x, y, width, height, color) =>
      void document.rect(x, y, width, height).fillColor(color).fill(),
    line: (x, y, width, color) =>
      void document
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.5)
        .strokeColor(color)
        .stroke(),
  }
}

export type Measure = (text: string, style: Style) => number

/** The width of a text, letter by letter: quick, and as near as a layout needs it. */
export const measureWith = (document: PDFKit.PDFDocument): Measure => {
  const widths: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() }
  const widthOf = (letter: string, weight: Weight): number => {
    const known = widths[weight].get(letter)
    if (known !== undefined) return known
    const width = document.font(weight).fontSize(1).widthOfString(letter)
    widths[weight].set(letter, width)
    return width
  }
  return (text, { weight = "regular", size }) => {
    let width = 0
    for (const letter of text) width += widthOf(letter, weight)
    return width * size
  }
}
