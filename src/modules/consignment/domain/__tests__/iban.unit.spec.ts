import { isIban, normalizeIban } from "../iban"

describe("an IBAN", () => {
  it.each([
    "NL91ABNA0417164300",
    "BE68539007547034",
    "PL61109010140000071219812874",
    "DE89370400440532013000",
  ])("is accepted: %s", (iban) => expect(isIban(iban)).toBe(true))

  it.each([
    ["a wrong check digit", "NL92ABNA0417164300"],
    ["two digits exchanged", "NL91ABNA0417164030"],
    ["no country", "91ABNA0417164300"],
    ["spaces that were not taken out", "NL91 ABNA 0417 1643 00"],
    ["nothing", ""],
  ])("is refused with %s", (_, iban) => expect(isIban(iban)).toBe(false))

  it("is kept without spaces, in upper case", () => {
    expect(normalizeIban("nl91 abna 0417 1643 00")).toBe("NL91ABNA0417164300")
  })
})
