import type { Contractor } from "../../http-contract/contractor"
import type { Document } from "../../http-contract/document"
import type { Invoice, InvoiceLine } from "../../http-contract/invoice"
import type { PaperLanguage } from "../../http-contract/paper"
import type { Settlement, SettlementLine, StatementLine } from "../../http-contract/settlement"
import { toCompany } from "../../modules/consignment/domain/company"
import { chooseLanguage } from "../language"
import type { Frame, ItemName } from "../papers/frame"
import type { SettledMovement, SettledMovements } from "../papers/settlement"

export const contractor: Contractor = {
  id: "concon_1",
  code: "ZOLW",
  name: "Żółw i Gęś Sp. z o.o.",
  email: "biuro@zolw.example",
  tax_id: "PL5260001246",
  country_code: "PL",
  address: {
    company: "Żółw i Gęś Sp. z o.o.",
    address_1: "ul. Świętokrzyska 31/33a",
    postal_code: "00-049",
    city: "Warszawa",
  },
  customer_id: null,
  language: "pl",
  phone: null,
  iban: null,
  registration_number: null,
  payment_terms_days: null,
  metadata: null,
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-01T00:00:00.000Z",
}

const items: ReadonlyMap<string, ItemName> = new Map([
  ["iitem_1", { title: "Łyżka do zupy, stal", contractor_sku: "ŁZ-7" }],
  ["iitem_2", { title: "Vase, 30 cm", contractor_sku: null }],
])

export const frame = (language: PaperLanguage = "en"): Frame => ({
  language: chooseLanguage(language),
  storeName: "Winkel & Zoon B.V.",
  company: toCompany(null),
  contractor,
  agreement: null,
  timeZone: "Europe/Warsaw",
  decimals: 2,
  items,
})

export const settlementLine = (line: Partial<SettlementLine> = {}): SettlementLine => ({
  inventory_item_id: "iitem_1",
  sku: "SPOON",
  opening: "0",
  issued: "0",
  internally_issued: "0",
  transferred: "0",
  counted_lost: "0",
  returned: "0",
  transfer_reversed: "0",
  net: "0",
  to_invoice: "0",
  carry: "0",
  net_value: "0.00",
  amount: "0.00",
  balanced: false,
  late_quantity: "0",
  branches: [],
  ...line,
})

export const statementLine = (line: Partial<StatementLine> = {}): StatementLine => ({
  inventory_item_id: "iitem_1",
  sku: "SPOON",
  opening: "0",
  received: "0",
  consumed: "0",
  returned_to_consignor: "0",
  counted: "0",
  closing: "0",
  ...line,
})

/** January in Warsaw: spoons were sold and some came back, a vase was sold and came back whole. */
export const settlement = (settled: Partial<Settlement> = {}): Settlement => ({
  id: "conset_1",
  number: "SET-000007",
  contractor_id: contractor.id,
  direction: "inbound",
  currency_code: "EUR",
  period_from: "2025-12-31T22:59:59.999Z",
  cut_off: "2026-01-31T22:59:59.999Z",
  status: "closed",
  state: "closed",
  invoices: [],
  closed_at: "2026-02-03T10:30:00.000Z",
  created_by: null,
  lines: [
    settlementLine({
      issued: "1234.5",
      returned: "34.5",
      net: "1200",
      to_invoice: "1200",
      net_value: "8999.99",
      amount: "8999.99",
      late_quantity: "2",
      branches: [
        { branch_code: "KRK", net: "200", net_value: "1499.99" },
        { branch_code: "WAW", net: "1000", net_value: "7500.00" },
      ],
    }),
    settlementLine({
      inventory_item_id: "iitem_2",
      sku: "VASE",
      issued: "1",
      returned: "1",
      balanced: true,
    }),
  ],
  net_value: "8999.99",
  amount: "8999.99",
  stock: [
    statementLine({ opening: "2000", received: "500", consumed: "1200", closing: "1300" }),
    statementLine({ inventory_item_id: "iitem_2", sku: "VASE", opening: "3", closing: "3" }),
  ],
  ...settled,
})

/** A spoon that was sold late on the last evening of January in Warsaw. */
export const settledMovement = (movement: Partial<SettledMovement> = {}): SettledMovement => ({
  type: "goods_issue",
  document_number: "GI-000031",
  inventory_item_id: "iitem_1",
  sku: "SPOON",
  lot_id: "conlot_1",
  quantity: "-1",
  unit_cost: "7.5",
  branch_code: "WAW",
  effective_at: "2026-01-31T22:30:00.000Z",
  late: false,
  ...movement,
})

/** So many movements; each takes one piece more than the one before. */
export const settledMovements = (count: number): SettledMovements => ({
  count,
  read: async function* () {
    for (let number = 1; number <= count; number += 1) {
      yield await Promise.resolve(settledMovement({ quantity: String(-number) }))
    }
  },
})

const document = (document: Partial<Document>): Document => ({
  id: "condoc_1",
  number: "GR-000012",
  type: "goods_receipt",
  status: "posted",
  effective_at: "2026-01-15T23:30:00.000Z",
  posted_at: "2026-01-16T08:00:00.000Z",
  created_by: null,
  late: false,
  reference: "WZ 12/2026",
  note: null,
  metadata: null,
  warehouse_id: "conwh_1",
  stock_location_id: "sloc_1",
  branch_code: null,
  reversed_by: [],
  lines: [],
  ...document,
})

export const goodsReceipt = (receipt: Partial<Document> = {}): Document =>
  document({
    currency_code: "EUR",
    lines: [
      {
        id: "conline_1",
        index: 0,
        inventory_item_id: "iitem_1",
        sku: "SPOON",
        quantity: "1250.5",
        unit_cost: "7.4999",
        batch: "B-1",
        expires_at: "2027-06-30T00:00:00.000Z",
        serial_numbers: null,
      },
      {
        id: "conline_2",
        index: 1,
        inventory_item_id: "iitem_2",
        sku: "VASE",
        quantity: "2",
        unit_cost: "20",
        batch: null,
        expires_at: null,
        serial_numbers: ["S1", "S2"],
      },
    ],
    ...receipt,
  })

export const consignorReturn = (goodsReturn: Partial<Document> = {}): Document =>
  document({
    number: "CR-000003",
    type: "consignor_return",
    reference: null,
    lines: [
      { id: "conline_3", index: 0, inventory_item_id: "iitem_1", sku: "SPOON", quantity: "300" },
    ],
    ...goodsReturn,
  })

export const delivery = (delivered: Partial<Document> = {}): Document =>
  document({
    number: "DL-000004",
    type: "delivery",
    currency_code: "EUR",
    lines: [
      {
        id: "conline_4",
        index: 0,
        inventory_item_id: "iitem_2",
        sku: "VASE",
        quantity: "20",
        unit_price: "24.995",
      },
    ],
    ...delivered,
  })

export const invoiceLine = (line: Partial<InvoiceLine> = {}): InvoiceLine => ({
  id: "coninl_1",
  kind: "goods",
  inventory_item_id: "iitem_1",
  sku: "SPOON",
  quantity: "1200",
  unit_price: "7.499992",
  amount: "8999.99",
  suggested_quantity: "1200",
  suggested_unit_price: "7.499992",
  credited_line_id: null,
  tax_rate: null,
  tax_category: null,
  allocations: [],
  ...line,
})

export const invoice = (invoice: Partial<Invoice> = {}): Invoice => ({
  id: "coninv_1",
  number: "FV/2026/02/17",
  kind: "supplier",
  status: "posted",
  contractor_id: contractor.id,
  direction: "inbound",
  currency_code: "EUR",
  settlement_ids: ["conset_1"],
  credited_invoice_id: null,
  order_id: null,
  issued_at: "2026-02-05T12:00:00.000Z",
  posted_at: "2026-02-05T12:00:00.000Z",
  created_by: null,
  lines: [invoiceLine()],
  amount: "8999.99",
  variance_amount: "0.00",
  net_amount: "8999.99",
  tax_amount: "0.00",
  gross_amount: "8999.99",
  tax_lines: [],
  due_at: null,
  paid_amount: "0.00",
  credited_amount: "0.00",
  open_amount: "8999.99",
  payments: [],
  parties: null,
  problems: [],
  ...invoice,
})
