import { paperLanguages } from "../../http-contract/paper"
import type { Settlement } from "../../http-contract/settlement"
import type { Paper } from "../paper"
import { composeConsignorReturn, composeGoodsReceipt } from "../papers/document"
import { composeInvoice } from "../papers/invoice"
import { composeSettlement } from "../papers/settlement"
import * as given from "./given"
import { pagesOf, written } from "./reading"

const settlementPaper = (settled: Partial<Settlement> = {}) =>
  composeSettlement(given.settlement(settled), { ...given.frame(), audience: "store" })

const printed = async (paper: Paper): Promise<string[]> =>
  await pagesOf(await written(paper, "pdf"))

describe.each(paperLanguages)("papers in %s", (language) => {
  const frame = given.frame(language)

  it("print a settlement", async () => {
    const paper = composeSettlement(given.settlement(), { ...frame, audience: "store" })
    expect(await printed(paper)).toMatchSnapshot()
  })

  it("print a goods receipt", async () => {
    const paper = composeGoodsReceipt(given.goodsReceipt({ note: "Ręcznie policzono." }), {
      ...frame,
      warehouseName: "Magazyn Główny",
    })
    expect(await printed(paper)).toMatchSnapshot()
  })

  it("print a consignor return", async () => {
    const goodsReturn = given.consignorReturn({ status: "reversed" })
    const paper = composeConsignorReturn(goodsReturn, { ...frame, warehouseName: null })
    expect(await printed(paper)).toMatchSnapshot()
  })

  it("print a credit note", async () => {
    const paper = composeInvoice(given.invoice({ kind: "credit_note", number: "CN-000001" }), {
      ...frame,
      settlementNumbers: ["SET-000007"],
      creditedNumber: "FV/2026/02/17",
    })
    expect(await printed(paper)).toMatchSnapshot()
  })
})

describe("a settlement as PDF", () => {
  const many = Array.from({ length: 100 }, (_, index) =>
    given.settlementLine({ sku: `ITEM-${index}`, issued: "1", net: "1" })
  )

  it("numbers its pages and heads the table on each", async () => {
    const pages = await printed(settlementPaper({ lines: many, stock: [] }))
    expect(pages).toHaveLength(4)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of 4`)
      expect(page.match(/SKU Your SKU Description Issued/g)).toHaveLength(1)
    }
    expect(pages[1]).toContain("Consignment settlement · SET-000007")
    const skus = pages.join("\n").match(/ITEM-\d+/g)
    expect(skus).toEqual(many.map((line) => line.sku))
  })

  it("says that it was cancelled, and that nothing moved", async () => {
    const [page] = await printed(settlementPaper({ status: "cancelled", lines: [], stock: [] }))
    expect(page).toContain("Cancelled")
    expect(page?.match(/No movements in this period\./g)).toHaveLength(2)
  })

  it("never breaks a number, however long", async () => {
    const long = "999999999999.125"
    const quantities = {
      ...{ opening: long, issued: long, internally_issued: long, transferred: long },
      ...{ counted_lost: long, returned: long, transfer_reversed: long, net: long },
      ...{ to_invoice: long, carry: `-${long}`, late_quantity: long },
      ...{ net_value: "999999999999999.99", amount: "999999999999999.99" },
    }
    const [page] = await printed(settlementPaper({ lines: [given.settlementLine(quantities)] }))
    expect(page?.match(/999,999,999,999\.125/g)).toHaveLength(11)
    expect(page).toContain("999,999,999,999,999.99")
  })
})

describe("an invoice as PDF", () => {
  it("says that it is a draft, without a number", async () => {
    const paper = composeInvoice(given.invoice({ status: "draft", number: null }), {
      ...given.frame(),
      settlementNumbers: [],
      creditedNumber: null,
    })
    const [page] = await printed(paper)
    expect(page).toContain("Purchase invoice\nDraft")
    expect(page).not.toContain("Number")
  })
})

describe("an invoice over many settlements", () => {
  it("names the first and the last of them", async () => {
    const settlementNumbers = Array.from({ length: 40 }, (_, index) => `SET-${index + 1}`)
    const paper = composeInvoice(given.invoice(), {
      ...given.frame(),
      settlementNumbers,
      creditedNumber: null,
    })
    const [page] = await printed(paper)
    expect(page).toContain("Settlements SET-1 – SET-40 (40)")
  })
})

describe("a goods receipt as PDF", () => {
  it("goes on to further pages with a line of many serial numbers", async () => {
    const serials = Array.from({ length: 2_000 }, (_, index) => `SERIAL-${index}`)
    const [, line] = given.goodsReceipt().lines
    const receipt = given.goodsReceipt({
      lines: line ? [{ ...line, quantity: "2000", serial_numbers: serials }] : [],
    })
    const pages = await printed(
      composeGoodsReceipt(receipt, { ...given.frame(), warehouseName: null })
    )
    expect(pages).toHaveLength(9)
    expect(pages.join("\n").match(/SERIAL-\d+/g)).toEqual(serials)
  })
})

describe("letters that the text font lacks", () => {
  const printedFor = async (name: string, number = "1") => {
    const contractor = {
      ...given.contractor,
      name,
      address: null,
      tax_id: null,
      country_code: null,
    }
    const frame = { ...given.frame(), contractor, sender: name }
    const settlementNumbers: string[] = []
    const invoice = given.invoice({ number })
    const [page = ""] = await printed(
      composeInvoice(invoice, { ...frame, settlementNumbers, creditedNumber: null })
    )
    return page
  }

  it.each([
    ["Chinese", "深圳市科技有限公司"],
    ["Japanese", "株式会社カメラ"],
    ["emoji", "Pizza 🍕 Roma"],
    ["Arabic", "شركة الأمانات"],
    ["Hebrew", "חברת הפקדון"],
    ["Greek and Cyrillic", "Ωμέγα Привет"],
  ])("are printed, as in %s names and numbers", async (_, name) => {
    const page = await printedFor(name, `${name}-7`)
    // The reader inserts control characters between Arabic letters, and spaces beside them.
    const letters = page.replace(/[^\P{Cc}\n]| /gu, "")
    // Sender, footer, recipient and number.
    for (const word of name.split(" ")) expect(letters.split(word)).toHaveLength(5)
  })

  it("keep the order of digits between them", async () => {
    const page = await printedFor("חברת 1234 בע״מ")
    expect(page).toContain("1234")
    expect(page).not.toContain("\uFFFD")
  })

  it("are replaced by a visible placeholder where no font has them", async () => {
    expect(await printedFor("ไทย 7")).toContain("\uFFFD\uFFFD\uFFFD 7")
  })
})
