import { paperLanguages, type PaperLanguage } from "../http-contract/paper"
import en from "./i18n/en.json"
import nl from "./i18n/nl.json"
import pl from "./i18n/pl.json"

export type Texts = typeof en

/** Every language a paper is written in, with the habits by which it writes numbers and days. */
const spoken = {
  en: { texts: en, locale: "en-GB" },
  nl: { texts: nl, locale: "nl-NL" },
  pl: { texts: pl, locale: "pl-PL" },
} satisfies Record<PaperLanguage, { texts: Texts; locale: string }>

export interface Language {
  code: PaperLanguage
  locale: string
  texts: Texts
}

/** The language of a tag, whatever its region ("pl-PL" is Polish), or null if papers are not written in it. */
const findLanguage = (tag: string): Language | null => {
  const code = paperLanguages.find((candidate) => candidate === tag.toLowerCase().split("-")[0])
  return code ? { code, ...spoken[code] } : null
}

/** The first of the wishes that can be met; English, if none can. */
export const chooseLanguage = (...wishes: (string | null | undefined)[]): Language => {
  for (const wish of wishes) {
    const language = wish ? findLanguage(wish) : null
    if (language) return language
  }
  return { code: "en", ...spoken.en }
}

/** Puts the values into the places of a text that name them: "Page {page}". */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
