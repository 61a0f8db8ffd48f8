import { Decimal } from "decimal.js"
import fc from "fast-check"
import {
  activeOf,
  bringBack,
  endHire,
  freeOf,
  heldEnded,
  heldUnchecked,
  lend,
  loanStatusOf,
  spreadTaking,
  takeHired,
  type EndedLoan,
  type HiredLot,
  type Lent,
} from "../loan"
import { exact, sumOf, toText, ZERO } from "../quantity"

const lotOf = (remaining: string, change: Partial<HiredLot> = {}): HiredLot => ({
  id: "L",
  remaining: exact(remaining),
  ended: ZERO,
  unchecked: ZERO,
  ...change,
})

const lentOf = (loanNumber: number, quantity: string, change: Partial<Lent> = {}): Lent => ({
  id: `n${loanNumber}`,
  lineId: `line${loanNumber}`,
  loanNumber,
  lotId: "L",
  quantity: exact(quantity),
  returned: ZERO,
  ended: ZERO,
  collected: ZERO,
  taken: ZERO,
  serials: [],
  goneSerials: [],
  ...change,
})

const told = (ended: EndedLoan[]) =>
  ended.map(({ lentId, quantity, serials }) => [lentId, toText(quantity), ...serials].join(" "))

describe("hired units that go back", () => {
  it("are free ones, then those of the newest loan (E42)", () => {
    const lents = [lentOf(1, "50"), lentOf(2, "30")]
    const taken = takeHired(lotOf("100"), lents, { quantity: exact(40) })
    expect(told(taken.endedLoans)).toEqual(["n2 20"])
    expect(toText(taken.fromEnded)).toBe("0")
  })

  it("end exactly the loan that holds a named unit (E41)", () => {
    const lents = [lentOf(1, "1", { serials: ["S1"] }), lentOf(2, "1", { serials: ["S2"] })]
    const taken = takeHired(lotOf("3"), lents, { quantity: exact(1), serials: ["S1"] })
    expect(told(taken.endedLoans)).toEqual(["n1 1 S1"])
  })

  it("end no loan while a named unit is in the warehouse", () => {
    const lents = [lentOf(1, "1", { serials: ["S1"] })]
    const taken = takeHired(lotOf("2"), lents, { quantity: exact(1), serials: ["S2"] })
    expect(taken.endedLoans).toEqual([])
  })

  it("are ended ones before free ones, in the warehouse before those with borrowers", () => {
    const lents = [lentOf(1, "4", { ended: exact(4), collected: exact(1) })]
    const lot = lotOf("10", { ended: exact(6) })
    const few = takeHired(lot, lents, { quantity: exact(3) })
    expect([toText(few.fromEnded), few.takenOut, few.endedLoans]).toEqual(["3", [], []])
    const more = takeHired(lot, lents, { quantity: exact(8) })
    expect(toText(more.fromEnded)).toBe("6")
    expect(more.takenOut.map(({ quantity }) => toText(quantity))).toEqual(["3"])
  })

  it("come from all lots: ended, then free, then lent to the newest", () => {
    const lots = [lotOf("10", { id: "A" }), lotOf("10", { id: "B", ended: exact(2) })]
    const lents = [lentOf(1, "10", { lotId: "A" }), lentOf(2, "3", { lotId: "B" })]
    const parts = (quantity: number) =>
      spreadTaking(exact(quantity), lots, lents).map(
        (part) => `${part.lotId ?? ""} ${toText(part.quantity)}`
      )
    expect(parts(2)).toEqual(["B 2"])
    expect(parts(7)).toEqual(["B 7"])
    expect(parts(12)).toEqual(["A 2", "B 10"])
  })
})

describe("a hire that ends", () => {
  it("ends free units first, then the newest loans", () => {
    const lents = [lentOf(1, "3"), lentOf(2, "4")]
    const end = (quantity: number) =>
      told(endHire(lotOf("10"), lents, { quantity: exact(quantity) }))
    expect(end(3)).toEqual([])
    expect(end(5)).toEqual(["n2 2"])
    expect(end(10)).toEqual(["n2 4", "n1 3"])
  })

  it("ends the loan of a named unit", () => {
    const lents = [lentOf(1, "2", { serials: ["S1", "S2"] })]
    const ended = endHire(lotOf("10"), lents, { quantity: exact(1), serials: ["S2"] })
    expect(told(ended)).toEqual(["n1 1 S2"])
  })
})

describe("lending", () => {
  it("takes hired units first, oldest lot first, then own ones", () => {
    const lots = [
      lotOf("2", { id: "A" }),
      lotOf("5", { id: "B", unchecked: exact(1), ended: exact(1) }),
    ]
    const parts = lend(exact(8), lots, exact(9), [lentOf(1, "1", { lotId: "A" })])
    expect(parts.map((part) => `${part.lotId ?? "own"} ${toText(part.quantity)}`)).toEqual([
      "A 1",
      "B 3",
      "own 4",
    ])
  })
})

describe("a return", () => {
  it("counts as ended units first", () => {
    const lent = lentOf(1, "5", { ended: exact(2) })
    const [back] = bringBack([lent], { quantity: exact(3) })
    expect([back?.collected, back?.returned].map((one) => toText(one ?? ZERO))).toEqual(["2", "1"])
  })

  it.each([
    ["active", {}],
    ["active", { ended: exact(2), collected: exact(2) }],
    ["partly_returned", { returned: exact(1) }],
    ["ended", { returned: exact(1), ended: exact(4) }],
    ["returned", { returned: exact(1), ended: exact(4), collected: exact(4) }],
  ])("leaves the loan %s", (status, change) => {
    expect(loanStatusOf([lentOf(1, "5", change)])).toBe(status)
  })
})

describe("any sequence of lending, ending, taking and bringing back", () => {
  const operation = fc.record({
    kind: fc.constantFrom("lend" as const, "end" as const, "take" as const, "back" as const),
    quantity: fc.integer({ min: 1, max: 12 }),
    loan: fc.nat(5),
  })

  it("gives each unit one place, and ends no loan while a free or ended unit would do", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 25 }), (operations) => {
        let lot = lotOf("20")
        let lents: Lent[] = []
        const apply = (parts: EndedLoan[], isTaken: boolean) => {
          lents = lents.map((lent) => {
            const part = parts.find(({ lentId }) => lentId === lent.id)
            if (!part) return lent
            const gone = Decimal.max(lent.collected, lent.taken)
            return {
              ...lent,
              ended: lent.ended.plus(part.quantity),
              taken: isTaken ? gone.plus(part.quantity) : lent.taken,
            }
          })
        }
        for (const { kind, quantity, loan } of operations) {
          if (kind === "lend") {
            for (const part of lend(exact(quantity), [lot], ZERO, lents)) {
              lents = [...lents, lentOf(lents.length + 1, toText(part.quantity))]
            }
          }
          if (kind === "end") {
            const ending = Decimal.min(quantity, lot.remaining.minus(lot.ended))
            const free = freeOf(lot, lents)
            const ended = endHire(lot, lents, { quantity: ending })
            if (ending.lte(free)) expect(ended).toEqual([])
            apply(ended, false)
            lot = { ...lot, ended: lot.ended.plus(ending) }
          }
          if (kind === "take") {
            const taking = Decimal.min(quantity, lot.remaining)
            const idle = freeOf(lot, lents).plus(heldEnded(lot, lents))
            const { fromEnded, endedLoans, takenOut } = takeHired(lot, lents, { quantity: taking })
            const lost = sumOf(endedLoans, (one) => one.quantity)
            expect(toText(lost)).toBe(toText(Decimal.max(ZERO, taking.minus(idle))))
            lents = lents.map((lent) => {
              const part = takenOut.find(({ lentId }) => lentId === lent.id)
              const gone = Decimal.max(lent.collected, lent.taken)
              return part ? { ...lent, taken: gone.plus(part.quantity) } : lent
            })
            apply(endedLoans, true)
            lot = {
              ...lot,
              remaining: lot.remaining.minus(taking),
              ended: lot.ended.minus(fromEnded),
            }
          }
          const lent = lents[loan]
          if (kind === "back" && lent) {
            const [back] = bringBack([lent], { quantity: exact(quantity) })
            lents = lents.map((one) =>
              one.id === back?.lentId
                ? {
                    ...one,
                    collected: one.collected.plus(back.collected),
                    returned: one.returned.plus(back.returned),
                  }
                : one
            )
          }
          const active = sumOf(lents, activeOf)
          const places = [
            active,
            heldEnded(lot, lents),
            heldUnchecked(lot, lents),
            freeOf(lot, lents),
          ]
          expect(places.every((place) => place.gte(0))).toBe(true)
          expect(toText(sumOf(places, (place) => place))).toBe(toText(lot.remaining))
          for (const one of lents) {
            expect(activeOf(one).gte(0) && one.collected.lte(one.ended)).toBe(true)
          }
        }
      })
    )
  })
})
