import type { LabelLayout } from "../../http-contract/label"

/** Where the labels of a page are, in millimetres. */
export interface LabelPage {
  page: { width: number; height: number }
  label: { width: number; height: number }
  columns: number
  rows: number
  /** Upper left corner of the first label. */
  origin: { left: number; top: number }
  /** From one label to the next. */
  pitch: { x: number; y: number }
}

const A4 = { width: 210, height: 297 }

/** Labels without a gap between them, in the middle of the sheet. */
const closeTogether = (
  columns: number,
  rows: number,
  label: { width: number; height: number }
): LabelPage => ({
  page: A4,
  label,
  columns,
  rows,
  origin: {
    left: (A4.width - columns * label.width) / 2,
    top: (A4.height - rows * label.height) / 2,
  },
  pitch: { x: label.width, y: label.height },
})

/** A label printer has a page for each label. */
const roll = (width: number, height: number): LabelPage => ({
  page: { width, height },
  label: { width, height },
  columns: 1,
  rows: 1,
  origin: { left: 0, top: 0 },
  pitch: { x: width, y: height },
})

export const labelPages = {
  avery_l7160: {
    page: A4,
    label: { width: 63.5, height: 38.1 },
    columns: 3,
    rows: 7,
    origin: { left: 7.2, top: 15.15 },
    pitch: { x: 66.04, y: 38.1 },
  },
  avery_l7651: {
    page: A4,
    label: { width: 38.1, height: 21.2 },
    columns: 5,
    rows: 13,
    origin: { left: 4.65, top: 10.7 },
    pitch: { x: 40.64, y: 21.2 },
  },
  herma_4464: closeTogether(3, 8, { width: 70, height: 37 }),
  herma_4345: closeTogether(4, 16, { width: 48.3, height: 16.9 }),
  roll_57x32: roll(57, 32),
  roll_62x29: roll(62, 29),
} satisfies Record<LabelLayout, LabelPage>
