import { exact } from "../quantity"
import { storyOfDocuments } from "./documents"
import { warehouse } from "./given"

const two = {
  warehouses: [
    warehouse("M", "LOC", { branchCode: "WAW" }),
    warehouse("K", "KRK", { branchCode: "KRK" }),
  ],
}

describe("warehouse transfer", () => {
  it("E5g: carries lots on as child lots of the same owner, date and cost", () => {
    const { given, when, then } = storyOfDocuments(two)
    given.receipt("L", "20", "7.50", { on: "2026-01-10" })
    given.receipt("L2", "5", "8.00")
    when.moves("6", "KRK")
    then.childLots("KRK", {
      contractorId: "A",
      originLotId: "L",
      receivedAt: "2026-01-10T12:00:00.000Z",
      unitCost: "7.50",
      remaining: "6",
    })
    then.level(["19", "0", "19"])
    then.level(["6", "0", "6"], { at: "KRK" })
    const settlement = when.settles()
    then.lines(settlement)
    then.statement(settlement, { received: "25", closing: "25" })
    when.issues("2", { at: "KRK" })
    then.lines(when.settles(), {
      issued: "2",
      net: "2",
      netValue: "15.00",
      branches: [["KRK", "2", "15.00"]],
    })
  })

  it("carries what is prepaid last, and what was invoiced of it with it", () => {
    const { given, when, then, ledger } = storyOfDocuments(two)
    given.receipt("L", "10", "12.00")
    given.invoiced("L", "12.50", "3")
    const transfer = when.moves("9", "KRK")
    then.prepaid("L", ["1", "12.50"])
    const [child] = [...ledger.lots.values()].filter((lot) => lot.originLotId === "L")
    expect(ledger.documents.get(transfer)?.posting.invoiced).toEqual([
      { lotId: "L", unitCost: exact("12.5"), quantity: exact(-2) },
      { lotId: child?.id, unitCost: exact("12.5"), quantity: exact(2) },
    ])
    then.movements(
      when.issues("3", { at: "KRK" }),
      { quantity: "-2", unitCost: "12.5" },
      { quantity: "-1", unitCost: "12" }
    )
  })

  it("leaves what is reserved and what is own", () => {
    const { given, when, then } = storyOfDocuments(two)
    given.own("2")
    given.receipt("L", "10", "1.00")
    then.refuses(() => when.moves("11", "KRK"), "INSUFFICIENT_STOCK", {
      lines: [{ available: "10" }],
    })
    given.reserved("6")
    then.refuses(() => when.moves("7", "KRK"), "INSUFFICIENT_STOCK", {
      lines: [{ available: "6" }],
    })
  })

  it.each([
    ["to itself", warehouse("K", "KRK"), "LOC"],
    ["to a customer", warehouse("K", "KRK", { direction: "outbound" }), "KRK"],
  ])("does not go %s", (_, other, to) => {
    const { given, when, then } = storyOfDocuments({
      warehouses: [warehouse("M", "LOC"), other],
    })
    given.receipt("L", "10", "1.00")
    then.refuses(() => when.moves("1", to), "NOT_CONSIGNMENT_WAREHOUSE")
  })

  it("does not go from one customer to another", () => {
    const of = (contractorId: string) => ({ direction: "outbound", contractorId }) as const
    const { when, then } = storyOfDocuments({
      warehouses: [
        warehouse("M", "LOC", of("B")),
        warehouse("K", "KRK", of("C")),
        warehouse("G", "GDN", of("B")),
      ],
    })
    then.refuses(() => when.moves("1", "KRK"), "NOT_CONSIGNMENT_WAREHOUSE")
    then.refuses(() => when.moves("1", "GDN"), "INSUFFICIENT_STOCK")
  })

  it("is reversed whole, with what was invoiced", () => {
    const { given, when, then } = storyOfDocuments(two)
    given.receipt("L", "10", "12.00")
    given.invoiced("L", "12.50", "3")
    when.reversesWhole(when.moves("9", "KRK"), { guardsReserved: true })
    then.level(["10", "0", "10"])
    then.level(["0", "0", "0"], { at: "KRK" })
    then.prepaid("L", ["3", "12.50"])
  })

  it("is not reversed once the goods moved on or are reserved", () => {
    const { given, when, then } = storyOfDocuments(two)
    given.receipt("L", "10", "12.00")
    const transfer = when.moves("6", "KRK")
    given.reserved("5", { at: "KRK" })
    then.refuses(
      () => when.reversesWhole(transfer, { guardsReserved: true }),
      "INSUFFICIENT_STOCK",
      { available: "1" }
    )
    then.refuses(
      () => when.reversesWhole(transfer, { guardsReserved: true, touchedLotIds: ["child"] }),
      "EXCEEDS_REVERSIBLE",
      { lots: ["child"] }
    )
  })
})
