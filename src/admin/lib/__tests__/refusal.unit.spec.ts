import { errorCodes } from "../../../modules/consignment/domain/errors"
import resources from "../../i18n"
import { formatIn } from "../format"
import { faultInWords, Refusal, refusalInWords, refusedFieldsOf, refusedLinesOf } from "../refusal"

type Tree = { [key: string]: string | Tree }

const wordingIn = (language: "en" | "nl" | "pl") => ({
  t: (key: string, values: Record<string, string> = {}): string => {
    const text = key
      .split(".")
      .reduce<string | Tree | undefined>(
        (tree, part) => (typeof tree === "object" ? tree[part] : undefined),
        resources[language].consignment
      )
    if (typeof text !== "string") throw new Error(`no sentence for ${key} in ${language}`)
    return text.replace(/{{(\w+)}}/g, (_, name: string) => values[name] ?? "")
  },
  format: formatIn(language),
})
const dutch = wordingIn("nl")

describe("refused lines", () => {
  it("say by their code, in the reader's language, what is wrong and what there is instead", () => {
    const lines = [
      { index: 0, code: "NOT_ITEM_OWNER", message: "in English" },
      { index: 3, code: "INSUFFICIENT_STOCK", message: "in English", available: "1234.5" },
      { index: 4, code: "INSUFFICIENT_STOCK", message: "in English", returnable: "2" },
    ] as const
    const refusal = new Refusal(400, "…", "INSUFFICIENT_STOCK", { lines: [...lines] })
    expect([...refusedLinesOf(refusal, dutch)]).toEqual([
      [0, dutch.t("errors.NOT_ITEM_OWNER")],
      [3, `${dutch.t("errors.INSUFFICIENT_STOCK")}: hoogstens 1.234,5`],
      [4, `${dutch.t("errors.INSUFFICIENT_STOCK")}: hoogstens 2`],
    ])
  })

  it("tell every fault of a line, and none of them in the server's English", () => {
    const line = { index: 1, code: "INVALID_DATA", message: "Name the unit_cost." } as const
    const lines = [
      { ...line, reason: "unit_cost_missing" as const },
      { ...line, reason: "positive_quantity" as const },
    ]
    const refusal = new Refusal(400, "…", "INVALID_DATA", { lines })
    const said = [dutch.t("reasons.unit_cost_missing"), dutch.t("reasons.positive_quantity")]
    expect([...refusedLinesOf(refusal, dutch)]).toEqual([[1, said.join(" · ")]])
    expect(refusedLinesOf(new Error("no answer"), dutch).size).toBe(0)
  })
})

describe("refused fields", () => {
  it("are told at their path, with the values of the refusal", () => {
    const details = { path: "effective_at", reason: "too_old" as const, allow_backdating_days: 30 }
    const refusal = new Refusal(400, "…", "INVALID_DATA", details)
    expect(refusedFieldsOf(refusal, dutch)).toEqual([
      { path: "effective_at", sentence: expect.stringContaining("30 dagen") as string },
    ])
  })
})

describe("a refusal", () => {
  it.each(["en", "nl", "pl"] as const)(
    "of any code is told in %s, with what to do next",
    (language) => {
      for (const code of errorCodes) {
        const { title, hint } = refusalInWords(new Refusal(400, "raw", code), wordingIn(language))
        expect([title, hint]).not.toContain("raw")
        expect(hint).toMatch(/\.$/)
      }
    }
  )

  it("names a date as people write it", () => {
    const details = { last_cut_off: "2026-03-31T21:59:59.999Z" }
    const refusal = new Refusal(400, "…", "PERIOD_CLOSED", details)
    expect(refusalInWords(refusal, dutch).hint).toMatch(/^(31 mrt|1 apr) 2026/)
  })

  it("of an expired session and of a missing connection says so", () => {
    expect(refusalInWords(new Refusal(401, "Unauthorized"), dutch).title).toBe(
      dutch.t("errors.signed_out")
    )
    expect(refusalInWords(new TypeError("Failed to fetch"), dutch).title).toBe(
      dutch.t("errors.offline")
    )
    expect(refusalInWords(new Error("whatever"), dutch).title).toBe(dutch.t("errors.unexpected"))
  })

  it("leaves a fault without a reason to the sentence of its code", () => {
    expect(faultInWords({ code: "UNKNOWN_ITEM" }, dutch)).toBe(dutch.t("errors.UNKNOWN_ITEM"))
  })
})
