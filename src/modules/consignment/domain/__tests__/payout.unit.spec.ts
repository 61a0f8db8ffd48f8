import type { ConsignmentError } from "../errors"
import { refuseUnpayable, refuseUntransferable, type PayoutLine } from "../payout"
import { exact } from "../quantity"

const line = (given: Partial<PayoutLine> = {}): PayoutLine => ({
  number: "F1",
  contractor_name: "Kaas",
  iban: "NL91ABNA0417164300",
  currency_code: "EUR",
  open: exact("100"),
  amount: exact("100"),
  ...given,
})

const company = { iban: "NL20INGB0001234567", legal_name: "Shop" }

const refusalOf = (work: () => void): ConsignmentError | null => {
  try {
    work()
    return null
  } catch (error) {
    return error as ConsignmentError
  }
}

describe("a payment file", () => {
  it("takes euros to accounts with an IBAN", () => {
    expect(refusalOf(() => refuseUntransferable([line()], company))).toBeNull()
  })

  it("names every line and the company at once", () => {
    const lines = [
      line({ iban: null }),
      line(),
      line({ iban: "NL92ABNA0417164300", currency_code: "PLN" }),
    ]
    const refusal = refusalOf(() => refuseUntransferable(lines, { ...company, iban: null }))
    expect(refusal).toMatchObject({
      code: "INVALID_DATA",
      details: {
        path: "company.iban",
        lines: [
          { index: 0, reason: "iban_missing" },
          { index: 2, reason: "iban" },
          { index: 2, reason: "not_eur" },
        ],
      },
    })
    expect(refusal?.message).toContain("(and 3 more)")
  })
})

describe("a payout", () => {
  const refused = (...lines: PayoutLine[]) => refusalOf(() => refuseUnpayable(lines, () => 2))

  it("pays what is open, or a part of it", () => {
    expect(refused(line(), line({ amount: exact("0.01") }))).toBeNull()
  })

  it("names each line that is not open, or not by as much", () => {
    expect(
      refused(
        line({ open: exact(0), amount: exact(0) }),
        line({ amount: exact("100.01") }),
        line({ amount: exact(0) }),
        line({ amount: exact("1.001") })
      )
    ).toMatchObject({
      code: "EXCEEDS_OPEN_AMOUNT",
      details: {
        lines: [
          { index: 0, code: "INVALID_DATA" },
          { index: 1, code: "EXCEEDS_OPEN_AMOUNT" },
          { index: 2, code: "INVALID_DATA" },
          { index: 3, code: "INVALID_DATA" },
        ],
      },
    })
  })
})
