import { fill } from "../language"
import type { Paper } from "../paper"
import { GREY, lineHeight, RED, type Style } from "./pen"
import { BODY, RULE_COLOR, SMALL, wrapped, type Printer } from "./printer"

const titleStyle: Style = { weight: "bold", size: 17 }

/** Sender and title side by side, below them the recipient and the facts. */
export const printFirstHead = (printer: Printer): number => {
  const { paper, sheet, pen, measure } = printer
  const { words } = paper.language.texts
  const middle = sheet.left + (sheet.right - sheet.left) * 0.55
  pen.startPage()
  printFooter(printer, 1)
  pen.write(paper.sender, sheet.left, sheet.top, { weight: "bold", size: 12 })
  let below = sheet.top + lineHeight(12)
  let right = sheet.top
  for (const line of wrapped(paper.title, sheet.right - middle, measure, titleStyle)) {
    pen.writeToTheLeftOf(line, sheet.right, right, titleStyle)
    right += lineHeight(titleStyle.size)
  }
  if (paper.mark) {
    const mark: Style = { weight: "bold", size: 12, color: RED }
    pen.writeToTheLeftOf(paper.mark, sheet.right, right, mark)
    right += lineHeight(12)
  }
  below = Math.max(below, right) + 14
  return (
    Math.max(
      printLines(printer, below, words.recipient, paper.recipient, middle - 16),
      printFacts(printer, below, middle)
    ) + 18
  )
}

const printLines = (
  { sheet, pen, measure }: Printer,
  top: number,
  label: string,
  texts: string[],
  right: number
): number => {
  pen.write(label, sheet.left, top, { size: SMALL, color: GREY })
  let y = top + lineHeight(SMALL) + 1
  for (const [index, text] of texts.entries()) {
    const style: Style = { weight: index === 0 ? "bold" : "regular", size: BODY }
    for (const line of wrapped(text, right - sheet.left, measure, style)) {
      pen.write(line, sheet.left, y, style)
      y += lineHeight(BODY)
    }
  }
  return y
}

const printFacts = ({ paper, sheet, pen, measure }: Printer, top: number, left: number): number => {
  const label: Style = { size: BODY, color: GREY }
  const labelWidth = Math.max(...paper.facts.map(([text]) => measure(text, label))) + 12
  let y = top
  for (const [name, text] of paper.facts) {
    pen.write(name, left, y, label)
    for (const line of wrapped(text, sheet.right - left - labelWidth, measure, { size: BODY })) {
      pen.write(line, left + labelWidth, y, { size: BODY })
      y += lineHeight(BODY)
    }
  }
  return y
}

/** Later pages say in one line what they belong to. */
export const printNextHead = (printer: Printer, page: number): number => {
  const { paper, sheet, pen, measure } = printer
  const style: Style = { size: SMALL, color: GREY }
  const half = (sheet.right - sheet.left) / 2 - 8
  const [recipient = ""] = wrapped(paper.recipient[0] ?? "", half, measure, style)
  const [title = ""] = wrapped(namesOf(paper), half, measure, style)
  pen.startPage()
  printFooter(printer, page)
  pen.write(recipient, sheet.left, sheet.top, style)
  pen.writeToTheLeftOf(title, sheet.right, sheet.top, style)
  return sheet.top + lineHeight(SMALL) + 10
}

const namesOf = ({ title, number, mark }: Paper): string =>
  [title, number, mark].filter(Boolean).join(" · ")

const printFooter = ({ paper, sheet, pen, pages }: Printer, page: number): void => {
  const style: Style = { size: SMALL, color: GREY }
  const y = sheet.bottom + 14
  const { words } = paper.language.texts
  const text = fill(words.page, { page: String(page), pages: String(pages ?? page) })
  pen.line(sheet.left, y - 4, sheet.right - sheet.left, RULE_COLOR)
  pen.write(paper.sender, sheet.left, y, style)
  pen.writeToTheLeftOf(text, sheet.right, y, style)
}
