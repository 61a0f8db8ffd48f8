import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Font, FontCollection } from "fontkit"
import { isPlain, type FindFont } from "./runs"

export type Weight = "regular" | "bold"

const textFont: Record<Weight, string> = {
  regular: require.resolve("@expo-google-fonts/open-sans/400Regular/OpenSans_400Regular.ttf"),
  bold: require.resolve("@expo-google-fonts/open-sans/700Bold/OpenSans_700Bold.ttf"),
}

const boldness: Record<Weight, number> = { regular: 400, bold: 700 }

/** Which letters each file of a font may have, for the letters that the text font lacks; asked in this order. */
const fallbackFonts = {
  "noto-sans-arabic": require.resolve("@fontsource-variable/noto-sans-arabic/unicode.json"),
  "noto-sans-sc": require.resolve("@fontsource-variable/noto-sans-sc/unicode.json"),
  "noto-emoji": require.resolve("@fontsource-variable/noto-emoji/unicode.json"),
}

/** Punctuation of Hebrew that no font here has, and what is written instead where keyboards lack it. */
const substitutes: Record<string, string> = { "\u05f3": "'", "\u05f4": '"' }

/** The text font has it, and readers know it as "a letter is missing here". */
const PLACEHOLDER = "\uFFFD"

/** Registers a font's data under a name. */
type Register = (name: string, source: string | Buffer) => void

/**
 * Registers the fonts that texts need, and answers how to find the font of a letter. Of a fallback font it takes the
 * letters of the texts alone.
 */
export const loadFonts = async (
  texts: Texts,
  register: Register
): Promise<Record<Weight, FindFont>> => {
  const { openSync } = await import("fontkit")
  const letters = { regular: lettersIn(texts.regular), bold: lettersIn(texts.bold) }
  const finders = {} as Record<Weight, FindFont>
  for (const weight of ["regular", "bold"] as const) {
    const has = knownTo(openSync(textFont[weight]))
    register(weight, textFont[weight])
    const missing = [...letters[weight]].filter((letter) => !has(letter))
    const fallbacks = missing.length > 0 ? await loadFallbacks(missing, weight, register) : null
    finders[weight] = (letter) => {
      if (has(letter)) return { font: weight, letter }
      const font = fallbacks?.get(letter)
      return font ? { font, letter } : { font: weight, letter: substitutes[letter] ?? PLACEHOLDER }
    }
  }
  return finders
}

const knownTo = (font: Font | FontCollection) => {
  const known = new Set("characterSet" in font ? font.characterSet : [])
  return (letter: string): boolean => known.has(letter.codePointAt(0) ?? 0)
}

/** The font of each letter that a fallback font has. */
const loadFallbacks = async (
  letters: string[],
  weight: Weight,
  register: Register
): Promise<Map<string, string>> => {
  const { default: subset } = await import("subset-font")
  const { create } = await import("fontkit")
  const fonts = new Map<string, string>()
  for (const { name, files } of await readFallbackFonts()) {
    for (const file of files) {
      const wanted = letters.filter((letter) => !fonts.has(letter) && file.mayHave(letter))
      if (wanted.length === 0) continue
      const data = await readFile(file.path)
      const has = knownTo(create(data))
      const found = wanted.filter(has)
      if (found.length === 0) continue
      const options = { targetFormat: "sfnt", variationAxes: { wght: boldness[weight] } } as const
      const key = `${name}-${file.key}-${weight}`
      register(key, await subset(data, found.join(""), options))
      for (const letter of found) fonts.set(letter, key)
    }
  }
  return fonts
}

interface FontFile {
  key: string
  path: string
  /** The package names ranges, in which its file has gaps. */
  mayHave: (letter: string) => boolean
}

const readFallbackFonts = async (): Promise<{ name: string; files: FontFile[] }[]> =>
  await Promise.all(
    Object.entries(fallbackFonts).map(async ([name, ranges]) => {
      const rangeOf = JSON.parse(await readFile(ranges, "utf8")) as Record<string, string>
      const files = Object.entries(rangeOf).map(([subsetName, range]) => {
        const key = subsetName.replace(/[[\]]/g, "")
        const path = join(dirname(ranges), "files", `${name}-${key}-wght-normal.woff2`)
        return { key, path, mayHave: inRanges(range) }
      })
      return { name, files }
    })
  )

/** Tells whether a letter is in "U+600-6ff,U+20ac". */
const inRanges = (ranges: string) => {
  const bounds = ranges.split(",").map((range) => {
    const [first = "", last = first] = range.trim().replace("U+", "").split("-")
    return [parseInt(first, 16), parseInt(last, 16)] as const
  })
  return (letter: string): boolean => {
    const code = letter.codePointAt(0) ?? 0
    return bounds.some(([first, last]) => code >= first && code <= last)
  }
}

/** By weight, all that is written. */
export type Texts = Record<Weight, Iterable<string>>

/** The letters of texts, but for those of plain ones. */
const lettersIn = (texts: Iterable<string>): Set<string> => {
  const letters = new Set<string>()
  for (const text of texts) if (!isPlain(text)) for (const letter of text) letters.add(letter)
  return letters
}
