import type { OpenBusiness } from "../open-business"
import { exact } from "../quantity"
import { decideMove, decidePlace, refuseOwnInDedicated, refuseOwnLeft } from "../warehouse"
import { refusalOf } from "./given"

const mixed = decidePlace({ stockLocationId: "LOC", direction: "inbound" })
const dedicated = decidePlace({
  stockLocationId: "LOC",
  direction: "inbound",
  ownStockLocationId: "OWN",
})
const customers = decidePlace({
  stockLocationId: "SHOP",
  direction: "outbound",
  contractorId: "CUSTOMER",
})

const open = (kind: OpenBusiness["kind"], quantity: string): OpenBusiness[] => [
  { kind, sku: "X", quantity: exact(quantity) },
]

describe("warehouse", () => {
  it("keeps own stock with it unless another location is named", () => {
    expect(mixed.ownStockLocationId).toBe("LOC")
    expect(dedicated.ownStockLocationId).toBe("OWN")
  })

  it("refuses an outbound warehouse without its customer", () => {
    const refusal = refusalOf(() => decidePlace({ stockLocationId: "S", direction: "outbound" }))
    expect(refusal).toMatchObject({ code: "INVALID_DATA", details: { path: "contractor_id" } })
  })

  it("refuses to lose the customer of an outbound warehouse", () => {
    const refusal = refusalOf(() => decideMove({ contractorId: null }, customers, []))
    expect(refusal).toMatchObject({ code: "INVALID_DATA", details: { path: "contractor_id" } })
  })

  it("sends own stock nowhere that holds none, and holds some wherever another one sends it", () => {
    const sending = decidePlace({
      stockLocationId: "DED",
      direction: "inbound",
      ownStockLocationId: "LOC",
    })
    const refused = [
      () => refuseOwnInDedicated(sending, [{ id: "M", ...dedicated }]),
      () => refuseOwnInDedicated(dedicated, [{ id: "D", ...sending }]),
      () =>
        refuseOwnInDedicated({ ...sending, ownStockLocationId: "SHOP" }, [
          { id: "S", ...customers },
        ]),
    ]
    for (const attempt of refused) {
      expect(refusalOf(attempt)).toMatchObject({ code: "DEDICATED_WAREHOUSE" })
    }
    refuseOwnInDedicated(sending, [{ id: "M", ...mixed }])
    refuseOwnInDedicated(mixed, [{ id: "D", ...sending }])
  })

  it("takes own stock at its location along to another location", () => {
    const moved = decideMove({ stockLocationId: "NEW" }, mixed, [])
    expect(moved).toMatchObject({ stockLocationId: "NEW", ownStockLocationId: "NEW" })
  })

  it("leaves own stock of a dedicated warehouse where it is", () => {
    const moved = decideMove({ stockLocationId: "NEW" }, dedicated, [])
    expect(moved).toMatchObject({ stockLocationId: "NEW", ownStockLocationId: "OWN" })
  })

  it("is no longer dedicated once no other location is named", () => {
    const changed = decideMove({ ownStockLocationId: null }, dedicated, [])
    expect(changed.ownStockLocationId).toBe("LOC")
  })

  it.each([
    ["its location", { stockLocationId: "NEW" }, mixed],
    ["its direction", { direction: "outbound" as const, contractorId: "CUSTOMER" }, mixed],
    ["its customer", { contractorId: "OTHER" }, customers],
  ])("keeps %s while units are consigned to it or may return to it", (_case, change, current) => {
    for (const kind of ["consigned", "unsettled"] as const) {
      expect(refusalOf(() => decideMove(change, current, open(kind, "2.5")))).toMatchObject({
        code: "CONSIGNED_STOCK_PRESENT",
        details: { quantity: "2.5", open: [{ kind, items: [{ sku: "X", quantity: "2.5" }] }] },
      })
    }
  })

  it("may become dedicated while it holds consigned goods", () => {
    const changed = decideMove({ ownStockLocationId: "OWN" }, mixed, open("consigned", "2.5"))
    expect(changed.ownStockLocationId).toBe("OWN")
  })

  it("holds no own stock once it is dedicated or a customer's", () => {
    const own = [{ sku: "X", quantity: exact("3") }]
    for (const place of [dedicated, customers]) {
      expect(refusalOf(() => refuseOwnLeft(place, own))).toMatchObject({
        code: "DEDICATED_WAREHOUSE",
        details: { items: [{ sku: "X", quantity: "3" }] },
      })
      refuseOwnLeft(place, [])
    }
    refuseOwnLeft(mixed, own)
  })
})
