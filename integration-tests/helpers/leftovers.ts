import fs from "node:fs"
import path from "node:path"
import ours from "../../src/admin/i18n"

type Tree = { [key: string]: string | Tree }
type Language = keyof typeof ours

const leavesOf = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : leavesOf(value)))

const translations = path.resolve(
  __dirname,
  "../../node_modules/@medusajs/dashboard/src/i18n/translations"
)

const wordsOf = (language: Language): Set<string> => {
  const ofHost = fs.readFileSync(path.join(translations, `${language}.json`), "utf8")
  return new Set([...leavesOf(ours[language]), ...leavesOf(JSON.parse(ofHost) as Tree)])
}

/** Texts that the host writes in English in every language. */
const ofHost = ["Medusa", "Admin", "JSON"]

/** Lines of a page that are English words of ours or of the host, and no words of the language of the page. */
export const leftoversIn = (text: string, language: Language): string[] => {
  if (language === "en") return []
  const [english, own] = [wordsOf("en"), wordsOf(language)]
  const lines = new Set(text.split("\n").map((line) => line.trim()))
  return [...lines].filter((line) => english.has(line) && !own.has(line) && !ofHost.includes(line))
}
