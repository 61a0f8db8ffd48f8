import createBidi from "bidi-js"

const bidi = createBidi()

/** A part of a line that one font writes. */
export interface Run {
  text: string
  font: string
}

/** Names the font that has a letter, and the letter to write in its place where no font has it. */
export type FindFont = (letter: string) => { font: string; letter: string }

/** Selectors and joiners that only affect how their neighbours look, direction marks, and control characters. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u

/** Letters that the text font has and that are written from left to right: nearly all papers have no others. */
const PLAIN = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u017f]*$/

/** Scripts that the PDF library reverses by itself. */
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Divides a line into runs of one font each, from left to right as they are seen (Unicode's bidirectional algorithm). */
export const toRuns = (line: string, findFont: FindFont): Run[] => {
  if (isPlain(line)) return [{ text: line, font: findFont(line.charAt(0)).font }]
  const runs = inReadingOrder(line, findFont)
  return inVisualOrder(runs).map(({ text, font, level }) => {
    const isReversed = level % 2 === 1
    return { font, text: isReversed === isRightToLeft(text) ? text : reverse(text) }
  })
}

export const isPlain = (text: string): boolean => PLAIN.test(text)

export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text)

interface LeveledRun extends Run {
  level: number
}

const inReadingOrder = (line: string, findFont: FindFont): LeveledRun[] => {
  const { levels } = bidi.getEmbeddingLevels(line)
  const mirrored = bidi.getMirroredCharactersMap(line, levels)
  const runs: LeveledRun[] = []
  let index = 0
  for (const written of line) {
    const level = levels[index] ?? 0
    const shown = mirrored.get(index) ?? written
    index += written.length
    if (INVISIBLE.test(written)) continue
    const { font, letter } = findFont(shown)
    const last = runs[runs.length - 1]
    if (last?.font === font && last.level === level) last.text += letter
    else runs.push({ text: letter, font, level })
  }
  return runs
}

/** Reverses, from the highest level down, each sequence of runs that is at least as high. */
const inVisualOrder = (runs: LeveledRun[]): LeveledRun[] => {
  const ordered = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level >= 1; level -= 1) {
    let start = 0
    while (start < ordered.length) {
      let end = start
      while ((ordered[end]?.level ?? 0) >= level) end += 1
      ordered.splice(start, end - start, ...ordered.slice(start, end).reverse())
      start = end + 1
    }
  }
  return ordered
}

const reverse = (text: string): string => [...text].reverse().join("")
