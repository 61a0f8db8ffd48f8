import { buffer } from "node:stream/consumers"
import { extractText, getDocumentProxy } from "unpdf"
import { chooseLanguage } from "../../language"
import { toBarcode } from "../barcode"
import { labelPages } from "../layouts"
import { writeLabels, type Label } from "../write-labels"

const mug: Label = { title: "Mug, blue", price: "€ 12,50", code: "4006381333931", note: "Batch 7" }

const pagesOf = async (
  layout: keyof typeof labelPages,
  copies: number,
  { skip = 0, label = mug } = {}
) => {
  const page = labelPages[layout]
  const language = chooseLanguage("nl")
  const run = { page, skip, language, madeAt: new Date(0), labels: [{ label, copies }] }
  const pdf = await getDocumentProxy(new Uint8Array(await buffer(await writeLabels(run))))
  const { view } = await pdf.getPage(1)
  return { texts: (await extractText(pdf)).text, size: view.slice(2).map(Math.round) }
}

describe("labels", () => {
  it("say title, price, note and code", async () => {
    const { texts } = await pagesOf("avery_l7160", 1)
    for (const words of ["Mug, blue", "€ 12,50", "Batch 7", "4006381333931"])
      expect(texts[0]).toContain(words)
  })

  it("fill a sheet, leave out what was used of it, and go on with the next", async () => {
    const { texts, size } = await pagesOf("avery_l7160", 21, { skip: 20 })
    expect(texts.map((text) => text.split("Mug, blue").length - 1)).toEqual([1, 20])
    expect(size).toEqual([595, 842])
  })

  it("have a page each on a label printer", async () => {
    const { texts, size } = await pagesOf("roll_57x32", 3)
    expect(texts).toHaveLength(3)
    expect(size).toEqual([162, 91])
  })

  it("shorten what is too long for them", async () => {
    const label = { ...mug, title: "A mug with a very long name that no label could ever hold" }
    const { texts } = await pagesOf("herma_4345", 1, { label })
    expect(texts[0]).toContain("…")
  })

  it.each(Object.entries(labelPages))("of %s all lie on the page", (_, layout) => {
    const { page, label, origin, pitch, columns, rows } = layout
    expect(origin.left + (columns - 1) * pitch.x + label.width).toBeLessThanOrEqual(page.width)
    expect(origin.top + (rows - 1) * pitch.y + label.height).toBeLessThanOrEqual(page.height)
  })
})

describe("a barcode", () => {
  const widthOf = async (text: string) => (await toBarcode(text))?.width

  it("is an EAN-13 of 95 modules with its quiet zones", async () => {
    expect(await widthOf("4006381333931")).toBe(95 + 20)
  })

  it("is a Code 128 where the check digit is wrong, and for any other text", async () => {
    expect(await widthOf("4006381333932")).toBe(11 * 10 + 13 + 20)
    expect(await widthOf("SKU-1")).toBe(11 * 7 + 13 + 20)
  })

  it("is left out for a text that it cannot hold", async () => {
    expect(await toBarcode("名")).toBeNull()
  })
})
