import { decideValidity, refuseOverlap, type Validity } from "../agreement"
import { refusalOf } from "./given"

const WARSAW = "Europe/Warsaw"

const between = (from: string | null, to: string | null): Validity =>
  decideValidity({ validFrom: from, validTo: to }, "UTC")

describe("agreement", () => {
  it("is in force for whole local days of its time zone", () => {
    const validity = decideValidity({ validFrom: "2026-03-29", validTo: "2026-03-29" }, WARSAW)
    expect(validity).toEqual({
      validFrom: new Date("2026-03-28T23:00:00.000Z"),
      validTo: new Date("2026-03-29T21:59:59.999Z"),
    })
  })

  it("takes an instant as it is", () => {
    const validity = decideValidity({ validFrom: "2026-03-29T10:00:00+02:00" }, WARSAW)
    expect(validity.validFrom).toEqual(new Date("2026-03-29T08:00:00.000Z"))
  })

  it("is in force since ever and without end where no bound is named", () => {
    expect(decideValidity({}, WARSAW)).toEqual({ validFrom: null, validTo: null })
  })

  it("keeps a bound that a change does not name, and opens one that it names as null", () => {
    const current = between("2026-01-01", "2026-12-31")
    const changed = decideValidity({ validTo: null }, WARSAW, current)
    expect(changed).toEqual({ validFrom: current.validFrom, validTo: null })
  })

  it("refuses to end before it begins", () => {
    const refusal = refusalOf(() => between("2026-02-01", "2026-01-31"))
    expect(refusal).toMatchObject({ code: "INVALID_DATA", details: { path: "valid_to" } })
  })

  it.each([
    ["both without bounds", between(null, null), between(null, null)],
    ["one without bounds", between("2026-01-01", "2026-01-31"), between(null, null)],
    ["one within the other", between("2026-01-10", "2026-01-11"), between("2026-01-01", null)],
    ["the last day shared", between("2026-01-31", null), between(null, "2026-01-31")],
  ])("overlaps: %s", (_case, validity, other) => {
    for (const [a, b] of [
      [validity, other],
      [other, validity],
    ] as const) {
      expect(refusalOf(() => refuseOverlap(a, [{ id: "conagr_1", ...b }]))).toMatchObject({
        code: "AGREEMENT_OVERLAP",
        details: { agreement_ids: ["conagr_1"] },
      })
    }
  })

  it("follows another one on the next day", () => {
    const others = [
      { id: "conagr_1", ...between(null, "2026-01-31") },
      { id: "conagr_2", ...between("2026-03-01", null) },
    ]
    expect(() => refuseOverlap(between("2026-02-01", "2026-02-28"), others)).not.toThrow()
  })
})
