import fs from "node:fs"
import path from "node:path"
import { exact } from "../../modules/consignment/domain/quantity"
import { writeCreditTransfers, type CreditTransfer } from "../sepa/credit-transfer"
import { toSepaText } from "../sepa/sepa-text"

/** Files that `npm run sepa` holds against the schema of pain.001.001.09. */
const validated = (name: string): string =>
  fs.readFileSync(path.join(__dirname, "../../../integration-tests/fixtures/sepa", name), "utf8")

const transfers: CreditTransfer[] = [
  {
    invoice_number: "FV/2026//11/0042",
    name: "Wędzarnia Łosoś & Synowie Sp. z o.o.",
    iban: "PL61109010140000071219812874",
    amount: exact("1060.59"),
  },
  {
    invoice_number: "CONINV-2026-000017",
    name: "Kaasboerderij De Vries <biologisch>",
    iban: "NL91ABNA0417164300",
    amount: exact("9.6"),
  },
]

/** Characters that people type, and banks do not take. */
const corners: CreditTransfer[] = [
  {
    invoice_number: "FV/2026/11/0042/Korekta do umowy komisu nr 17/2026",
    name: `Spółdzielnia Pszczelarzy ${"Żółtych Kwiatów ".repeat(10)}`,
    iban: "PL61109010140000071219812874",
    amount: exact("0.01"),
  },
  {
    invoice_number: "RE 2026/11 (Teil 1)",
    name: "Müller, Groß & Söhne GmbH",
    iban: "DE89370400440532013000",
    amount: exact("999999999.99"),
  },
  { invoice_number: "/", name: "商店", iban: "FR1420041010050500013M02606", amount: exact("50") },
  {
    invoice_number: "发票",
    name: "//",
    iban: "MT84MALT011000012345MTLCAST001S",
    amount: exact("1.5"),
  },
]

const write = (given: CreditTransfer[] = transfers, madeAt = new Date("2026-11-30T09:15:00Z")) =>
  writeCreditTransfers({
    payer: { name: "Delicatessen “Zuid” B.V.", iban: "NL20INGB0001234567" },
    executionDate: "2026-12-01",
    madeAt,
    transfers: given,
  })

const tag = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map(
    ([, text = ""]) => text
  )

describe("a SEPA credit transfer", () => {
  it("is the example, byte by byte", () => {
    expect(write()).toBe(validated("payout.xml"))
  })

  it("fits the schema with names and numbers that banks do not take", () => {
    const xml = write(corners)
    expect(xml).toBe(validated("payout-corners.xml"))
    expect(tag(xml, "Nm").slice(2)).toEqual([
      "Spoldzielnia Pszczelarzy Zoltych Kwiatow Zoltych Kwiatow Zoltych Kwiat",
      "Muller, Gross + Sohne GmbH",
      "..",
      "NOTPROVIDED",
    ])
    expect(tag(xml, "EndToEndId")).toEqual([
      "FV/2026/11/0042/Korekta do umowy ko",
      "RE 2026/11 (Teil 1)",
      "NOTPROVIDED",
      "..",
    ])
  })

  it("counts and sums its payments exactly", () => {
    const many = Array.from({ length: 1_000 }, () => ({
      ...(transfers[1] as CreditTransfer),
      amount: exact("0.1"),
    }))
    const xml = write(many)
    expect(tag(xml, "NbOfTxs")).toEqual(["1000", "1000"])
    expect(tag(xml, "CtrlSum")).toEqual(["100.00", "100.00"])
    expect(tag(xml, "InstdAmt")).toHaveLength(1_000)
  })

  it("has the same message id for the same payments only", () => {
    const idOf = (xml: string) => tag(xml, "MsgId")[0]
    expect(idOf(write(transfers, new Date("2026-12-01T09:15:00Z")))).toBe(idOf(write()))
    expect(idOf(write(transfers.slice(1)))).not.toBe(idOf(write()))
    expect(idOf(write())?.length).toBeLessThanOrEqual(33)
  })
})

describe("text for a bank", () => {
  it.each([
    ["Łódź Żółć", "Lodz Zolc"],
    ["Straße & Søn", "Strasse + Son"],
    ["/FV//1/", "FV/1"],
    ["商店", ".."],
    ["a\n\tb", "a b"],
  ])("makes %j into %j", (text, expected) => {
    expect(toSepaText(text, 70)).toBe(expected)
  })

  it("is no longer than the bank takes, and does not end in a slash", () => {
    expect(toSepaText("12345/6", 6)).toBe("12345")
  })
})
