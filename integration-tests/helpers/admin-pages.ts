import { firstId } from "./filled-shop"
import type { ShopClient } from "./shop-entrance"

/**
 * Addresses of the pages of the admin, each by a name, in a shop that has one of everything. The
 * pages of one partner are those of the demo's maker with a settlement: specs that ran before may
 * have added partners that have nothing yet.
 */
export const pagesOf = async (shop: ShopClient): Promise<Record<string, string>> => {
  const contractorId = await firstId(shop, "contractors", { code: "WILG" })
  const ofMaker = { contractor_id: contractorId }
  const one = async (name: string, resource: string, query: Record<string, unknown> = {}) =>
    [name, `/consignment/${resource}/${await firstId(shop, resource, query)}`] as const
  return {
    overview: "/consignment",
    settings: "/settings/consignment",
    search: "/consignment/search?q=GR",
    contractors: "/consignment/contractors",
    warehouses: "/consignment/warehouses",
    receipts: "/consignment/goods-receipts",
    "receipt-form": "/consignment/goods-receipts/post",
    documents: "/consignment/documents",
    "all-documents": "/consignment/documents/all",
    issues: "/consignment/documents/goods-issues",
    "count-form": "/consignment/documents/stock-counts/post",
    stock: "/consignment/stock",
    movements: "/consignment/movements",
    lots: "/consignment/lots",
    imports: "/consignment/imports",
    loans: "/consignment/loans",
    peers: "/consignment/peers",
    settlements: "/consignment/settlements",
    contractor: `/consignment/contractors/${contractorId}`,
    preview: `/consignment/settlements/create?contractor_id=${contractorId}`,
    invoices: "/consignment/invoices",
    "settle-all": "/consignment/settlements/due",
    "invoice-all": "/consignment/invoices/settled",
    payouts: "/consignment/invoices/payouts",
    ...Object.fromEntries(
      await Promise.all([
        one("warehouse", "warehouses"),
        one("receipt", "goods-receipts", ofMaker),
        one("lot", "lots", ofMaker),
        one("settlement", "settlements", ofMaker),
        one("invoice", "invoices"),
      ])
    ),
  }
}
