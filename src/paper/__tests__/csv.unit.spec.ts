import type { PaperLanguage } from "../../http-contract/paper"
import type { Settlement } from "../../http-contract/settlement"
import { composeConsignorReturn, composeDelivery, composeGoodsReceipt } from "../papers/document"
import { composeInvoice } from "../papers/invoice"
import { composeSettlement } from "../papers/settlement"
import * as given from "./given"
import { written } from "./reading"

const BYTE_ORDER_MARK = "\ufeff"

const linesOf = async (...parameters: Parameters<typeof written>): Promise<string[]> => {
  const text = (await written(...parameters)).toString("utf8")
  expect(text.startsWith(BYTE_ORDER_MARK)).toBe(true)
  expect(text.endsWith("\r\n")).toBe(true)
  return text.slice(BYTE_ORDER_MARK.length).split("\r\n").slice(0, -1)
}

const settlementPaper = (
  language: PaperLanguage = "en",
  settled: Partial<Settlement> = {},
  audience: "store" | "contractor" = "store"
) => composeSettlement(given.settlement(settled), { ...given.frame(language), audience })

describe("a settlement as CSV", () => {
  it("holds its lines, with decimals as they are", async () => {
    expect(await linesOf(settlementPaper(), "csv")).toEqual([
      "Number,SKU,Your SKU,Description,Opening,Issued,Own use,Purchased,Counted lost,Returned,Purchase reversed,Net,Of it late,Net value,To invoice,Carried,Amount to invoice,Currency,Balanced",
      'SET-000007,SPOON,ŁZ-7,"Łyżka do zupy, stal",0,1234.5,0,0,0,34.5,0,1200,2,8999.99,1200,0,8999.99,EUR,no',
      'SET-000007,VASE,,"Vase, 30 cm",0,1,0,0,0,1,0,0,0,0.00,0,0,0.00,EUR,yes',
    ])
  })

  it("speaks the language of the paper", async () => {
    const [polish] = await linesOf(settlementPaper("pl"), "csv")
    expect(polish).toBe(
      "Numer,SKU,SKU kontrahenta,Nazwa,Saldo pocz.,Wydano,Zużycie własne,Zakupiono,Braki,Zwrócono,Wycofano zakup,Netto,W tym po terminie,Wartość netto,Do faktury,Do przen.,Kwota do faktury,Waluta,Zbilansowane"
    )
    const [dutch] = await linesOf(settlementPaper("nl"), "csv")
    expect(dutch).toBe(
      "Nummer,SKU,Uw SKU,Omschrijving,Beginsaldo,Uitgegeven,Eigen gebruik,Aangekocht,Telverlies,Retour,Aankoop teruggedraaid,Netto,Waarvan laat,Nettowaarde,Te factureren,Mee te nemen,Te factureren bedrag,Valuta,In balans"
    )
  })

  it("hides balanced rows from the contractor", async () => {
    const lines = await linesOf(settlementPaper("en", {}, "contractor"), "csv")
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain("SPOON")
  })

  it("holds the stock statement instead, if that is wanted", async () => {
    expect(await linesOf(settlementPaper(), "csv", "stock")).toEqual([
      "Number,SKU,Your SKU,Description,Opening,Received,Sold,Returned to supplier,Counted,Closing",
      'SET-000007,SPOON,ŁZ-7,"Łyżka do zupy, stal",2000,500,1200,0,0,1300',
      'SET-000007,VASE,,"Vase, 30 cm",3,0,0,0,0,3',
    ])
  })

  it("holds every movement instead, dated by the contractor's days", async () => {
    const movements = {
      count: 2,
      read: async function* () {
        yield await Promise.resolve(given.settledMovement())
        yield await Promise.resolve(
          given.settledMovement({
            effective_at: "2026-01-31T23:10:00.000Z",
            branch_code: null,
            late: true,
          })
        )
      },
    }
    const frame = { ...given.frame(), audience: "store" as const, movements }
    const paper = composeSettlement(given.settlement(), frame)
    expect(await linesOf(paper, "csv", "movements")).toEqual([
      "Number,SKU,Your SKU,Description,Date,Document,Type,Lot,Branch,Quantity,Unit cost,Currency,Late",
      'SET-000007,SPOON,ŁZ-7,"Łyżka do zupy, stal",2026-01-31,GI-000031,goods_issue,conlot_1,WAW,-1,7.5,EUR,no',
      'SET-000007,SPOON,ŁZ-7,"Łyżka do zupy, stal",2026-02-01,GI-000031,goods_issue,conlot_1,,-1,7.5,EUR,yes',
    ])
  })

  it("has headings only, if nothing moved", async () => {
    expect(await linesOf(settlementPaper("en", { lines: [] }), "csv")).toHaveLength(1)
  })

  it("quotes by RFC 4180 and keeps what people wrote from running, but not our numbers", async () => {
    const lines = ["=1+1", "+1", "-1", "@SUM(A1)", "\tA", 'a "b"\nc'].map((sku) =>
      given.settlementLine({ sku, inventory_item_id: "iitem_9", carry: "-9" })
    )
    const [, ...rows] = await linesOf(settlementPaper("en", { lines }), "csv")
    const rest = ",,,0,0,0,0,0,0,0,0,0,0.00,0,-9,0.00,EUR,no"
    expect(rows).toEqual([
      `SET-000007,'=1+1${rest}`,
      `SET-000007,'+1${rest}`,
      `SET-000007,'-1${rest}`,
      `SET-000007,'@SUM(A1)${rest}`,
      `SET-000007,'\tA${rest}`,
      `SET-000007,"a ""b""\nc"${rest}`,
    ])
  })
})

describe("other papers as CSV", () => {
  it("writes a goods receipt", async () => {
    const paper = composeGoodsReceipt(given.goodsReceipt(), {
      ...given.frame(),
      warehouseName: null,
    })
    expect(await linesOf(paper, "csv")).toEqual([
      "Number,SKU,Your SKU,Description,Batch,Expires,Serial numbers,Quantity,Unit cost,Value,Currency",
      'GR-000012,SPOON,ŁZ-7,"Łyżka do zupy, stal",B-1,2027-06-30,,1250.5,7.4999,9378.62,EUR',
      'GR-000012,VASE,,"Vase, 30 cm",,,"S1, S2",2,20,40.00,EUR',
    ])
  })

  it("writes a consignor return", async () => {
    const paper = composeConsignorReturn(given.consignorReturn(), {
      ...given.frame("nl"),
      warehouseName: null,
    })
    expect(await linesOf(paper, "csv")).toEqual([
      "Nummer,SKU,Uw SKU,Omschrijving,Aantal",
      'CR-000003,SPOON,ŁZ-7,"Łyżka do zupy, stal",300',
    ])
  })

  it("writes the return fees of a consignor return", async () => {
    const paper = composeConsignorReturn(
      given.consignorReturn({
        lines: [
          {
            id: "conline_3",
            index: 0,
            inventory_item_id: "iitem_1",
            sku: "SPOON",
            quantity: "300",
            return_fees: [{ quantity: "300", unit_fee: "0.0333", currency_code: "EUR" }],
          },
        ],
      }),
      { ...given.frame("nl"), warehouseName: null }
    )
    expect(await linesOf(paper, "csv")).toEqual([
      "Nummer,SKU,Uw SKU,Omschrijving,Aantal,Retourvergoeding,Bedrag,Valuta",
      'CR-000003,SPOON,ŁZ-7,"Łyżka do zupy, stal",300,0.0333,9.99,EUR',
    ])
  })

  it.each([
    ["en" as const, "Number,SKU,Your SKU,Description,Quantity,Unit price,Value,Currency"],
    ["nl" as const, "Nummer,SKU,Uw SKU,Omschrijving,Aantal,Prijs per stuk,Waarde,Valuta"],
    ["pl" as const, "Numer,SKU,SKU kontrahenta,Nazwa,Ilość,Cena jedn.,Wartość,Waluta"],
  ])("writes a consignment note in %s", async (language, headings) => {
    const paper = composeDelivery(given.delivery(), {
      ...given.frame(language),
      warehouseName: null,
    })
    expect(await linesOf(paper, "csv")).toEqual([
      headings,
      'DL-000004,VASE,,"Vase, 30 cm",20,24.995,499.90,EUR',
    ])
  })

  it("writes a consignment note without prices and with who pays transport, if so agreed", async () => {
    const paper = composeDelivery(given.delivery(), {
      ...given.frame("pl"),
      agreement: { prices_on_notes: false, transport_paid_by: "consignee" },
      warehouseName: null,
    })
    expect(await linesOf(paper, "csv")).toEqual([
      "Numer,SKU,SKU kontrahenta,Nazwa,Ilość",
      'DL-000004,VASE,,"Vase, 30 cm",20',
    ])
    expect(paper.facts).toContainEqual(["Transport", "Opłaca komisant"])
  })

  it("writes an invoice", async () => {
    const paper = composeInvoice(given.invoice(), {
      ...given.frame("pl"),
      settlementNumbers: ["SET-000007"],
      credited: null,
    })
    expect(await linesOf(paper, "csv")).toEqual([
      "Numer,SKU,SKU kontrahenta,Nazwa,Ilość,Cena jedn.,Kwota,Waluta",
      'FV/2026/02/17,SPOON,ŁZ-7,"Łyżka do zupy, stal",1200,7.499992,8999.99,EUR',
    ])
  })
})
