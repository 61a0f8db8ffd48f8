import { formatIn } from "../format"
import { Refusal, refusedLinesOf } from "../refusal"

const words: Record<string, string> = {
  "errors.INSUFFICIENT_STOCK": "Niet genoeg voorraad",
  "errors.NOT_ITEM_OWNER": "Geen eigenaar",
  "errors.possible": "{{problem}}: hoogstens {{quantity}}",
}
const t = (key: string, values: Record<string, string> = {}): string =>
  (words[key] ?? key).replace(/{{(\w+)}}/g, (_, name: string) => values[name] ?? "")

const wording = { t, quantity: formatIn("nl").quantity }

describe("refused lines", () => {
  it("say by their code, in the reader's language, what is wrong and what there is instead", () => {
    const lines = [
      { index: 0, code: "NOT_ITEM_OWNER", message: "in English" },
      { index: 3, code: "INSUFFICIENT_STOCK", message: "in English", available: "1234.5" },
      { index: 4, code: "INSUFFICIENT_STOCK", message: "in English", returnable: "2" },
    ] as const
    const refusal = new Refusal(400, "…", "INSUFFICIENT_STOCK", { lines: [...lines] })
    expect([...refusedLinesOf(refusal, wording)]).toEqual([
      [0, "Geen eigenaar"],
      [3, "Niet genoeg voorraad: hoogstens 1.234,5"],
      [4, "Niet genoeg voorraad: hoogstens 2"],
    ])
  })

  it("leave what is wrong with a field to the server's sentence", () => {
    const line = { index: 1, code: "INVALID_DATA", message: "Name the unit_cost." } as const
    const refusal = new Refusal(400, "…", "INVALID_DATA", { lines: [line] })
    expect([...refusedLinesOf(refusal, wording)]).toEqual([[1, "Name the unit_cost."]])
    expect(refusedLinesOf(new Error("no answer"), wording).size).toBe(0)
  })
})
