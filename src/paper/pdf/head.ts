import { fill } from "../language"
import type { Paper } from "../paper"
import { GREY, lineHeight, RED, type Style } from "./pen"
import { BODY, RULE_COLOR, SMALL, wrapped, type Printer } from "./printer"

const titleStyle: Style = { weight: "bold", size: 17 }

/** Sender and title side by side, below them the recipient and the facts. */
export const printFirstHead = (printer: Printer): number => {
  const { paper, sheet, pen, measure } = printer
  const middle = sheet.left + (sheet.right - sheet.left) * 0.55
  pen.startPage()
  printFooter(printer, 1)
  let below = printSender(printer, middle - 16)
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
    Math.max(printRecipient(printer, below, middle - 16), printFacts(printer, below, middle)) + 18
  )
}

const LOGO = { width: 150, height: 48 }

/** Logo, name and details of the sender in the corner of a letter. */
const printSender = ({ paper, sheet, pen, measure }: Printer, right: number): number => {
  const { label, name, details, logo } = paper.sender
  let y = sheet.top
  if (logo) {
    pen.image(logo, sheet.left, y, LOGO)
    y += LOGO.height + 6
  }
  if (label) {
    pen.write(label, sheet.left, y, { size: SMALL, color: GREY })
    y += lineHeight(SMALL) + 1
  }
  const place = { sheet, pen, measure, right }
  y = printLines(place, y, [name], { weight: "bold", size: 12 })
  return printLines(place, y, details, { size: SMALL })
}

const printRecipient = (
  { paper, sheet, pen, measure }: Printer,
  top: number,
  right: number
): number => {
  const { label, name, details } = paper.recipient
  const place = { sheet, pen, measure, right }
  if (label) pen.write(label, sheet.left, top, { size: SMALL, color: GREY })
  const y = printLines(place, top + lineHeight(SMALL) + 1, [name], { weight: "bold", size: BODY })
  return printLines(place, y, details, { size: BODY })
}

const printLines = (
  { sheet, pen, measure, right }: Pick<Printer, "sheet" | "pen" | "measure"> & { right: number },
  top: number,
  texts: string[],
  style: Style
): number => {
  let y = top
  for (const text of texts) {
    for (const line of wrapped(text, right - sheet.left, measure, style)) {
      pen.write(line, sheet.left, y, style)
      y += lineHeight(style.size)
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
  const [recipient = ""] = wrapped(paper.recipient.name, half, measure, style)
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
  pen.write(paper.sender.name, sheet.left, y, style)
  pen.writeToTheLeftOf(text, sheet.right, y, style)
}
