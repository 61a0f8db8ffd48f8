import { loadFonts, type Texts, type Weight } from "./fonts"
import { isRightToLeft, toRuns, type FindFont, type Run } from "./runs"
import type { SheetOfPaper } from "./sheet-of-paper"

export interface Style {
  weight?: Weight
  size: number
  color?: string
}

export const BLACK = "#1a1a1a"
export const GREY = "#6b7280"
export const RED = "#b91c1c"

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
  /** A PNG or JPEG image as a data URL, as large as fits into the box. */
  image: (source: string, x: number, y: number, box: { width: number; height: number }) => void
}

/** Counts what it is asked to write, so that the first page can say how many there are. */
export const blindPen: Pen = {
  startPage: () => undefined,
  write: () => undefined,
  writeToTheLeftOf: () => undefined,
  fill: () => undefined,
  line: () => undefined,
  image: () => undefined,
}

/** The library is loaded with the first paper: it takes as much memory as all the rest of the plugin. */
export const openDocument = async (
  { width, height }: Pick<SheetOfPaper, "width" | "height">,
  info: { Title: string; Author: string; CreationDate: Date },
  language: string
): Promise<PDFKit.PDFDocument> => {
  const { default: PDFDocument } = await import("pdfkit")
  return new PDFDocument({
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    info: { ...info, ModDate: info.CreationDate, Producer: "", Creator: "" },
    lang: language,
  })
}

/** A PDF that is being written, and the fonts of its letters. */
export interface Canvas {
  document: PDFKit.PDFDocument
  fonts: Record<Weight, FindFont>
}

export const prepareFonts = async (
  document: PDFKit.PDFDocument,
  texts: Texts
): Promise<Canvas> => ({
  document,
  fonts: await loadFonts(texts, (name, source) => document.registerFont(name, source)),
})

/** From the top of a line to the baseline that all fonts share, at size 1: the ascent of the text font. */
const ASCENT = 1.069

/**
 * An empty list of features makes the library lay out a run as a whole. Word by word it is faster, but orders the words
 * from left to right.
 */
const optionsFor = (text: string): PDFKit.Mixins.TextOptions => ({
  lineBreak: false,
  baseline: "alphabetic",
  ...(isRightToLeft(text) && { features: [] }),
})

export const penOf = ({ document, fonts }: Canvas): Pen => {
  const measured = (text: string, { weight = "regular", size }: Style) =>
    toRuns(text, fonts[weight]).map((run) => ({
      ...run,
      width: document.font(run.font).fontSize(size).widthOfString(run.text, optionsFor(run.text)),
    }))
  const writeRuns = (
    runs: (Run & { width: number })[],
    x: number,
    y: number,
    { size, color = BLACK }: Style
  ): void => {
    const baseline = y + ASCENT * size
    let left = x
    for (const { text, font, width } of runs) {
      document.font(font).fontSize(size).fillColor(color)
      document.text(text, left, baseline, optionsFor(text))
      left += width
    }
  }
  return {
    startPage: () => void document.addPage(),
    write: (text, x, y, style) => writeRuns(measured(text, style), x, y, style),
    writeToTheLeftOf: (text, x, y, style) => {
      const runs = measured(text, style)
      const width = runs.reduce((sum, run) => sum + run.width, 0)
      writeRuns(runs, x - width, y, style)
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
    image: (source, x, y, { width, height }) => {
      try {
        document.image(source, x, y, { fit: [width, height] })
      } catch {
        // A broken image is left out: the paper says the same without it.
      }
    },
  }
}

export type Measure = (text: string, style: Style) => number

/** The width of a text, letter by letter: quick, and as near as a layout needs it. */
export const measureWith = ({ document, fonts }: Canvas): Measure => {
  const widths: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() }
  const widthOf = (letter: string, weight: Weight): number => {
    const known = widths[weight].get(letter)
    if (known !== undefined) return known
    const width = toRuns(letter, fonts[weight]).reduce(
      (sum, run) => sum + document.font(run.font).fontSize(1).widthOfString(run.text),
      0
    )
    widths[weight].set(letter, width)
    return width
  }
  return (text, { weight = "regular", size }) => {
    let width = 0
    for (const letter of text) width += widthOf(letter, weight)
    return width * size
  }
}
