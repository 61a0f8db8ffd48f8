import { planCountedTakeBack, type CountedLine, type MissingPieces } from "../counted-take-back"
import { exact, toText } from "../quantity"
import { storyOfCustomers } from "./customers"
import { refusalOf, warehouseAt } from "./given"
import { stockFor } from "./ledger"

/** 10 units of X are at the customer K. */
const filledUp = (countLossLiability: "consignee" | "consignor" = "consignee") => {
  const { given, when, ledger, world } = storyOfCustomers({ countLossLiability })
  given.own("100", { at: "OWN" })
  when.delivers("L", "10", "25.00")
  return { when, ledger, world }
}

const counted = (
  quantity: string,
  { home = "0", as = null }: { home?: string; as?: MissingPieces | null } = {}
): CountedLine => ({
  index: 0,
  inventoryItemId: "X",
  sku: "X",
  counted: exact(quantity),
  quantity: exact(home),
  missingAs: as,
})

const plan = (world: ReturnType<typeof filledUp>["world"], ...lines: CountedLine[]) =>
  planCountedTakeBack(
    lines,
    { warehouse: warehouseAt(world, "SHOP"), contractorId: "K" },
    stockFor(world.ledger, { effectiveAt: world.now() })
  ).map((line) => ({
    expected: toText(line.expected),
    missing: toText(line.missing),
    missingAs: line.missingAs,
    sold: toText(line.sold),
    surplus: toText(line.surplus),
    isCorrected: line.isCorrected,
    remaining: toText(line.remaining),
  }))

const whole = {
  expected: "10",
  missing: "0",
  missingAs: "sold",
  sold: "0",
  surplus: "0",
  isCorrected: false,
}

describe("a count at a customer", () => {
  it("posts nothing if all is there", () => {
    const { world } = filledUp()
    expect(plan(world, counted("10", { home: "4" }))).toEqual([{ ...whole, remaining: "6" }])
  })

  it("takes what is missing for sold if the customer answers for losses", () => {
    const { world } = filledUp("consignee")
    expect(plan(world, counted("8", { home: "8" }))).toEqual([
      { ...whole, missing: "2", sold: "2", remaining: "0" },
    ])
  })

  it("takes what is missing for lost if we bear losses", () => {
    const { world } = filledUp("consignor")
    expect(plan(world, counted("8"))).toEqual([
      { ...whole, missing: "2", missingAs: "lost", isCorrected: true, remaining: "8" },
    ])
  })

  it("takes the count as it was made, by either side", () => {
    expect(plan(filledUp("consignor").world, counted("8", { as: "sold" }))).toMatchObject([
      { sold: "2", isCorrected: false },
    ])
    expect(plan(filledUp("consignee").world, counted("8", { as: "lost" }))).toMatchObject([
      { sold: "0", isCorrected: true },
    ])
  })

  it("corrects the books for what is found", () => {
    expect(plan(filledUp().world, counted("11"))).toMatchObject([
      { surplus: "1", missing: "0", isCorrected: true },
    ])
  })

  it("brings home no more than was counted, and counts an item once", () => {
    const { world } = filledUp()
    expect(refusalOf(() => plan(world, counted("3", { home: "4" })))).toMatchObject({
      code: "INSUFFICIENT_STOCK",
      details: { lines: [{ index: 0, quantity: "4", available: "3" }] },
    })
    const twice = [counted("3"), { ...counted("4"), index: 1 }]
    expect(refusalOf(() => plan(world, ...twice))).toMatchObject({
      code: "INVALID_DATA",
      details: { lines: [{ index: 0 }, { index: 1 }] },
    })
  })
})
