import fs from "node:fs"
import path from "node:path"
import { documentTypes } from "../../../modules/consignment/domain/document"
import { errorCodes, refusalReasons } from "../../../modules/consignment/domain/errors"
import { invoiceKinds } from "../../../modules/consignment/domain/invoice"
import { issueStrategies } from "../../../modules/consignment/domain/issue-strategies"
import { movementTypes } from "../../../modules/consignment/domain/movement"
import {
  countLossLiabilities,
  directions,
  priceBasesOf,
  transportPayers,
  settlementUnits,
} from "../../../modules/consignment/domain/terms"
import resources from "../index"

type Tree = { [key: string]: string | Tree }

const languages = ["en", "nl", "pl"] as const
const words = Object.fromEntries(
  languages.map((language) => [language, leavesOf(resources[language].consignment)])
) as Record<(typeof languages)[number], Map<string, string>>

function leavesOf(tree: Tree, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[`${prefix}${key}`, value] as const]
        : [...leavesOf(value, `${prefix}${key}.`)]
    )
  )
}

const PLURAL = /_(zero|one|two|few|many|other)$/
const singularKeysOf = (leaves: Map<string, string>) =>
  [...new Set([...leaves.keys()].map((key) => key.replace(PLURAL, "")))].sort()

const english = words.en
const isWritten = (key: string) => english.has(key) || english.has(`${key}_other`)

const admin = path.join(__dirname, "../..")
const sources = fs
  .readdirSync(admin, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes("__tests__"))
  .map((file) => ({ file, text: fs.readFileSync(path.join(admin, file), "utf8") }))

/** Keys that stand whole in the code: `t("menu.stock")`, and the labels of routes, which the host translates. */
const usedKeys = sources.flatMap(({ file, text }) =>
  [
    ...text.matchAll(/\bt\(\s*"([^"]+)"/g),
    ...(text.includes("translationNs") ? text.matchAll(/label: "([^"]+)"/g) : []),
    ...text.matchAll(/\bBreadcrumb of="([^"]+)"/g),
  ].map(([, key = ""]) => ({ file, key: key.replace(/^consignment:/, "") }))
)

/** Beginnings of keys that end in a value: `t(`terms.status.${status}`)`. */
const usedPrefixes = sources.flatMap(({ text }) =>
  [...text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map(([, prefix = ""]) => prefix)
)

describe("the admin's words", () => {
  it.each(["nl", "pl"] as const)("have the keys of English in %s", (language) => {
    expect(singularKeysOf(words[language])).toEqual(singularKeysOf(english))
  })

  it.each(languages)("are all written in %s", (language) => {
    const unwritten = [...words[language]].filter(([, text]) => text.trim() === "")
    expect(unwritten).toEqual([])
  })

  it.each(languages)("keep the placeholders of English in %s", (language) => {
    const placeholdersOf = (text: string) =>
      [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name)
    const differing = [...words[language]].filter(([key, text]) => {
      const original = english.get(key) ?? english.get(key.replace(PLURAL, "_other")) ?? ""
      return placeholdersOf(text).sort().join() !== placeholdersOf(original).sort().join()
    })
    expect(differing).toEqual([])
  })

  it.each(languages)("have every plural that %s needs", (language) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    const counted = [...words[language].keys()].filter((key) => key.endsWith("_other"))
    const missing = counted.flatMap((key) =>
      pluralCategories
        .map((category) => key.replace(PLURAL, `_${category}`))
        .filter((needed) => !words[language].has(needed))
    )
    expect(missing).toEqual([])
  })

  it("exist for every key that the code uses", () => {
    expect(usedKeys.length).toBeGreaterThan(0)
    expect(usedKeys.filter(({ key }) => !isWritten(key))).toEqual([])
  })

  it("exist under every prefix that the code completes by a value", () => {
    const unknown = usedPrefixes.filter(
      (prefix) => ![...english.keys()].some((key) => key.startsWith(prefix))
    )
    expect(unknown).toEqual([])
  })

  it.each([
    ["errors", errorCodes],
    ["error_hints", errorCodes],
    ["reasons", refusalReasons],
    ["terms.document", documentTypes],
    ["terms.movement", movementTypes],
    ["terms.direction", directions],
    ["terms.direction_hint", directions],
    ["terms.liability", countLossLiabilities],
    ["terms.unit", settlementUnits],
    ["terms.price.inbound", priceBasesOf.inbound],
    ["terms.price.outbound", priceBasesOf.outbound],
    ["terms.transport", transportPayers],
    ["terms.strategy", Object.keys(issueStrategies)],
    ["invoices.kinds", invoiceKinds],
  ] as const)("name every value of %s", (section, values) => {
    expect(values.filter((value) => !isWritten(`${section}.${value}`))).toEqual([])
  })
})
