import { newId } from "../new-id"

describe("an id", () => {
  it("is the kind of row and a ULID", () => {
    expect(newId("conmov")).toMatch(/^conmov_[0-9A-HJKMNP-TV-Z]{26}$/)
  })

  it("tells when it was made", () => {
    jest.useFakeTimers({ now: new Date("2026-01-31T22:59:59.999Z") })
    const id = newId("conlot")
    jest.useRealTimers()
    expect(id.slice("conlot_".length, -16)).toBe("01KGB4HQBZ")
  })

  it("is never given twice", () => {
    const ids = Array.from({ length: 10_000 }, () => newId("conall"))
    expect(new Set(ids).size).toBe(ids.length)
  })
})
