import { decideGoodsIssueReturn } from "../goods-issue-return"
import { decideOwnAttribution } from "../pending"
import { toText } from "../quantity"
import { story, warehouse } from "./given"
import { pendingAt, returnableOf, stockFor } from "./ledger"
import { linesOf, type World } from "./world"

const attributeOwn = ({ ledger, facts }: World) => {
  const known = facts({}, "attribution")
  const posting = decideOwnAttribution(pendingAt(ledger, "LOC"), stockFor(ledger, known), known)
  return {
    taken: posting.allocations.map(
      ({ documentId, ownership, quantity }) => `${documentId} ${ownership} ${toText(quantity)}`
    ),
    left: posting.allocationChanges.map(({ quantity, pending }) => [
      toText(quantity),
      toText(pending),
    ]),
    pending: posting.pendings.map(({ quantity }) => toText(quantity)),
    nothingElse: [posting.movements, posting.levels, posting.lots].flat(),
  }
}

describe("own stock that comes where shipments wait", () => {
  it("covers them (E21b)", () => {
    const { given, when, world } = story()
    given.receipt("L1", "10", "5.00")
    const fulfilment = when.fulfils("12")
    given.own("5")
    expect(attributeOwn(world)).toEqual({
      taken: [`${fulfilment} own 2`],
      left: [["-2", "-2"]],
      pending: ["-2"],
      nothingElse: [],
    })
  })

  it("covers the oldest first, as far as it goes", () => {
    const { given, when, world } = story()
    const first = when.fulfils("2")
    const second = when.fulfils("3")
    when.fulfils("4")
    given.own("4")
    expect(attributeOwn(world)).toMatchObject({
      taken: [`${first} own 2`, `${second} own 2`],
      pending: ["-2", "-2"],
    })
  })

  it("covers nothing while the lots need all of it", () => {
    const { given, when, world } = story()
    when.fulfils("2")
    given.receipt("L", "1", "5.00")
    expect(attributeOwn(world).taken).toEqual([])
  })
})

/** The host has raised the level of four returned pieces, and some have left since. */
const takeBackLate = (world: World, issue: string, stockLocationId = "LOC") => {
  const { ledger, facts } = world
  const known = facts({}, "goods_issue_return")
  const posting = decideGoodsIssueReturn(
    {
      type: "goods_issue_return",
      stockLocationId,
      issuedAt: null,
      byHost: true,
      isCaughtUpWith: true,
      lines: linesOf(ledger, "4", stockLocationId).map((line) => ({
        ...line,
        sku: "X",
        issued: issue === "" ? [] : returnableOf(ledger, [issue]),
      })),
    },
    stockFor(ledger, known),
    known
  )
  return {
    went: posting.allocations.map(
      ({ ownership, stockLocationId: place, quantity }) =>
        `${ownership} ${toText(quantity)} at ${place}`
    ),
    moved: posting.movements.map(({ type, quantity }) => `${type} ${toText(quantity)}`),
    levels: posting.levels.map((level) => `${level.stockLocationId} ${toText(level.quantity)}`),
  }
}

describe("a return that is posted after the host has received it", () => {
  it("goes to its lot, and the level stays as it is", () => {
    const { given, when, world } = story()
    given.receipt("L", "10", "5.00")
    const issue = when.issues("7")
    given.own("4")
    expect(takeBackLate(world, issue)).toEqual({
      went: ["consignment 4 at LOC"],
      moved: ["goods_issue_return 4"],
      levels: [],
    })
  })

  it("stays own as far as its pieces have left as own since", () => {
    const { given, when, world } = story()
    given.receipt("L", "10", "5.00")
    const issue = when.issues("7")
    given.own("4")
    when.issues("3")
    expect(takeBackLate(world, issue)).toEqual({
      went: ["consignment 1 at LOC", "own 3 at LOC"],
      moved: ["goods_issue_return 1"],
      levels: [],
    })
  })

  it("moves on from a dedicated warehouse only what is still there", () => {
    const { given, world } = story({
      warehouses: [warehouse("D", "DED", { ownStockLocationId: "DOWN" })],
    })
    given.own("1", { at: "DED" })
    expect(takeBackLate(world, "", "DED")).toEqual({
      went: ["own 1 at DOWN", "own 3 at DED"],
      moved: [],
      levels: ["DED -1", "DOWN 1"],
    })
  })
})
