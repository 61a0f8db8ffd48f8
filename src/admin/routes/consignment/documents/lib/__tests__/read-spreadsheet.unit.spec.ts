import { documentForms, fieldsOf } from "../document-forms"
import { readSpreadsheet } from "../read-spreadsheet"

const fields = fieldsOf(documentForms.goods_receipt)

describe("a spreadsheet", () => {
  it("is read by the order of the fields if no heading names them", async () => {
    expect(await readSpreadsheet("TEA\t12\t4,25\tB-7", fields)).toEqual([
      {
        sku: "TEA",
        values: {
          quantity: "12",
          unit_cost: "4.25",
          batch: "B-7",
          expires_at: "",
          serial_numbers: "",
        },
      },
    ])
  })

  it("is read by its heading, in any order and with other columns between", async () => {
    const text = "Serial numbers;Colour;SKU;Quantity\nS1|S2;green;TEA;2"
    const [line] = await readSpreadsheet(text, fields)
    expect(line).toMatchObject({ sku: "TEA", values: { quantity: "2", serial_numbers: "S1\nS2" } })
  })
})
