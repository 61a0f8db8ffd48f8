import { story } from "./given"

describe("goods issue", () => {
  it("E1: empties the lots first in, first out, over all contractors", () => {
    const { given, when, then } = story()
    given.receipt("A:L1", "10", "5.00", { on: "2026-03-01" })
    given.receipt("B:L2", "10", "4.00", { on: "2026-03-02" })
    given.receipt("A:L3", "5", "6.00", { on: "2026-03-03" })
    then.level(["25", "0", "25"])

    then.picks(when.issues("17"), "L1 10", "L2 7")
    then.picks(when.issues("5"), "L2 3", "L3 2")
    then.level(["3", "0", "3"])
    then.value(["L1", "L2", "L3"], "18.00")

    const ofA = when.settles({ contractor: "A" })
    then.lines(ofA, { issued: "12", net: "12", netValue: "62.00" })
    then.statement(ofA, { received: "15", consumed: "12", closing: "3" })
    const ofB = when.settles({ contractor: "B" })
    then.lines(ofB, { issued: "10", net: "10", netValue: "40.00" })
    then.statement(ofB, { received: "10", consumed: "10", closing: "0" })
  })

  it("E3: reports what we used ourselves in its own column", () => {
    const { given, when, then } = story()
    given.receipt("L", "20", "7.50")
    when.issues("6")
    const used = when.issuesInternally("2")
    then.gaveBack(when.returns("1", { of: used }), "L 1 open")
    then.lots({ L: "13" })
    then.lines(when.settles(), {
      issued: "6",
      internally_issued: "2",
      returned: "1",
      net: "7",
      netValue: "52.50",
    })
  })

  it("E9b: refuses more than is in stock", () => {
    const { given, when, then } = story()
    given.receipt("L", "10", "1.00")
    then.refuses(() => when.issues("11"), "INSUFFICIENT_STOCK", {
      lines: [{ index: 0, code: "INSUFFICIENT_STOCK", quantity: "11", available: "10" }],
    })
    then.lots({ L: "10" })
  })

  it("E9f: posts nothing when one line is short", () => {
    const { given, when, then } = story()
    given.receipt("L", "10", "1.00")
    then.refuses(() => when.issues({ X: "3", Y: "1" }), "INSUFFICIENT_STOCK", {
      lines: [{ index: 1, sku: "Y", quantity: "1", available: "0" }],
    })
    then.lots({ L: "10" })
  })

  it("names every line that is short, by its position", () => {
    const { given, when, then } = story()
    given.receipt("L", "10", "1.00")
    then.refuses(() => when.issues({ Y: "1", X: "10", Z: "2.5" }), "INSUFFICIENT_STOCK", {
      lines: [
        { index: 0, sku: "Y", quantity: "1", available: "0" },
        { index: 2, sku: "Z", quantity: "2.5", available: "0" },
      ],
    })
  })

  it("counts what earlier lines of the same issue have taken", () => {
    const { given, when, then } = story()
    given.receipt("L", "10", "1.00")
    const lines = [
      { item: "X", quantity: "6" },
      { item: "X", quantity: "5" },
    ]
    then.refuses(() => when.issues(lines), "INSUFFICIENT_STOCK", {
      lines: [{ index: 1, quantity: "5", available: "4" }],
    })
  })

  it("leaves what is reserved for orders to their fulfilment", () => {
    const { given, when, then } = story()
    given.receipt("L", "10", "1.00")
    given.reserved("4")
    then.refuses(() => when.issues("7"), "INSUFFICIENT_STOCK", { lines: [{ available: "6" }] })
    then.picks(when.issues("6"), "L 6")
    then.picks(when.fulfils("4"), "L 4")
  })

  it("E27: attributes each component of a kit by itself", () => {
    const { given, when, then } = story()
    given.own("10", { item: "DESK" })
    given.receipt("A:LEGS", "40", "3.00", { item: "LEG" })
    const first = when.fulfils({ DESK: "1", LEG: "4" })
    then.picks(first, "own 1", "LEGS 4")
    then.level(["9", "9", "0"], { item: "DESK" })
    then.level(["36", "0", "36"], { item: "LEG" })
    then.lines(when.previews(), { item: "LEG", issued: "4", net: "4", netValue: "12.00" })

    when.cancels(first)
    then.level(["10", "10", "0"], { item: "DESK" })
    then.level(["40", "0", "40"], { item: "LEG" })

    const second = when.fulfils({ DESK: "2", LEG: "8" })
    then.gaveBack(
      when.returns({ DESK: "1", LEG: "4" }, { of: second, byHost: true }),
      "own 1 own",
      "LEGS 4 open"
    )
    then.level(["9", "9", "0"], { item: "DESK" })
    then.level(["36", "0", "36"], { item: "LEG" })
    then.lines(when.settles(), {
      item: "LEG",
      issued: "12",
      returned: "8",
      net: "4",
      netValue: "12.00",
    })
  })

  it("E27b: owes each contractor for his components of a kit", () => {
    const { given, when, then } = story()
    given.receipt("B:DESKS", "5", "20.00", { item: "DESK" })
    given.receipt("A:LEGS", "20", "3.00", { item: "LEG" })
    when.fulfils({ DESK: "2", LEG: "8" })
    then.lines(when.settles({ contractor: "A" }), {
      item: "LEG",
      issued: "8",
      net: "8",
      netValue: "24.00",
    })
    then.lines(when.settles({ contractor: "B" }), {
      item: "DESK",
      issued: "2",
      net: "2",
      netValue: "40.00",
    })
  })

  it("E27c: keeps the pieces of packs that share one item apart by their fulfilment", () => {
    const { given, when, then } = story()
    given.own("2")
    given.receipt("L", "98", "1.00")
    const threePack = when.fulfils("3")
    then.picks(threePack, "own 2", "L 1")
    when.cancels(threePack)
    const twoPacks = when.fulfils("4")
    then.picks(twoPacks, "own 2", "L 2")
    when.cancels(twoPacks)
    then.level(["100", "2", "98"])
    then.lines(when.settles(), { issued: "3", returned: "3", balanced: true })
  })

  it("takes prepaid pieces of a lot first, at the price of their invoice", () => {
    const { given, when, then } = story()
    given.receipt("L", "10", "12.00")
    given.invoiced("L", "11.50", "2")
    given.invoiced("L", "12.00", "1")
    then.prepaid("L", ["2", "11.50"], ["1", "12.00"])
    const issue = when.issues("4")
    then.allocations(
      issue,
      { lotId: "L", quantity: "2", unitCost: "11.50" },
      { lotId: "L", quantity: "1", unitCost: "12.00" },
      { lotId: "L", quantity: "1", unitCost: "12.00" }
    )
    then.prepaid("L")
  })

  it("takes prepaid pieces only once over the lines of one issue", () => {
    const { given, when, then } = story()
    given.receipt("L", "10", "12.00")
    given.invoiced("L", "11.00", "3")
    const issue = when.issues([
      { item: "X", quantity: "2" },
      { item: "X", quantity: "2" },
    ])
    then.allocations(
      issue,
      { quantity: "2", unitCost: "11.00" },
      { quantity: "1", unitCost: "11.00" },
      { quantity: "1", unitCost: "12.00" }
    )
  })

  describe("dated back", () => {
    it("E33: is not dated before its lot was received", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "5.00", { on: "2026-02-03" })
      const issue = when.issues("2", { on: "2026-02-05", dated: "2026-01-29" })
      then.movements(issue, { lot: "L", quantity: "-2", dated: "2026-02-03", late: false })
      const january = when.settles({ to: "2026-01-31", on: "2026-02-06" })
      then.lines(january)
      then.statement(january)
      const february = when.settles({ to: "2026-02-28", on: "2026-03-01" })
      then.lines(february, { issued: "2", net: "2", netValue: "10.00" })
      then.statement(february, { received: "10", consumed: "2", closing: "8" })
    })

    it("E33b: settles a late receipt with the next settlement", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "5.00", { on: "2026-01-20" })
      when.settles({ to: "2026-01-31", on: "2026-02-01" })
      const receipt = given.receipt("L2", "5", "5.00", { on: "2026-02-05", dated: "2026-01-30" })
      then.movements(receipt, { lot: "L2", quantity: "5", dated: "2026-01-30", late: true })
      const february = when.settles({ to: "2026-02-28", on: "2026-03-01" })
      then.lines(february)
      then.statement(february, { opening: "10", received: "5", closing: "15" })
    })

    it("E33c: attributes nothing anew when an older lot is received later", () => {
      const { given, when, then } = story()
      given.receipt("A:L1", "5", "5.00", { on: "2026-02-05" })
      const first = when.issues("2", { on: "2026-02-06" })
      given.receipt("B:L0", "5", "5.00", { on: "2026-02-07", dated: "2026-02-01" })
      const second = when.issues("4", { on: "2026-02-08" })
      then.picks(first, "L1 2")
      then.picks(second, "L0 4")
    })

    it("E33e: is not dated before returned goods were back in stock", () => {
      const { given, when, then } = story()
      given.receipt("L", "5", "5.00", { on: "2026-01-05" })
      const first = when.issues("5", { on: "2026-01-10" })
      when.returns("5", { of: first, on: "2026-02-02" })
      const second = when.issues("5", { dated: "2026-01-30" })
      then.movements(second, { lot: "L", quantity: "-5", dated: "2026-02-02", late: false })

      const january = when.settles({ to: "2026-01-31", on: "2026-02-03" })
      then.lines(january, { issued: "5", net: "5", netValue: "25.00" })
      then.statement(january, { received: "5", consumed: "5", closing: "0" })
      const february = when.settles({ to: "2026-02-28", on: "2026-03-01" })
      then.lines(february, {
        opening: "5",
        issued: "5",
        returned: "5",
        toInvoice: "5",
        amount: "25.00",
      })
      then.statement(february, { closing: "0" })
    })

    it("is late for one contractor and not for another", () => {
      const { given, when, then } = story()
      given.receipt("A:L1", "2", "1.00", { on: "2026-01-10" })
      given.receipt("B:L2", "5", "1.00", { on: "2026-01-11" })
      when.settles({ contractor: "A", to: "2026-01-31", on: "2026-02-01" })
      const issue = when.issues("3", { on: "2026-02-05", dated: "2026-01-31" })
      then.movements(
        issue,
        { contractorId: "A", quantity: "-2", dated: "2026-01-31", late: true },
        { contractorId: "B", quantity: "-1", dated: "2026-01-31", late: false }
      )
    })

    it("is late at the cut-off itself, and not after it", () => {
      const { given, when, then } = story()
      given.receipt("L", "5", "1.00", { on: "2026-01-10" })
      when.settles({ to: "2026-01-31T12:00:00.000Z", on: "2026-02-01" })
      then.movements(when.issues("1", { dated: "2026-01-31T12:00:00.000Z" }), { late: true })
      then.movements(when.issues("1", { dated: "2026-01-31T12:00:00.001Z" }), { late: false })
    })

    it("dates each lot's part by itself", () => {
      const { given, when, then } = story()
      given.receipt("L1", "2", "1.00", { on: "2026-01-10" })
      given.receipt("L2", "5", "1.00", { on: "2026-01-20" })
      const issue = when.issues("3", { on: "2026-02-05", dated: "2026-01-15" })
      then.movements(
        issue,
        { lot: "L1", quantity: "-2", dated: "2026-01-15" },
        { lot: "L2", quantity: "-1", dated: "2026-01-20" }
      )
    })

    it("finds the instant from which on the lot held the quantity at all times", () => {
      const { given, when, then } = story()
      given.receipt("L", "10", "1.00", { on: "2026-01-10" })
      const lent = when.issues("8", { on: "2026-01-12" })
      when.returns("5", { of: lent, on: "2026-01-14" })
      when.returns("3", { of: lent, on: "2026-01-16" })
      then.movements(when.issues("2", { on: "2026-02-01", dated: "2026-01-11" }), {
        quantity: "-2",
        dated: "2026-01-11",
      })
      then.movements(when.issues("4", { dated: "2026-01-11" }), {
        quantity: "-4",
        dated: "2026-01-14",
      })
      then.movements(when.issues("4", { dated: "2026-01-11" }), {
        quantity: "-4",
        dated: "2026-01-16",
      })
    })

    it("looks at what a lot held after all that happened at one instant", () => {
      const { given, when, then } = story()
      given.receipt("L", "9", "1.00", { on: "2026-01-10" })
      const first = when.issues("4", { on: "2026-01-12" })
      when.returns("4", { of: first, on: "2026-01-25", dated: "2026-01-20" })
      when.issues("4", { dated: "2026-01-20" })
      then.movements(when.issues("3", { dated: "2026-01-15" }), {
        quantity: "-3",
        dated: "2026-01-15",
      })
    })
  })
})
