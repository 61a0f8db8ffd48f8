import { refuseOpenBusiness, type OpenBusiness } from "../open-business"
import { exact } from "../quantity"
import { refusalOf } from "./given"

const row = (kind: OpenBusiness["kind"], sku: string | null, quantity: string): OpenBusiness => ({
  kind,
  sku,
  quantity: exact(quantity),
})
const refused = (...business: OpenBusiness[]) =>
  refusalOf(() => refuseOpenBusiness("The partner A cannot be deleted", business, { id: "a" }))

describe("open business", () => {
  it("refuses nothing once all is closed", () => {
    expect(() => refuseOpenBusiness("The partner A cannot be deleted", [])).not.toThrow()
  })

  it("says what is open and what to do, in the order in which it is closed", () => {
    const refusal = refused(
      row("uninvoiced", "X", "4"),
      row("consigned", "X", "2.5"),
      row("consigned", "Y", "1"),
      row("draft_invoice", null, "1")
    )
    expect(refusal?.message).toBe(
      "The partner A cannot be deleted. 3.5 units are consigned (X, Y): return, buy or transfer them first. " +
        "4 units are not invoiced (X): post the invoice first. 1 invoice is a draft: post or delete it first."
    )
    expect(refusal).toMatchObject({
      code: "CONSIGNED_STOCK_PRESENT",
      details: {
        id: "a",
        quantity: "3.5",
        open: [
          {
            kind: "consigned",
            quantity: "3.5",
            items: [
              { sku: "X", quantity: "2.5" },
              { sku: "Y", quantity: "1" },
            ],
          },
          { kind: "uninvoiced", quantity: "4", items: [{ sku: "X", quantity: "4" }] },
          { kind: "draft_invoice", quantity: "1", items: [] },
        ],
      },
    })
  })

  it("counts movements that net to nothing as open", () => {
    expect(refused(row("unsettled", null, "0"))?.message).toMatch(/Movements are not settled yet/)
  })

  it("tells sales that were not settled by their items, and a credit that is due", () => {
    const refusal = refused(
      row("unsettled", "X", "1"),
      row("unsettled", null, "0"),
      row("over_invoiced", "Y", "3")
    )
    expect(refusal?.message).toMatch(/1 unit is not settled \(X\), which may still be returned/)
    expect(refusal?.message).toMatch(/3 units are invoiced but not sold \(Y\): post a credit note/)
  })

  it("tells return fees, and how to waive them", () => {
    expect(refused(row("return_fee", "X", "1"))?.message).toMatch(
      /The return fee of 1 unit is not invoiced \(X\): post an invoice of it first, or of 0 to waive it/
    )
    expect(refused(row("return_fee", "X", "2.5"))?.message).toMatch(
      /The return fees of 2.5 units are not invoiced \(X\)/
    )
  })

  it("names five items and counts the others", () => {
    const names = ["A", "B", "C", "D", "E", "F", "G"]
    expect(refused(...names.map((name) => row("consigned", name, "1")))?.message).toMatch(
      /\(A, B, C, D, E and 2 more\)/
    )
  })
})
