import { exact } from "../quantity"
import {
  decideVat,
  findVatProblems,
  isVatAgreed,
  noHostVat,
  taxOf,
  toAgreedVat,
  toCreditTaxLines,
  toTaxLines,
  type VatCategory,
} from "../vat"

const line = (amount: string, rate: string | null, category: VatCategory = "S") => ({
  amount: exact(amount),
  vat: rate === null ? null : { rate: exact(rate), category },
})

const written = (lines: ReturnType<typeof toTaxLines>) =>
  lines.map(
    ({ category, rate, netAmount, taxAmount }) =>
      `${category} ${rate.toFixed()}: ${netAmount.toFixed()} + ${taxAmount.toFixed()}`
  )

describe("VAT of an invoice", () => {
  it.each([
    ["is reckoned on the sum of a rate", ["60.00", "40.00"], "21", 2, ["S 21: 100 + 21"]],
    ["rounds half a cent up", ["10.50"], "5", 2, ["S 5: 10.5 + 0.53"]],
    ["rounds once, not each line", ["0.05", "0.05", "0.05"], "9", 2, ["S 9: 0.15 + 0.01"]],
    ["23 % of 1.48 is 0.34", ["1.48"], "23", 2, ["S 23: 1.48 + 0.34"]],
    ["has no decimals in yen", ["1005"], "10", 0, ["S 10: 1005 + 101"]],
    ["has three decimals in dinar", ["1.005"], "10", 3, ["S 10: 1.005 + 0.101"]],
    ["takes rates with decimals", ["1000.00"], "8.1", 2, ["S 8.1: 1000 + 81"]],
    ["is nothing on nothing", ["0.00"], "21", 2, ["S 21: 0 + 0"]],
  ])("%s", (_, amounts, rate, decimals, expected) => {
    expect(
      written(
        toTaxLines(
          amounts.map((amount) => line(amount, rate)),
          decimals
        )
      )
    ).toEqual(expected)
  })

  it("is told by rate and category, the highest rate first; a line without a rate has none", () => {
    const lines = toTaxLines(
      [
        line("10.00", "9"),
        line("10.00", "21"),
        line("5.00", "0", "Z"),
        line("7.00", "0", "AE"),
        line("3.33", null),
        line("0.05", "9"),
      ],
      2
    )
    expect(written(lines)).toEqual([
      "S 21: 10 + 2.1",
      "S 9: 10.05 + 0.9",
      "AE 0: 7 + 0",
      "Z 0: 5 + 0",
    ])
    expect(taxOf(lines).toFixed(2)).toBe("3.00")
  })

  it("is the same whatever form the rate is written in", () => {
    expect(written(toTaxLines([line("1.00", "21"), line("1.00", "21.000000")], 2))).toEqual([
      "S 21: 2 + 0.42",
    ])
  })
})

describe("VAT of credit notes", () => {
  it("sums to that of the invoice, however it was rounded", () => {
    // 3 × 0.05 at 9 %: 0.01 in all, though 9 % of 0.05 is 0.00 each time.
    const invoice = toTaxLines([line("0.15", "9")], 2)
    let left = invoice
    const credited = ["0.05", "0.05", "0.05"].map((amount) => {
      const [credit] = toCreditTaxLines([line(amount, "9")], left, 2)
      left = left.map((open) => ({
        ...open,
        netAmount: open.netAmount.minus(credit?.netAmount ?? 0),
        taxAmount: open.taxAmount.minus(credit?.taxAmount ?? 0),
      }))
      return credit?.taxAmount.toFixed(2)
    })
    expect(credited).toEqual(["0.00", "0.00", "0.01"])
  })

  it("is never more than is left", () => {
    // 2 × 0.06 at 9 %: 0.01 in all, and 9 % of 0.06 is 0.01 already.
    const [first] = toCreditTaxLines([line("0.06", "9")], toTaxLines([line("0.12", "9")], 2), 2)
    expect(first?.taxAmount.toFixed(2)).toBe("0.01")
    const left = [
      {
        ...line("0.06", "9"),
        rate: exact("9"),
        category: "S" as const,
        netAmount: exact("0.06"),
        taxAmount: exact("0.00"),
      },
    ]
    const [last] = toCreditTaxLines([line("0.06", "9")], left, 2)
    expect(last?.taxAmount.toFixed(2)).toBe("0.00")
  })
})

describe("the rate of a line", () => {
  const agreed = (rate: string | null, category: VatCategory | null = null) =>
    toAgreedVat(rate, category)

  it.each([
    ["the tax region's", agreed("9"), "21", "S 21"],
    ["the agreement's where no tax region says one", agreed("9"), undefined, "S 9"],
    ["zero by a tax region", agreed("9"), "0", "Z 0"],
    ["zero by the agreement", agreed("0"), undefined, "Z 0"],
    ["zero by the agreement's category", agreed(null, "Z"), undefined, "Z 0"],
    [
      "reverse charge by the agreement, whatever a tax region says",
      agreed(null, "AE"),
      "21",
      "AE 0",
    ],
    ["intra-Community by the agreement", agreed(null, "K"), "19", "K 0"],
    ["exempt by the agreement", agreed("0", "E"), "21", "E 0"],
    ["outside the scope by the agreement", agreed(null, "O"), undefined, "O 0"],
    ["unknown", agreed(null), undefined, null],
    ["unknown by a category alone", agreed(null, "S"), undefined, null],
  ])("is %s", (_, terms, hostRate, expected) => {
    const vat = decideVat(terms, hostRate === undefined ? undefined : exact(hostRate))
    expect(vat && `${vat.category} ${vat.rate.toFixed()}`).toBe(expected)
  })

  it.each([
    ["21", "S", true],
    ["0", "S", false],
    ["0", "AE", true],
    ["21", "AE", false],
    ["21", null, true],
    [null, "K", true],
  ] as const)("of %s and category %s agree: %s", (rate, category, expected) => {
    expect(isVatAgreed(toAgreedVat(rate, category))).toBe(expected)
  })
})

describe("an invoice without VAT", () => {
  const invoice = (kind: "sales" | "self_billed", vat: string | null = null) => ({
    kind,
    direction: "outbound" as const,
    lines: [
      {
        id: "1",
        sku: "X",
        vat: vat === null ? null : { rate: exact(vat), category: "S" as const },
      },
      { id: "2", sku: "Y", vat: { rate: exact("21"), category: "S" as const } },
    ],
  })
  const nothing = { agreed: toAgreedVat(null, null), isSetUp: false }
  const setUp = { ...nothing, isSetUp: true }
  const order = { ...noHostVat, becomesOrder: true }

  it("is posted by a store that has no VAT id", () => {
    expect(findVatProblems(invoice("self_billed"), nothing, noHostVat)).toEqual([])
    expect(findVatProblems(invoice("sales"), nothing, order)).toEqual([])
  })

  it("names the lines that lack a rate once the store has a VAT id", () => {
    expect(findVatProblems(invoice("self_billed"), setUp, noHostVat)).toMatchObject([
      { code: "VAT_RATE_MISSING", line_ids: ["1"] },
    ])
    expect(findVatProblems(invoice("self_billed", "9"), setUp, noHostVat)).toEqual([])
  })

  it.each([
    ["the store has a VAT id", setUp, order],
    ["Medusa has tax regions", nothing, { ...order, hasTaxRegions: true }],
    ["the agreement has a rate", { ...nothing, agreed: toAgreedVat("9", null) }, order],
  ])("needs the address of a customer if %s", (_, terms, host) => {
    const codes = (country: string | null) =>
      findVatProblems(invoice("sales", "9"), terms, { ...host, country }).map(({ code }) => code)
    expect(codes(null)).toEqual(["ADDRESS_MISSING"])
    expect(codes("nl")).toEqual([])
  })
})
