import { documentForms } from "../document-forms"
import { toBody, type DocumentValues, type LineValues } from "../document-values"

const tea = { id: "iitem_tea", sku: "TEA", title: "Evening herb tea" }

const valuesOf = (line: Omit<LineValues, "item">): DocumentValues => ({
  head: {},
  effective_at: null,
  reference: "",
  note: "",
  lines: [{ item: tea, ...line }],
})

describe("the body of a document", () => {
  it("reads quantities and costs as people write them", () => {
    const values = valuesOf({ quantity: "1.200", unit_cost: "4,25" })
    expect(toBody(documentForms.goods_receipt, values).lines).toEqual([
      { inventory_item_id: "iitem_tea", quantity: "1.200", unit_cost: "4.25" },
    ])
  })

  it("takes serial numbers apart, and batch and expiry as they are", () => {
    const values = valuesOf({
      quantity: "2",
      batch: " B-7 ",
      expires_at: "2027-01-31",
      serial_numbers: "S1\n\nS2 ",
    })
    expect(toBody(documentForms.goods_receipt, values).lines).toEqual([
      {
        inventory_item_id: "iitem_tea",
        quantity: "2",
        batch: "B-7",
        expires_at: "2027-01-31",
        serial_numbers: ["S1", "S2"],
      },
    ])
  })

  it("names the lot that was chosen by hand", () => {
    const values = valuesOf({ quantity: "1", lot_id: "conlot_1" })
    expect(toBody(documentForms.internal_issue, values).lines).toEqual([
      { inventory_item_id: "iitem_tea", quantity: "1", lot_id: "conlot_1" },
    ])
  })

  it("leaves out what was left empty, and what the document does not know", () => {
    const values = valuesOf({ quantity: "1", lot_id: "", serial_numbers: "\n", batch: "B-7" })
    expect(toBody(documentForms.consignor_return, values)).toEqual({
      lines: [{ inventory_item_id: "iitem_tea", quantity: "1" }],
    })
  })
})
