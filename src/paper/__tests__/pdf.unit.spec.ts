import { paperLanguages } from "../../http-contract/paper"
import type { PickList } from "../../http-contract/outbound-documents"
import type { Invoice } from "../../http-contract/invoice"
import type { Settlement } from "../../http-contract/settlement"
import { toCompany } from "../../modules/consignment/domain/company"
import type { Paper } from "../paper"
import {
  composeConsignorReturn,
  composeDelivery,
  composeGoodsReceipt,
  composePickList,
} from "../papers/document"
import { composeInvoice } from "../papers/invoice"
import { composeSettlement } from "../papers/settlement"
import * as given from "./given"
import { pagesOf, written } from "./reading"

/** The smallest PNG. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

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

  it("print a consignment note that says whose the goods remain, to be signed by both", async () => {
    const paper = composeDelivery(given.delivery(), { ...frame, warehouseName: null })
    const [page = ""] = await printed(paper)
    const { retention, handed_over, received } = frame.language.texts.notes
    for (const words of [retention, handed_over, received, frame.contractor.name])
      expect(page).toContain(words)
  })

  it("print a pick list of what is taken from where, without prices", async () => {
    const delivery = given.delivery({ note: "Fragile" })
    const list = { ...delivery, number: null, status: "draft", effective_at: null }
    const paper = composePickList(list as unknown as PickList, {
      ...frame,
      warehouseName: "Shop",
      fromName: "Utrecht",
      printedAt: new Date("2026-02-05T12:00:00Z"),
    })
    const [page = ""] = await printed(paper)
    const { titles, columns } = frame.language.texts
    for (const words of [titles.pick_list, columns.picked, "Utrecht", "Shop", "VASE", "20"])
      expect(page).toContain(words)
    expect(page).not.toContain(columns.unit_price)
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
      credited: { number: "FV/2026/02/17", kind: "supplier" },
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
      credited: null,
    })
    const [page] = await printed(paper)
    expect(page).toContain("Purchase invoice\nDraft")
    expect(page).not.toContain("Number")
  })
})

describe("the parties of an invoice", () => {
  const company = toCompany({
    legal_name: "Winkel & Zoon B.V.",
    address: {
      address_1: "Oudegracht 1",
      postal_code: "3511 AA",
      city: "Utrecht",
      country_code: "NL",
    },
    tax_id: "NL001234567B01",
    registration_number: "12345678",
    iban: "NL91ABNA0417164300",
    email: "boekhouding@winkel.example",
    logo: `data:image/png;base64,${PIXEL}`,
  })
  const pageOf = async (invoice: Partial<Invoice>, logo = company.logo) => {
    const frame = { ...given.frame(), company: { ...company, logo } }
    const context = { ...frame, settlementNumbers: [], credited: null }
    const [page = ""] = await printed(composeInvoice(given.invoice(invoice), context))
    return page
  }
  const ours = [
    "Winkel & Zoon B.V.",
    "Oudegracht 1",
    "3511 AA Utrecht",
    "Netherlands",
    "Tax ID: NL001234567B01",
    "Registration: 12345678",
    "IBAN: NL91 ABNA 0417 1643 00",
    "boekhouding@winkel.example",
  ]

  it("are told in full, a supplier at the top of the invoice it wrote", async () => {
    const page = await pageOf({ kind: "supplier" })
    expect(page).toContain(["Seller", given.contractor.name].join("\n"))
    expect(page).toContain(["Buyer", ...ours].join("\n"))
    expect(page.indexOf("Seller")).toBeLessThan(page.indexOf("Buyer"))
  })

  it("begin with us on an invoice we write for the supplier, in whose language it says so", async () => {
    const page = await pageOf({ kind: "self_billed" })
    expect(page.indexOf("Buyer")).toBeLessThan(page.indexOf("Seller"))
    expect(page).toContain("Samofakturowanie")
  })

  it("begin with us where we sell", async () => {
    const page = await pageOf({ kind: "sales", direction: "outbound" })
    expect(page).toContain(["Seller", ...ours].join("\n"))
    expect(page).not.toContain("Self-billing")
  })

  it("are printed without a logo that is no image", async () => {
    const page = await pageOf(
      { kind: "sales", direction: "outbound" },
      "data:image/png;base64,AAAA"
    )
    expect(page).toContain("Winkel & Zoon B.V.")
  })
})

describe("an invoice over many settlements", () => {
  it("names the first and the last of them", async () => {
    const settlementNumbers = Array.from({ length: 40 }, (_, index) => `SET-${index + 1}`)
    const paper = composeInvoice(given.invoice(), {
      ...given.frame(),
      settlementNumbers,
      credited: null,
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
    const frame = { ...given.frame(), contractor, storeName: name }
    const settlementNumbers: string[] = []
    const invoice = given.invoice({ number })
    const [page = ""] = await printed(
      composeInvoice(invoice, { ...frame, settlementNumbers, credited: null })
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
    // Sender, footer, recipient, number and payment reference.
    for (const word of name.split(" ")) expect(letters.split(word)).toHaveLength(6)
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
