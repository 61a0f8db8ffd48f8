/** Breaks a text into lines that are no wider than the width: between words, and within those that are wider. */
export const wrap = (text: string, width: number, measure: (text: string) => number): string[] =>
  text.split(/\r?\n/).flatMap((paragraph) => wrapParagraph(paragraph, width, measure))

const wrapParagraph = (
  paragraph: string,
  width: number,
  measure: (text: string) => number
): string[] => {
  if (measure(paragraph) <= width) return [paragraph.trim()]
  const lines: string[] = []
  let line = ""
  for (const word of paragraph.split(/[ \t]+/).filter((word) => word !== "")) {
    const longer = line ? `${line} ${word}` : word
    if (measure(longer) <= width) {
      line = longer
      continue
    }
    if (line) lines.push(line)
    const pieces = breakWord(word, width, measure)
    lines.push(...pieces.slice(0, -1))
    line = pieces[pieces.length - 1] ?? ""
  }
  return [...lines, line]
}

const breakWord = (word: string, width: number, measure: (text: string) => number): string[] => {
  const pieces: string[] = []
  let piece = ""
  let used = 0
  for (const letter of word) {
    const letterWidth = measure(letter)
    if (piece && used + letterWidth > width) {
      pieces.push(piece)
      piece = ""
      used = 0
    }
    piece += letter
    used += letterWidth
  }
  return [...pieces, piece]
}
