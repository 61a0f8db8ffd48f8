import type { Readable } from "node:stream"
import type { Language } from "../language"
import { BLACK, GREY, lineHeight, openDocument, penOf, prepareFonts, measureWith } from "../pdf/pen"
import type { Measure, Pen, Style } from "../pdf/pen"
import { toBarcode, type Barcode } from "./barcode"
import type { LabelPage } from "./layouts"

/** Texts of one label. */
export interface Label {
  title: string
  price: string | null
  /** Text of the barcode; it stands below the bars, too. */
  code: string
  /** Batch, expiry or partner. */
  note: string | null
}

export interface LabelRun {
  page: LabelPage
  /** Labels of the first sheet that were used before. */
  skip: number
  language: Language
  madeAt: Date
  labels: { label: Label; copies: number }[]
}

const POINTS = 72 / 25.4
const PADDING = 2 * POINTS

/** Labels one after the other, as many pages as it takes. */
export const writeLabels = async (run: LabelRun): Promise<Readable> => {
  const { width, height } = run.page.page
  const sheet = { width: width * POINTS, height: height * POINTS }
  const info = { Title: "Labels", Author: "", CreationDate: run.madeAt }
  const document = await openDocument(sheet, info, run.language.locale)
  const write = async (): Promise<void> => {
    const texts = run.labels.flatMap(({ label }) => [label.title, label.note ?? "", label.code])
    const prices = run.labels.flatMap(({ label }) => label.price ?? [])
    const canvas = await prepareFonts(document, {
      regular: [...texts, "…"],
      bold: [...prices, ...texts, "…"],
    })
    await placeAll(run, penOf(canvas), measureWith(canvas))
    document.end()
  }
  write().catch((error: Error) => document.destroy(error))
  return document
}

const placeAll = async (run: LabelRun, pen: Pen, measure: Measure): Promise<void> => {
  const perPage = run.page.columns * run.page.rows
  let place = run.skip % perPage
  if (place > 0) pen.startPage()
  for (const { label, copies } of run.labels) {
    const barcode = await toBarcode(label.code)
    for (let copy = 0; copy < copies; copy += 1) {
      if (place === 0) pen.startPage()
      draw(label, barcode, boxAt(run.page, place), pen, measure)
      place = (place + 1) % perPage
    }
  }
}

interface Box {
  left: number
  top: number
  width: number
  height: number
}

const boxAt = ({ label, origin, pitch, columns }: LabelPage, place: number): Box => ({
  left: (origin.left + (place % columns) * pitch.x) * POINTS + PADDING,
  top: (origin.top + Math.floor(place / columns) * pitch.y) * POINTS + PADDING,
  width: label.width * POINTS - 2 * PADDING,
  height: label.height * POINTS - 2 * PADDING,
})

const CODE: Style = { size: 6 }
/** Narrower bars are not read for sure: 0.2 mm. */
const NARROWEST = 0.2 * POINTS
const WIDEST = 0.5 * POINTS

const draw = (
  { title, price, code, note }: Label,
  barcode: Barcode | null,
  box: Box,
  pen: Pen,
  measure: Measure
): void => {
  const size = Math.min(9, box.height / 7)
  const heading: Style = { size, weight: "bold" }
  const priced: Style = { size: size * 1.4, weight: "bold" }
  const room = price === null ? box.width : box.width - measure(price, priced) - PADDING
  pen.write(shortened(title, room, measure, heading), box.left, box.top, heading)
  if (price !== null) pen.writeToTheLeftOf(price, box.left + box.width, box.top, priced)
  const noteTop = box.top + lineHeight(price === null ? size : size * 1.4)
  const small: Style = { size: size * 0.75, color: GREY }
  if (note !== null) pen.write(shortened(note, box.width, measure, small), box.left, noteTop, small)
  const codeTop = box.top + box.height - lineHeight(CODE.size)
  pen.write(shortened(code, box.width, measure, CODE), box.left, codeTop, CODE)
  const barsTop = noteTop + (note === null ? 0 : lineHeight(small.size))
  if (barcode) drawBars(barcode, { ...box, top: barsTop, height: codeTop - barsTop - 1 }, pen)
}

/** A code that is too long for the label stands there in letters alone. */
const drawBars = ({ bars, width }: Barcode, box: Box, pen: Pen): void => {
  const unit = Math.min(WIDEST, box.width / width)
  if (unit < NARROWEST || box.height < 4 * POINTS) return
  for (const bar of bars) {
    pen.fill(box.left + bar.at * unit, box.top, bar.width * unit, box.height, BLACK)
  }
}

const shortened = (text: string, width: number, measure: Measure, style: Style): string => {
  if (measure(text, style) <= width) return text
  const letters = [...text]
  while (letters.length > 0 && measure(`${letters.join("")}…`, style) > width) letters.pop()
  return `${letters.join("")}…`
}
