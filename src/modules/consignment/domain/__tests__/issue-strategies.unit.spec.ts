import type { issueStrategies, IssueStrategy } from "../issue-strategies"
import { story, warehouse } from "./given"

/** Own 4 and a lot of each of three contractors; the oldest expires second and costs most. */
const threeContractors = (contractorPriority: string[] = []) => {
  const told = story({ warehouses: [warehouse("M", "LOC", { contractorPriority })] })
  told.given.own("4")
  told.given.receipt("A:A1", "5", "5.00", { on: "2026-01-01", expires: "2026-09-30" })
  told.given.receipt("B:B1", "5", "4.00", { on: "2026-01-02", expires: "2026-06-30" })
  told.given.receipt("C:C1", "5", "4.50", { on: "2026-01-03" })
  return told
}

describe("issue strategies", () => {
  it.each<[string, keyof typeof issueStrategies, string, string[]]>([
    ["E17a", "own_first", "11", ["own 4", "A1 5", "B1 2"]],
    ["E17a", "fifo", "11", ["own 4", "A1 5", "B1 2"]],
    ["E17b", "consignment_first", "17", ["A1 5", "B1 5", "C1 5", "own 2"]],
    ["E17c", "fefo", "15", ["B1 5", "A1 5", "own 4", "C1 1"]],
    ["E17d", "lowest_cost", "11", ["own 4", "B1 5", "C1 2"]],
    ["E17e", "contractor_priority", "16", ["own 4", "C1 5", "B1 5", "A1 2"]],
  ])("%s: orders own stock and lots by %s", (_id, strategy, quantity, picks) => {
    const { when, then } = threeContractors(["C", "B"])
    then.picks(when.issues(quantity, { strategy }), ...picks)
  })

  it("E17f: takes only the lot that a line names", () => {
    const { when, then } = threeContractors()
    then.picks(when.issues("3", { lot: "B1" }), "B1 3")
    then.refuses(() => when.issues("3", { lot: "B1" }), "INSUFFICIENT_STOCK", {
      lines: [{ index: 0, quantity: "3", available: "2" }],
    })
  })

  it("E17g: breaks a tie of dates by the order of posting", () => {
    const { given, when, then } = story()
    given.receipt("A:Z", "2", "1.00", { dated: "2026-01-01" })
    given.receipt("A:Y", "2", "1.00", { dated: "2026-01-01" })
    then.picks(when.issues("3"), "Z 2", "Y 1")
  })

  it("E17h: compares no costs of two currencies, and takes the oldest instead", () => {
    const { given, when, then } = story()
    given.receipt("A:LA", "5", "12.50", { currency: "EUR" })
    given.receipt("B:LB", "5", "9.00", { currency: "PLN" })
    then.picks(when.issues("6", { strategy: "lowest_cost" }), "LA 5", "LB 1")
  })

  it("E17i: walks through own stock into a lot and back", () => {
    const { given, when, then } = story()
    given.own("4")
    given.receipt("L", "6", "5.00")
    then.level(["10", "4", "6"])
    then.picks(when.issues("3"), "own 3")
    const second = when.issues("3")
    then.picks(second, "own 1", "L 2")
    then.level(["4", "0", "4"])
    then.gaveBack(when.returns("3", { of: second }), "L 2 open", "own 1 own")
    then.level(["7", "1", "6"])
    then.lines(when.settles(), { issued: "2", returned: "2", balanced: true })
  })

  it("compares the current cost of a lot, not that of its receipt", () => {
    const { given, when, then } = story()
    given.receipt("L1", "2", "5.00")
    given.receipt("L2", "2", "4.00")
    given.revalued("L1", "3.00")
    then.picks(when.issues("3", { strategy: "lowest_cost" }), "L1 2", "L2 1")
  })

  it("takes free goods after our own, which cost nothing either", () => {
    const { given, when, then } = story()
    given.receipt("L", "2", "0")
    given.own("1")
    then.picks(when.issues("2", { strategy: "lowest_cost" }), "own 1", "L 1")
  })

  it("takes the contractors that the warehouse does not list after those it lists, oldest first", () => {
    const { when, then } = threeContractors(["C"])
    const strategy = "contractor_priority"
    then.picks(when.issues("16", { strategy }), "own 4", "C1 5", "A1 5", "B1 2")
  })

  describe("of the store's own making", () => {
    it("may leave sources out, which are then not issued from", () => {
      const { given, when, then } = story()
      given.own("4")
      given.receipt("L", "5", "1.00")
      const onlyOwn: IssueStrategy = (sources) =>
        sources.filter((source) => source.ownership === "own")
      then.refuses(() => when.issues("5", { strategy: onlyOwn }), "INSUFFICIENT_STOCK", {
        lines: [{ index: 0, quantity: "5", available: "4" }],
      })
      then.picks(when.issues("4", { strategy: onlyOwn }), "own 4")
    })

    it("can neither repeat nor invent a source", () => {
      const { given, when, then } = story()
      given.receipt("L", "5", "1.00")
      const inventive: IssueStrategy = (sources) => [
        ...sources.map((source) => ({ ...source })),
        ...sources,
        ...sources,
      ]
      then.picks(when.issues("5", { strategy: inventive }), "L 5")
    })
  })
})
