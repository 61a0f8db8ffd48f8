import { rowsOfText } from "../../../../../lib/spreadsheet/read-rows"
import { documentForms, fieldsOf } from "../document-forms"
import { readSpreadsheet } from "../read-spreadsheet"

const fields = fieldsOf(documentForms.goods_receipt)
const read = async (text: string) => readSpreadsheet(await rowsOfText(text), fields, "nl-NL")

describe("a spreadsheet", () => {
  it("is read by the order of the fields if no heading names them", async () => {
    expect(await read("TEA\t12\t4,25\tB-7")).toEqual([
      {
        sku: "TEA",
        values: {
          quantity: "12",
          unit_cost: "4.25",
          batch: "B-7",
          expires_at: "",
          serial_numbers: "",
          hire_until: "",
        },
      },
    ])
  })

  it("is read by a translated heading, with decimals and days as people write them", async () => {
    const [line] = await read(
      "Artikelnummer;Aantal;Kostprijs;Houdbaar tot\nTEA;2;1.250,5;31-12-2026"
    )
    expect(line).toMatchObject({
      sku: "TEA",
      values: { quantity: "2", unit_cost: "1250.5", expires_at: "2026-12-31" },
    })
  })

  it("is read by its heading, in any order and with other columns between", async () => {
    const text = "Serial numbers;Colour;SKU;Quantity\nS1|S2;green;TEA;2"
    const [line] = await read(text)
    expect(line).toMatchObject({ sku: "TEA", values: { quantity: "2", serial_numbers: "S1\nS2" } })
  })
})
