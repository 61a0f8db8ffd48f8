import { documentForms } from "../document-forms"
import { isPiece, linesInParts } from "../whole-units"

const item = { id: "iitem_1", sku: "MUG", title: "Mug" }

describe("the units of a document", () => {
  it.each([null, undefined, "", "PCE", "pcs", " st ", "Szt."])(
    "are whole for the unit %p",
    (unit) => {
      expect(isPiece(unit)).toBe(true)
    }
  )

  it.each(["KGM", "m", "l"])("may be in parts for the unit %p", (unit) => {
    expect(isPiece(unit)).toBe(false)
  })

  it("are in parts where a quantity has a fraction, in any way of writing it", () => {
    const quantityOf = (quantity: string) => ({ item, quantity, unit_cost: "1.25" })
    const lines = ["2", "2,5", "2.0", "1.234,50", "", "abc"].map(quantityOf)
    expect(linesInParts(documentForms.goods_receipt, lines)).toEqual([1, 3])
  })
})
