import { storyOfDocuments } from "./documents"

describe("consignor return", () => {
  it("E15: is no consumption", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "20", "3.00")
    when.issues("8")
    when.sendsHome("5")
    const settlement = when.settles()
    then.lines(settlement, { issued: "8", net: "8", netValue: "24.00" })
    then.statement(settlement, {
      received: "20",
      consumed: "8",
      returnedToConsignor: "5",
      closing: "7",
    })
  })

  it.each([
    ["E9b: what is in the warehouse", "0", "0", "11", "10"],
    ["E9c: what is not reserved", "0", "4", "7", "6"],
    ["E9d: what own stock does not cover of a reservation", "3", "4", "10", "9"],
  ])("takes no more than %s", (_, own, reserved, refused, available) => {
    const { given, when, then } = storyOfDocuments()
    given.own(own)
    given.receipt("L", "10", "1.00")
    given.receipt("B:LB", "0.5", "1.00")
    given.own("-0.5")
    given.reserved(reserved)
    then.refuses(() => when.sendsHome(refused), "INSUFFICIENT_STOCK", {
      lines: [{ index: 0, quantity: refused, available }],
    })
    when.sendsHome(available)
  })

  it("E9d: takes everything where own stock covers the reservation", () => {
    const { given, when, then } = storyOfDocuments()
    given.own("5")
    given.receipt("L", "10", "1.00")
    given.reserved("4")
    when.sendsHome("10")
    then.level(["5", "5", "0"])
  })

  it.each([
    ["the oldest lot first", {}, { L1: "0", L2: "25" }],
    ["the lot that is named", { lot: "L2" }, { L1: "10", L2: "15" }],
  ])("E9i: takes %s", (_, options, expected) => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L1", "10", "50.00")
    given.receipt("L2", "30", "80.00")
    when.sendsHome("15", options)
    then.lots(expected)
  })

  it("takes what is prepaid last, over all lots, and of the latest invoice first", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L1", "10", "5.00")
    given.receipt("L2", "10", "6.00")
    given.invoiced("L1", "5.50", "4")
    given.invoiced("L1", "5.20", "3")
    then.movements(
      when.sendsHome("15"),
      { lot: "L1", quantity: "-3", unitCost: "5" },
      { lot: "L1", quantity: "-2", unitCost: "5.2" },
      { lot: "L2", quantity: "-10", unitCost: "6" }
    )
    then.prepaid("L1", ["4", "5.50"], ["1", "5.20"])
  })

  it("is reversed whole, dated like the return, until it is settled", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "20", "3.00", { on: "2026-01-05" })
    const sent = when.sendsHome("5", { on: "2026-01-10" })
    then.movements(when.reversesWhole(sent), {
      type: "consignor_return_reversal",
      quantity: "5",
      dated: "2026-01-10",
    })
    then.level(["20", "0", "20"])
    const next = when.sendsHome("5")
    when.settles()
    then.refuses(() => when.reversesWhole(next), "PERIOD_CLOSED")
  })
})
