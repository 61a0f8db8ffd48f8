import { warehouse } from "./given"
import { storyOfDocuments } from "./documents"

const dedicated = {
  warehouses: [warehouse("M", "LOC", { branchCode: "WAW", ownStockLocationId: "OWNLOC" })],
}

describe("ownership transfer", () => {
  it("E5: makes goods own where they lie", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "20", "7.50")
    then.picks(when.buys("6"), "L 6")
    then.level(["20", "6", "14"])
    then.lines(when.settles(), { transferred: "6", net: "6", netValue: "45.00" })
  })

  it("E5f: moves them out of a dedicated warehouse, and back", () => {
    const { given, when, then } = storyOfDocuments(dedicated)
    given.receipt("L", "20", "7.50")
    const transfer = when.buys("6")
    then.level(["14", "0", "14"])
    then.level(["6", "6", "0"], { at: "OWNLOC" })
    when.reversesOf(transfer, "2")
    then.level(["16", "0", "16"])
    then.level(["4", "4", "0"], { at: "OWNLOC" })
  })

  it("comes back from the own location only as far as nothing is reserved there", () => {
    const { given, when, then } = storyOfDocuments(dedicated)
    given.receipt("L", "20", "7.50")
    const transfer = when.buys("6")
    given.reserved("5", { at: "OWNLOC" })
    then.refuses(() => when.reversesOf(transfer, "2"), "INSUFFICIENT_STOCK", {
      lines: [{ available: "1" }],
    })
    when.reversesOf(transfer, "1")
  })

  it.each([
    ["of all contractors", {}, "16", "15"],
    ["of the contractor named", { contractor: "B" }, "6", "5"],
    ["of the lot named", { lot: "LA" }, "11", "10"],
  ])("E9b: refuses more than is in stock %s", (_, options, quantity, available) => {
    const { given, when, then } = storyOfDocuments()
    given.own("3")
    given.receipt("A:LA", "10", "1.00")
    given.receipt("B:LB", "5", "2.00")
    then.refuses(() => when.buys(quantity, options), "INSUFFICIENT_STOCK", {
      lines: [{ index: 0, quantity, available }],
    })
  })

  it("leaves what is reserved in a dedicated warehouse only", () => {
    const mixed = storyOfDocuments()
    mixed.given.receipt("L", "10", "1.00")
    mixed.given.reserved("8")
    mixed.then.picks(mixed.when.buys("10"), "L 10")

    const { given, when, then } = storyOfDocuments(dedicated)
    given.receipt("L", "10", "1.00")
    given.reserved("8")
    then.refuses(() => when.buys("3"), "INSUFFICIENT_STOCK", { lines: [{ available: "2" }] })
  })

  it("takes prepaid pieces first, at the price of their invoice", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("L", "10", "1.00")
    given.invoiced("L", "1.50", "4")
    then.movements(
      when.buys("6"),
      { quantity: "-4", unitCost: "1.5" },
      { quantity: "-2", unitCost: "1" }
    )
  })

  it("is not dated into a closed period, nor before its goods were there", () => {
    const { given, when, then } = storyOfDocuments()
    given.receipt("OLD", "5", "1.00", { on: "2026-01-05" })
    when.settles({ to: "2026-01-31", on: "2026-02-02" })
    given.receipt("NEW", "5", "1.00", { on: "2026-02-03" })
    then.refuses(() => when.buys("1", { lot: "OLD", dated: "2026-01-20" }), "PERIOD_CLOSED")
    then.movements(when.buys("1", { lot: "NEW", dated: "2026-01-20" }), {
      dated: "2026-02-03",
      late: false,
    })
  })

  describe("reversed", () => {
    const bought = () => {
      const told = storyOfDocuments()
      told.given.receipt("L", "20", "7.50")
      return { ...told, transfer: told.when.buys("6") }
    }

    it("E5b, E5c: gives back part by part, and no more than is left", () => {
      const { when, then, transfer } = bought()
      when.reversesOf(transfer, "2")
      then.level(["20", "4", "16"])
      then.refuses(() => when.reversesOf(transfer, "5"), "EXCEEDS_REVERSIBLE", {
        lines: [{ index: 0, quantity: "5", reversible: "4" }],
      })
      then.lines(when.previews(), {
        transferred: "6",
        transfer_reversed: "2",
        net: "4",
        netValue: "30.00",
      })
      when.reversesOf(transfer)
      then.lots({ L: "20" })
    })

    it("E5d: gives back only what is still ours", () => {
      const { when, then, transfer } = bought()
      then.picks(when.issues("4"), "own 4")
      then.refuses(() => when.reversesOf(transfer, "3"), "INSUFFICIENT_STOCK", {
        lines: [{ index: 0, quantity: "3", available: "2" }],
      })
      when.reversesOf(transfer, "2")
      then.level(["16", "0", "16"])
    })

    it("E5e: gives back the newest allocation first, dated like the transfer", () => {
      const { given, when, then } = storyOfDocuments()
      given.receipt("L1", "4", "7.00")
      given.receipt("L2", "10", "8.00")
      const transfer = when.buys("6", { on: "2026-01-20" })
      then.picks(transfer, "L1 4", "L2 2")
      const reversal = when.reversesOf(transfer, "3")
      then.movements(
        reversal,
        { lot: "L2", quantity: "2", unitCost: "8", dated: "2026-01-20" },
        { lot: "L1", quantity: "1", unitCost: "7", dated: "2026-01-20" }
      )
      then.gaveBack(reversal, "L2 2 open", "L1 1 open")
    })

    it("counts a line that stands twice twice", () => {
      const { when, then, transfer } = bought()
      then.refuses(() => when.reversesOf(transfer, "4", "3"), "EXCEEDS_REVERSIBLE", {
        lines: [{ index: 1, quantity: "3", reversible: "2" }],
      })
      when.reversesOf(transfer, "4", "2")
      then.level(["20", "0", "20"])
    })

    it("E5a: refuses after the settlement", () => {
      const { when, then, transfer } = bought()
      when.settles()
      then.refuses(() => when.reversesOf(transfer, "1"), "PERIOD_CLOSED")
    })
  })
})
