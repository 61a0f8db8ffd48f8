import {
  decideOpeningBalance,
  type OpeningBalance,
  type OpeningBalanceLine,
} from "../opening-balance"
import { exact, toText } from "../quantity"
import { story } from "./given"
import { stockFor } from "./ledger"
import { refusalOf } from "./then"
import { instant, warehouse } from "./world"

const line = (index: number, quantity: string, others: Partial<OpeningBalanceLine> = {}) => ({
  id: `line_${index}`,
  index,
  inventoryItemId: "X",
  sku: "X",
  quantity: exact(quantity),
  unitCost: exact("5.00"),
  uninvoiced: exact(0),
  overInvoiced: exact(0),
  receivedAt: null,
  batch: null,
  expiresAt: null,
  serialNumbers: [],
  ...others,
})

/** Opens contractor A in a world where he has an account, because he once had a receipt. */
const open = (
  lines: OpeningBalanceLine[],
  others: Partial<OpeningBalance> = {},
  { given, ledger, world }: ReturnType<typeof story> = story()
) => {
  if (ledger.accounts.size === 0) given.receipt("OLD", "1", "1.00")
  const facts = world.facts({ on: "2026-02-10" }, "opening_balance")
  return decideOpeningBalance(
    {
      contractorId: "A",
      warehouse: warehouse("M", "LOC"),
      currencyCode: "EUR",
      lines,
      ownedItemIds: new Set(["X"]),
      hasAgreement: true,
      heldSerials: new Set(),
      ...others,
    },
    stockFor(ledger, facts),
    facts
  )
}

const refusal = (tell: () => unknown) => {
  const error = refusalOf(tell)
  return { code: error?.code, ...error?.details }
}

describe("opening balance", () => {
  it("E24: opens a lot with the units in stock and those sold before", () => {
    const { posting, settled } = open([
      line(0, "40", { uninvoiced: exact(5) }),
      line(1, "10", { overInvoiced: exact(2), receivedAt: instant("2025-12-01") }),
    ])
    expect(posting.lots.map((lot) => [toText(lot.received), lot.receivedAt.toISOString()])).toEqual(
      [
        ["45", "2026-02-10T12:00:00.000Z"],
        ["10", "2025-12-01T12:00:00.000Z"],
      ]
    )
    expect(posting.movements.map(({ type, quantity }) => [type, toText(quantity)])).toEqual([
      ["opening", "40"],
      ["opening", "10"],
    ])
    expect(posting.levels.map(({ quantity }) => toText(quantity))).toEqual(["40", "10"])
    expect(settled.map((one) => [toText(one.settled), toText(one.invoiced)])).toEqual([
      ["5", "0"],
      ["0", "2"],
    ])
  })

  it("E24b: over-invoices no more than is in stock", () => {
    const tell = () =>
      open([
        line(0, "10", { overInvoiced: exact(10) }),
        line(1, "10", { overInvoiced: exact(11) }),
        line(2, "10", { overInvoiced: exact("12.5") }),
      ])
    expect(refusal(tell)).toMatchObject({
      code: "EXCEEDS_RECEIVED",
      excess: "3.5",
      lines: [
        { index: 1, excess: "1" },
        { index: 2, excess: "2.5" },
      ],
    })
  })

  it("E24b: comes before the first settlement", () => {
    const told = story()
    told.given.receipt("OLD", "1", "1.00")
    told.when.settles()
    expect(refusal(() => open([line(0, "1")], {}, told))).toMatchObject({ code: "PERIOD_CLOSED" })
  })

  it.each([
    ["NOT_ITEM_OWNER", { ownedItemIds: new Set<string>() }],
    ["NO_AGREEMENT", { hasAgreement: false }],
    ["NOT_CONSIGNMENT_WAREHOUSE", { warehouse: warehouse("M", "LOC", { direction: "outbound" }) }],
    ["SERIAL_TAKEN", { heldSerials: new Set(["X\nS1"]) }],
  ] as const)("refuses with %s, as a receipt does", (code, others) => {
    expect(refusal(() => open([line(0, "1", { serialNumbers: ["S1"] })], others)).code).toBe(code)
  })

  it("knows no goods that were received after it", () => {
    const tell = () =>
      open([
        line(0, "1", { receivedAt: instant("2026-02-10") }),
        line(1, "1", { receivedAt: instant("2026-02-11") }),
      ])
    expect(refusal(tell)).toMatchObject({
      code: "INVALID_DATA",
      lines: [{ index: 1, path: "received_at" }],
    })
  })
})
