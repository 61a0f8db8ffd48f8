/** A look and a format make a style; a cell names it by its index in the style sheet. */
const looks = ["plain", "highlighted", "total"] as const
export type Look = (typeof looks)[number]

export const MAXIMUM_DECIMALS = 6

/** Built-in format 49 is text; formats of our own begin at 164. */
const textFormat = { id: 49, code: null }
const dayFormat = { id: 14, code: null }
const decimalFormats = Array.from({ length: MAXIMUM_DECIMALS + 1 }, (_, decimals) => ({
  id: 164 + decimals,
  code: decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`,
}))
const formats = [textFormat, dayFormat, ...decimalFormats]

/** Style 0 is that of cells which nobody has written. */
const FIRST = 1

export const textStyle = (look: Look): number => styleOf(look, textFormat)
export const dayStyle = (look: Look): number => styleOf(look, dayFormat)
export const decimalStyle = (look: Look, decimals: number): number =>
  styleOf(look, decimalFormats[decimals] ?? textFormat)

const styleOf = (look: Look, format: (typeof formats)[number]): number =>
  FIRST + looks.indexOf(look) * formats.length + formats.indexOf(format)

export const headingStyle = FIRST + looks.length * formats.length

const BOLD = 1
const fontOf = (look: Look): number => (look === "total" ? BOLD : 0)

const HIGHLIGHT = 2
const HEADING = 3
const fillOf = (look: Look): number => (look === "highlighted" ? HIGHLIGHT : 0)

const solid = (rgb: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/></patternFill></fill>`

/** A text keeps its quote prefix, so that it stays a text when it is edited: "=1+1" never becomes a formula. */
const styleXml = (look: Look, format: (typeof formats)[number]): string =>
  `<xf numFmtId="${format.id}" fontId="${fontOf(look)}" fillId="${fillOf(look)}" borderId="0" xfId="0"` +
  ` applyNumberFormat="1" applyFont="1" applyFill="1"${format === textFormat ? ' quotePrefix="1"' : ""}/>`

export const stylesXml = (): string => {
  const own = decimalFormats.map(
    ({ id, code }) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`
  )
  const styles = looks.flatMap((look) => formats.map((format) => styleXml(look, format)))
  const untouched = `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`
  const heading =
    `<xf numFmtId="49" fontId="${BOLD}" fillId="${HEADING}" borderId="0" xfId="0" applyFont="1" applyFill="1"` +
    ` applyAlignment="1"><alignment wrapText="1" vertical="center"/></xf>`
  const font = `<sz val="10"/><name val="Arial"/>`
  return (
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
    `<numFmts count="${own.length}">${own.join("")}</numFmts>` +
    `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>` +
    `<fills count="4"><fill><patternFill patternType="none"/></fill>` +
    `<fill><patternFill patternType="gray125"/></fill>${solid("FFF2F2F2")}${solid("FFD9E1E8")}</fills>` +
    `<borders count="1"><border/></borders>` +
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
    `<cellXfs count="${headingStyle + 1}">${untouched}${styles.join("")}${heading}</cellXfs>` +
    `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  )
}
