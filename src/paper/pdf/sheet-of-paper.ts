/** A4 in points, and the white around what is written. */
const SHORT = 595.28
const LONG = 841.89

export const MARGIN = 40
const FOOTER = 24

export interface SheetOfPaper {
  width: number
  height: number
  /** Where writing begins and ends. */
  left: number
  right: number
  top: number
  bottom: number
}

export const sheetOfPaper = (isLandscape: boolean): SheetOfPaper => {
  const [width, height] = isLandscape ? [LONG, SHORT] : [SHORT, LONG]
  return {
    width,
    height,
    left: MARGIN,
    right: width - MARGIN,
    top: MARGIN,
    bottom: height - MARGIN - FOOTER,
  }
}
