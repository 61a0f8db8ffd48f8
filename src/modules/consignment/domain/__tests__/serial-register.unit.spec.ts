import {
  decideNamed,
  emptyRegister,
  holderKey,
  nameReturned,
  nameTaken,
  takenOf,
} from "../serial-register"
import type { SerialRegister, SerialState, SerialUnit } from "../serial-register"
import type { IssuedAllocation } from "../allocation"
import { ConsignmentError } from "../errors"
import type { Lot } from "../lot"
import { exact } from "../quantity"
import { countSerials, placeCounted, toCountedHolders } from "../serial-count"
import { serialKey } from "../serial-numbers"
import { refusalOf } from "./then"

const HERE = "LOC"

const unit = (
  serial: string,
  lotId: string | null,
  others: Partial<SerialUnit> = {}
): SerialUnit => ({
  id: serial,
  inventoryItemId: "X",
  serial,
  sku: "X",
  state: lotId === null ? "own" : "in_lot",
  isHeld: true,
  lotId,
  rootLotId: lotId,
  stockLocationId: HERE,
  contractorId: null,
  allocationId: null,
  loanLineId: null,
  ...others,
})

const gone = (serial: string, state: SerialState, others: Partial<SerialUnit> = {}): SerialUnit =>
  unit(serial, "L", { state, isHeld: false, stockLocationId: null, ...others })

const register = (units: SerialUnit[], gaps: Record<string, number> = {}): SerialRegister => {
  const held = new Map<string, number>()
  for (const one of units.filter(({ isHeld }) => isHeld)) {
    held.set(holderKey(one), (held.get(holderKey(one)) ?? 0) + 1)
  }
  return {
    ...emptyRegister(),
    units: new Map(units.map((one) => [serialKey("X", one.serial), one])),
    gaps: new Map(Object.entries(gaps).map(([key, missing]) => [key, exact(missing)])),
    held,
    knownLotIds: new Set(units.flatMap((one) => one.lotId ?? [])),
  }
}

const lot = (id: string, remaining: number, others: Partial<Lot> = {}): Lot =>
  ({
    id,
    inventoryItemId: "X",
    stockLocationId: HERE,
    remaining: exact(remaining),
    originLotId: null,
    ...others,
  }) as Lot

const line = (index: number, serialNumbers: string[], quantity = serialNumbers.length) => ({
  id: `line ${index}`,
  index,
  inventoryItemId: "X",
  sku: "X",
  quantity: exact(quantity),
  lotId: null as string | null,
  serialNumbers,
})

const from = (lots: Lot[], own: number | null = null) => ({
  lots,
  stockLocationIdOf: () => HERE,
  canTake: () => true,
  ownOf: own === null ? null : () => exact(own),
})

const sources = (named: {
  lines: { lotId: string | null; quantity: { toString: () => string } }[]
}) => named.lines.map(({ lotId, quantity }) => `${lotId ?? "own"} ${quantity.toString()}`)

const possible = (serial: string, lotId: string, others: Partial<SerialUnit> = {}) =>
  unit(serial, lotId, { state: "possible", ...others })

describe("units that leave by name", () => {
  it("select their lots and own stock", () => {
    const known = register([unit("S1", "L1"), unit("S2", "L2"), unit("S3", "L2"), unit("O1", null)])
    const named = nameTaken(
      known,
      [line(0, ["S3", "S1", "O1"]), line(1, []), line(2, ["S2"])],
      from([lot("L1", 1), lot("L2", 2)], 1)
    )
    expect(named.refused).toEqual([])
    expect(sources(named)).toEqual(["L2 1", "L1 1", "own 1", "own 0", "L2 1"])
    expect(known.named.get("line 0")).toEqual([
      { serials: ["S3"], lotId: "L2", allocationId: null },
      { serials: ["S1"], lotId: "L1", allocationId: null },
      { serials: ["O1"], lotId: null, allocationId: null },
    ])
  })

  it("are refused if they are elsewhere, on loan, gone, in another lot than named, or named twice", () => {
    const known = register([
      unit("S1", "L1"),
      unit("S2", "L2", { stockLocationId: "KRK" }),
      unit("S3", "L1", { state: "lent", loanLineId: "loan" }),
      gone("S4", "sold"),
    ])
    const lines = [
      line(0, ["S1", "S2"]),
      line(1, ["S3"]),
      line(2, ["S4"]),
      { ...line(3, ["S1"]), lotId: "L9" },
      line(4, ["S1"], 2),
      line(5, ["N1"]),
    ]
    const { refused } = nameTaken(known, lines, from([lot("L1", 2)]))
    expect(
      refused.map(({ index, code, serial_numbers: serials }) => [index, code, serials])
    ).toEqual([
      [0, "INSUFFICIENT_STOCK", ["S2"]],
      [1, "INSUFFICIENT_STOCK", ["S3"]],
      [2, "INSUFFICIENT_STOCK", ["S4"]],
      [3, "INSUFFICIENT_STOCK", ["S1"]],
      [4, "INVALID_DATA", undefined],
      [4, "INSUFFICIENT_STOCK", ["S1"]],
      [5, "INSUFFICIENT_STOCK", ["N1"]],
    ])
  })

  it("may be new to own stock, as many as have no serial number yet", () => {
    const known = () => register([unit("O1", null)])
    expect(nameTaken(known(), [line(0, ["N1"])], from([], 2)).refused).toEqual([])
    expect(nameTaken(known(), [line(0, ["N1", "N2"])], from([], 2)).refused).toHaveLength(1)
  })

  it("may be in a child of the lot that they left unnamed, if it has room for them", () => {
    const moved = { originLotId: "L1" }
    const known = () => register([possible("S1", "L1"), possible("S2", "L1")], { L1: 1 })
    const child = lot("C", 1, moved)
    const apart = { stockLocationId: "KRK" }
    const units = () =>
      register([possible("S1", "L1", apart), possible("S2", "L1", apart)], { L1: 1 })
    expect(sources(nameTaken(units(), [line(0, ["S1"])], from([child])))).toEqual(["C 1"])
    expect(nameTaken(units(), [line(0, ["S1", "S2"])], from([child])).refused).toHaveLength(1)
    expect(sources(nameTaken(known(), [line(0, ["S1"])], from([lot("L1", 1), child])))).toEqual([
      "L1 1",
    ])
  })
})

describe("units that arrive", () => {
  it("are taken if they are here, and not if they may be one of those that left", () => {
    const known = register(
      [unit("S1", "L1"), possible("S2", "L2"), possible("S3", "L2"), gone("S4", "sold")],
      { L2: 1 }
    )
    const taken = takenOf(known, [line(0, ["S1", "S2", "S3", "S4", "N1"])])
    expect([...taken]).toEqual([serialKey("X", "S1"), serialKey("X", "S3")])
  })
})

describe("units that come back", () => {
  const allocation = (id: string, lotId: string | null, quantity: number, undone = 0) =>
    ({
      id,
      lotId,
      stockLocationId: HERE,
      quantity: exact(quantity),
      quantityUndone: exact(undone),
    }) as IssuedAllocation

  const back = (index: number, serialNumbers: string[], issued: IssuedAllocation[]) => ({
    ...line(index, serialNumbers),
    issued,
  })

  it("find the allocation with which they left", () => {
    const known = register([
      gone("S1", "sold", { allocationId: "a1" }),
      gone("S2", "sold", { allocationId: "a2" }),
    ])
    const issued = [allocation("a1", "L", 1), allocation("a2", "L", 1)]
    const named = nameReturned(known, [back(0, ["S2"], issued)], new Set(["a1", "a2"]))
    expect(named.refused).toEqual([])
    expect(named.lines.map((one) => one.issued.map(({ id }) => id))).toEqual([["a2"]])
  })

  it("were one of those that left unnamed, or are new where nothing is known", () => {
    const known = register([possible("S1", "L"), possible("S2", "L")], { L: 1 })
    const issued = [allocation("a1", "L", 1), allocation("a2", "U", 1), allocation("a3", null, 1)]
    const named = nameReturned(known, [back(0, ["S1", "N1", "N2"], issued)], new Set())
    expect(named.lines.map((one) => one.issued.map(({ id }) => id))).toEqual([
      ["a1"],
      ["a2"],
      ["a3"],
    ])
  })

  it("are refused if they are here, left with another sale, or cannot have left", () => {
    const known = register(
      [unit("S1", "L"), gone("S2", "sold", { allocationId: "other" }), gone("S3", "returned")],
      {}
    )
    const issued = [allocation("a1", "L", 2)]
    const { refused } = nameReturned(
      known,
      [
        back(0, ["S1"], issued),
        back(1, ["S2"], issued),
        back(2, ["S3"], issued),
        back(3, ["N"], issued),
      ],
      new Set()
    )
    expect(refused.map(({ index, code }) => [index, code])).toEqual([
      [0, "SERIAL_TAKEN"],
      [1, "INSUFFICIENT_STOCK"],
      [2, "INSUFFICIENT_STOCK"],
      [3, "INSUFFICIENT_STOCK"],
    ])
  })
})

describe("a count by name", () => {
  it("finds what is missing, what turned up, and what is elsewhere", () => {
    const known = register(
      [
        unit("S1", "L1"),
        unit("S2", "L1"),
        unit("S3", "L2"),
        unit("F1", "F", { stockLocationId: "KRK" }),
      ],
      {}
    )
    const { counted, refused } = countSerials(known, [line(0, ["S1", "N1"]), line(1, ["F1"])], {
      lots: [lot("L1", 2), lot("L2", 1)],
      stockLocationId: HERE,
      countsOwn: false,
    })
    expect(refused).toMatchObject([
      { index: 1, code: "INSUFFICIENT_STOCK", serial_numbers: ["F1"] },
    ])
    const [first] = counted
    if (!first) throw new Error("The line was not counted.")
    const { present, missing } = toCountedHolders(first)
    expect([...present].map(([id, quantity]) => `${id} ${quantity.toString()}`)).toEqual(["L1 1"])
    expect([...missing].map(([id, quantity]) => `${id} ${quantity.toString()}`)).toEqual([
      "L1 1",
      "L2 1",
    ])
    const after = {
      lots: [
        { id: "L1", remaining: exact(2) },
        { id: "L2", remaining: exact(0) },
      ],
    }
    expect(placeCounted(known, first, { ...after, own: exact(0), stockLocationId: HERE })).toEqual([
      { serial: "N1", at: { lotId: "L1" } },
      { serial: "S2", at: { gone: "lost" } },
      { serial: "S3", at: { gone: "lost" } },
    ])
  })

  it("takes units that may have left before as sold", () => {
    const known = register([possible("S1", "L1"), possible("S2", "L1")], { L1: 1 })
    const { counted } = countSerials(known, [line(0, ["S2"])], {
      lots: [lot("L1", 1)],
      stockLocationId: HERE,
      countsOwn: false,
    })
    const [first] = counted
    if (!first) throw new Error("The line was not counted.")
    const holders = {
      lots: [{ id: "L1", remaining: exact(1) }],
      own: exact(0),
      stockLocationId: HERE,
    }
    expect(placeCounted(known, first, holders)).toEqual([{ serial: "S1", at: { gone: "sold" } }])
  })
})

describe("several faults", () => {
  it("are told in one error, by the code that comes first", () => {
    const refused = [{ index: 2, code: "INVALID_DATA" as const, message: "" }]
    const decide = () => {
      throw new ConsignmentError("INSUFFICIENT_STOCK", "", {
        lines: [{ index: 0, code: "INSUFFICIENT_STOCK", message: "" }],
      })
    }
    const error = refusalOf(() => decideNamed({ lines: [line(0, [])], refused }, decide))
    expect(error?.code).toBe("INSUFFICIENT_STOCK")
    expect(error?.details?.lines).toMatchObject([{ index: 0 }, { index: 2 }])
    const alone = refusalOf(() => decideNamed({ lines: [], refused }, () => "decided"))
    expect(alone?.code).toBe("INVALID_DATA")
  })
})
