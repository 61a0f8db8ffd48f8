import { formatIn, localeOf } from "../format"

const spacesMadePlain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ")

describe("formatIn", () => {
  it("writes quantities with the separators of the locale, all places kept", () => {
    expect(spacesMadePlain(formatIn("nl").quantity("1234.125"))).toBe("1.234,125")
    expect(spacesMadePlain(formatIn("pl").quantity("123456.5"))).toBe("123 456,5")
  })

  it("writes amounts in the decimals of their currency", () => {
    expect(spacesMadePlain(formatIn("en").amount("1234.5", "EUR"))).toBe("€1,234.50")
    expect(spacesMadePlain(formatIn("en").amount("1234", "JPY"))).toBe("¥1,234")
  })

  it("keeps every digit of what no floating point number holds", () => {
    expect(formatIn("en").quantity("123456789012.123456")).toBe("123,456,789,012.123456")
  })

  it("writes the cost of one unit in the decimals of its currency, unless that would hide it", () => {
    expect(formatIn("en").unitCost("4.797851", "EUR")).toBe("€4.80")
    expect(formatIn("en").unitCost("0.0125", "EUR")).toBe("€0.0125")
    expect(spacesMadePlain(formatIn("nl").unitCost("0.123456", "EUR"))).toBe("€ 0,123456")
    expect(spacesMadePlain(formatIn("nl").unitCost("44.5", "EUR"))).toBe("€ 44,50")
    expect(formatIn("nl").unitCost("44.5")).toBe("44,50")
  })
})

describe("localeOf", () => {
  it("takes the region that the browser names for the admin's language", () => {
    expect(localeOf("en", ["nl-NL", "en-GB", "en-US"])).toBe("en-GB")
  })

  it("is the language alone where the browser names no region for it", () => {
    expect(localeOf("pl", ["nl-NL"])).toBe("pl")
  })
})
