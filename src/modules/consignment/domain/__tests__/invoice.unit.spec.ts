import {
  decideCredit,
  decideInvoice,
  suggestInvoice,
  type CostState,
  type InvoiceAllocation,
  type LyingStock,
} from "../invoice"
import { exact, toText } from "../quantity"
import { refusalOf } from "./then"

const state = (
  lotId: string,
  unitCost: string,
  quantities: { consumed?: number; settled?: number; invoiced?: number }
): CostState => ({
  inventoryItemId: "X",
  sku: "X",
  lotId,
  unitCost: exact(unitCost),
  consumed: exact(quantities.consumed ?? quantities.settled ?? 0),
  settled: exact(quantities.settled ?? 0),
  invoiced: exact(quantities.invoiced ?? 0),
})

const lying = (lotId: string, remaining: number, prepaid = 0): LyingStock => ({
  inventoryItemId: "X",
  lotId,
  remaining: exact(remaining),
  prepaid: exact(prepaid),
})

const limitOf = (limit: number) => new Map([["X", exact(limit)]])

describe("suggested invoice", () => {
  const suggest = (
    balance: number,
    states: CostState[],
    { limit = 1000, pack }: { limit?: number; pack?: number } = {}
  ) =>
    suggestInvoice({
      balances: limitOf(balance),
      states,
      limits: limitOf(limit),
      packSizes: pack === undefined ? new Map() : limitOf(pack),
    }).map((line) => `${toText(line.quantity)} @${toText(line.unitPrice)}`)

  const hundred = [state("L1", "10", { settled: 60 }), state("L2", "12", { settled: 40 })]

  it.each<[string, number, CostState[], { limit?: number; pack?: number }, string[]]>([
    ["E6", 100, hundred, {}, ["60 @10", "40 @12"]],
    [
      "E6a: less than is open",
      11,
      [state("L2", "12", { settled: 90, invoiced: 79 })],
      {},
      ["11 @12"],
    ],
    [
      "E7b",
      150,
      [state("L1", "10", { settled: 60 }), state("L2", "12", { settled: 90 })],
      {},
      ["60 @10", "90 @12"],
    ],
    ["E7b: less what was settled later", 100, hundred, {}, ["60 @10", "40 @12"]],
    [
      "E6h: waits in its lot",
      3,
      [state("L1", "12", { settled: 5, invoiced: 10 }), state("L2", "11", { settled: 8 })],
      {},
      ["3 @11"],
    ],
    [
      "E8: a line for each cost",
      7,
      [state("L", "10", { settled: 4 }), state("L", "12", { settled: 3 })],
      {},
      ["4 @10", "3 @12"],
    ],
    [
      "one line for a cost of several lots",
      5,
      [
        state("L1", "5", { settled: 2 }),
        state("L1", "6", { settled: 1 }),
        state("L2", "5", { settled: 2 }),
      ],
      {},
      ["4 @5", "1 @6"],
    ],
    [
      "E13",
      4,
      [state("L1", "0", { settled: 3 }), state("L2", "5", { settled: 1 })],
      {},
      ["3 @0", "1 @5"],
    ],
    ["E20", 100, [state("L", "1", { settled: 100 })], { limit: 240, pack: 12 }, ["108 @1"]],
    ["E20: short", 100, [state("L", "1", { settled: 100 })], { limit: 101, pack: 12 }, ["101 @1"]],
    ["E20: last line", 100, hundred, { limit: 160, pack: 12 }, ["60 @10", "48 @12"]],
    ["whole packs already", 24, [state("L", "1", { settled: 24 })], { pack: 12 }, ["24 @1"]],
    ["nothing", 0, hundred, { pack: 12 }, []],
  ])("%s", (_, balance, states, options, expected) => {
    expect(suggest(balance, states, options)).toEqual(expected)
  })
})

interface Line {
  quantity: string
  price: string
  suggested?: string | null
}

const decide = (
  lines: Line[],
  states: CostState[],
  stock: LyingStock[] = [],
  limit = 1000,
  decimals = 2
) => {
  const decided = decideInvoice({
    lines: lines.map(({ quantity, price, suggested = price }, index) => ({
      id: `line_${index}`,
      index,
      inventoryItemId: "X",
      sku: "X",
      quantity: exact(quantity),
      unitPrice: exact(price),
      suggestedUnitPrice: suggested === null ? null : exact(suggested),
    })),
    states,
    lying: stock,
    limits: limitOf(limit),
    decimals,
  })
  return {
    allocations: decided.allocations.map(textOf),
    amount: decided.amount.toFixed(decimals),
    variance: decided.varianceAmount.toFixed(decimals),
  }
}

const textOf = ({ lotId, quantity, unitCost, prepaid }: InvoiceAllocation): string =>
  `${lotId} ${toText(quantity)} @${toText(unitCost)}${prepaid ? " prepaid" : ""}`

describe("posted invoice", () => {
  const hundred = [state("L1", "10", { settled: 60 }), state("L2", "12", { settled: 40 })]
  const paper = [
    { quantity: "60", price: "10" },
    { quantity: "79", price: "12" },
  ]

  it("E6: takes what is settled, and prepays the rest", () => {
    expect(decide(paper, hundred, [lying("L2", 60)])).toEqual({
      allocations: ["L1 60 @10", "L2 40 @12", "L2 39 @12 prepaid"],
      amount: "1548.00",
      variance: "0.00",
    })
  })

  it("E6g: shows the variance of what was consumed, and prepays at the price of the paper", () => {
    const edited = [paper[0]!, { quantity: "79", price: "12.50", suggested: "12" }]
    expect(decide(edited, hundred, [lying("L2", 60)])).toEqual({
      allocations: ["L1 60 @10", "L2 40 @12", "L2 39 @12.5 prepaid"],
      amount: "1587.50",
      variance: "20.00",
    })
  })

  it("E6i: takes consumed and unsettled units before units in stock", () => {
    const states = [hundred[0]!, state("L2", "12", { settled: 40, consumed: 60 })]
    expect(decide(paper, states, [lying("L2", 40)]).allocations).toEqual([
      "L1 60 @10",
      "L2 40 @12",
      "L2 20 @12",
      "L2 19 @12 prepaid",
    ])
  })

  it("E6j: refuses what exceeds the goods received, line by line", () => {
    const tell = () =>
      decide([paper[0]!, { quantity: "101", price: "12" }, paper[1]!], hundred, [], 160)
    expect(refusalOf(tell)).toMatchObject({
      code: "EXCEEDS_RECEIVED",
      details: {
        excess: "80",
        lines: [
          { index: 1, excess: "1" },
          { index: 2, excess: "79" },
        ],
      },
    })
  })

  it("E22f: does not bill what a count has lost at the consignor's risk", () => {
    const sold = [state("L", "5", { settled: 6 })]
    const bill = (quantity: string) => () =>
      decide([{ quantity, price: "5" }], sold, [lying("L", 3)], 9)
    expect(refusalOf(bill("10"))).toMatchObject({
      code: "EXCEEDS_RECEIVED",
      details: { excess: "1", lines: [{ index: 0, excess: "1" }] },
    })
    expect(bill("9")().allocations).toEqual(["L 6 @5", "L 3 @5 prepaid"])
  })

  it.each([
    ["the suggested price first", "12", ["L2 40 @12", "L1 5 @10"]],
    ["the oldest lots where nothing is suggested", null, ["L1 45 @10"]],
    ["the oldest lots where nothing is open at the suggested price", "11", ["L1 45 @10"]],
  ])("takes %s", (_, suggested, expected) => {
    expect(decide([{ quantity: "45", price: "12", suggested }], hundred).allocations).toEqual(
      expected
    )
  })

  it("prepays the oldest lots first, beyond what is prepaid there", () => {
    const stock = [lying("L1", 5, 4), lying("L2", 5)]
    expect(decide([{ quantity: "3", price: "7" }], [], stock).allocations).toEqual([
      "L1 1 @7 prepaid",
      "L2 2 @7 prepaid",
    ])
  })

  it("prepays no piece twice that has come back after its settlement", () => {
    const back = [state("L1", "10", { settled: 5, consumed: 0 })]
    expect(
      decide([{ quantity: "10", price: "10" }], back, [lying("L1", 5), lying("L2", 5)]).allocations
    ).toEqual(["L1 5 @10", "L2 5 @10 prepaid"])
  })

  it("rounds each line to the currency, half away from zero", () => {
    const lines = [
      { quantity: "0.333", price: "1855", suggested: "1850.5" },
      { quantity: "1", price: "0.5", suggested: "1850.5" },
    ]
    const states = [state("L", "1850.5", { settled: 2 })]
    expect(decide(lines, states, [], 2, 0)).toMatchObject({ amount: "619", variance: "-1849" })
  })
})

describe("credit note", () => {
  const allocations = [
    { lotId: "L1", quantity: exact(5), unitCost: exact(10), prepaid: false },
    { lotId: "L2", quantity: exact(40), unitCost: exact(12), prepaid: false },
    { lotId: "L2", quantity: exact(39), unitCost: exact(12), prepaid: true },
  ].map((allocation, sequence) => ({ ...allocation, lineId: "invoiced", sequence }))

  const credit = (...quantities: string[]) => {
    const decided = decideCredit(
      quantities.map((quantity, index) => ({
        id: `line_${index}`,
        index,
        invoiceLineId: "invoiced",
        quantity: exact(quantity),
        unitPrice: exact("12.50"),
        amountLeft: exact("1050"),
        allocations,
      })),
      2
    )
    return { allocations: decided.allocations.map(textOf), amount: decided.amount.toFixed(2) }
  }

  it("takes what is left of the line's amount with its last piece", () => {
    const credits = (left: string, open: string, ...quantities: string[]) =>
      decideCredit(
        quantities.map((quantity, index) => ({
          id: `line_${index}`,
          index,
          invoiceLineId: "invoiced",
          quantity: exact(quantity),
          unitPrice: exact("0.336667"),
          amountLeft: exact(left),
          allocations: [{ ...allocations[0], quantity: exact(open) }] as typeof allocations,
        })),
        2
      ).amounts.map((amount) => amount.toFixed(2))
    expect(credits("1.01", "3", "1", "1", "1")).toEqual(["0.34", "0.34", "0.33"])
    expect(credits("0.33", "1", "1")).toEqual(["0.33"])
    expect(credits("0.34", "2", "1")).toEqual(["0.34"])
    expect(credits("0.20", "2", "1", "1")).toEqual(["0.20", "0.00"])
  })

  it("E6e: undoes prepaid pieces first", () => {
    expect(credit("3")).toEqual({ allocations: ["L2 3 @12 prepaid"], amount: "37.50" })
  })

  it("undoes the newest after them", () => {
    expect(credit("82").allocations).toEqual(["L2 39 @12 prepaid", "L2 40 @12", "L1 3 @10"])
  })

  it("undoes no piece twice, and names what is left", () => {
    expect(credit("40", "44").allocations).toEqual([
      "L2 39 @12 prepaid",
      "L2 1 @12",
      "L2 39 @12",
      "L1 5 @10",
    ])
    expect(refusalOf(() => credit("40", "45"))).toMatchObject({
      code: "EXCEEDS_REVERSIBLE",
      details: { lines: [{ index: 1, line_id: "invoiced", creditable: "44" }] },
    })
  })
})
