import { story, warehouse } from "./given"

describe("goods receipt", () => {
  it("makes one lot per receipt, never merged, and raises the level", () => {
    const { given, then } = story()
    given.receipt("L1", "10", "5.00")
    given.receipt("L2", "4.5", "5.00")
    then.lots({ L1: "10", L2: "4.5" })
    then.level(["14.5", "0", "14.5"])
  })

  it("dates the lot by the business date of the receipt, the branch by its warehouse", () => {
    const { given, then, ledger } = story()
    const receipt = given.receipt("L", "5", "0.123456", { on: "2026-02-05", dated: "2026-02-01" })
    expect(ledger.lots.get("L")?.receivedAt.toISOString()).toBe("2026-02-01T12:00:00.000Z")
    then.movements(receipt, {
      type: "goods_receipt",
      lot: "L",
      quantity: "5",
      unitCost: "0.123456",
      branchCode: "WAW",
      dated: "2026-02-01",
      late: false,
    })
  })

  it("E9e: refuses an item whose card does not name the contractor as owner", () => {
    const { given, then } = story()
    then.refuses(() => given.receipt("B:L", "5", "1.00", { isMarked: false }), "NOT_ITEM_OWNER", {
      lines: [{ index: 0, code: "NOT_ITEM_OWNER", sku: "X" }],
    })
  })

  it("E9e: refuses a contractor without an agreement", () => {
    const { given, then } = story()
    then.refuses(() => given.receipt("C:L", "5", "1.00", { hasAgreement: false }), "NO_AGREEMENT", {
      contractor_id: "C",
      currency_code: "EUR",
    })
  })

  it("E11b: refuses a currency in which the contractor has no agreement", () => {
    const { given, then } = story()
    given.receipt("A:L1", "5", "12.50")
    given.receipt("A:L2", "5", "54.00", { currency: "PLN" })
    then.refuses(
      () => given.receipt("A:L3", "5", "1850", { currency: "JPY", hasAgreement: false }),
      "NO_AGREEMENT",
      { currency_code: "JPY" }
    )
  })

  it("refuses a warehouse that holds our goods at a customer", () => {
    const { given, then } = story({
      warehouses: [warehouse("S", "SHOP", { direction: "outbound", contractorId: "K" })],
    })
    then.refuses(
      () => given.receipt("A:L", "5", "1.00", { at: "SHOP" }),
      "NOT_CONSIGNMENT_WAREHOUSE",
      { warehouse_id: "S" }
    )
  })

  it("names the card that is missing before the agreement that is missing", () => {
    const { given, then } = story()
    then.refuses(
      () => given.receipt("C:L", "5", "1.00", { isMarked: false, hasAgreement: false }),
      "NOT_ITEM_OWNER"
    )
  })
})
