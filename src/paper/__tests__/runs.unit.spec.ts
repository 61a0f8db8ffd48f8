import { toRuns, type FindFont } from "../pdf/runs"

/** "cjk" has Chinese, "emoji" the pizza, nothing has Thai; all else is in the text font. */
const findFont: FindFont = (letter) => {
  if (/\p{Script=Han}/u.test(letter)) return { font: "cjk", letter }
  if (letter === "🍕") return { font: "emoji", letter }
  if (/\p{Script=Thai}/u.test(letter)) return { font: "text", letter: "\uFFFD" }
  return { font: "text", letter }
}

const runsOf = (line: string) => toRuns(line, findFont).map(({ font, text }) => `${font}:${text}`)

describe("a line", () => {
  it.each([
    ["Winkel & Zoon B.V.", ["text:Winkel & Zoon B.V."]],
    ["", ["text:"]],
    ["深圳 Ltd 🍕 7", ["cjk:深圳", "text: Ltd ", "emoji:🍕", "text: 7"]],
    ["ไทย 7", ["text:\uFFFD\uFFFD\uFFFD 7"]],
    ["a\u200Bb\u0007\uFE0Fą", ["text:abą"]],
  ])("%j is divided by font", (line, runs) => {
    expect(runsOf(line)).toEqual(runs)
  })

  // The PDF library reverses a run of Hebrew or Arabic itself, so these are in reading order.
  it.each([
    ["numbers stay in order", "חשבונית 1234", ["text:1234", "text:חשבונית "]],
    ["Latin stays in order", "שלום abc def עולם", ["text: עולם", "text:abc def", "text:שלום "]],
    ["a Latin line keeps its direction", "No. שלום 12", ["text:No. ", "text:12", "text:שלום "]],
    ["brackets face the other way", "שלום (深)", ["text:(", "cjk:深", "text:שלום )"]],
    ["Persian numbers stay in order", "۱۲", ["text:۲۱"]],
  ])("written from right to left: %s", (_, line, runs) => {
    expect(runsOf(line)).toEqual(runs)
  })
})
