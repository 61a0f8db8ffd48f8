import { firstId } from "./filled-shop"
import type { ShopClient } from "./shop-entrance"

/** Addresses of the pages of the admin, each by a name, in a shop that has one of everything. */
export const pagesOf = async (shop: ShopClient): Promise<Record<string, string>> => {
  const one = async (name: string, resource: string) =>
    [name, `/consignment/${resource}/${await firstId(shop, resource)}`] as const
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
    preview: `/consignment/settlements/create?contractor_id=${await firstId(shop, "contractors")}`,
    invoices: "/consignment/invoices",
    "settle-all": "/consignment/settlements/due",
    "invoice-all": "/consignment/invoices/settled",
    payouts: "/consignment/invoices/payouts",
    ...Object.fromEntries(
      await Promise.all([
        one("contractor", "contractors"),
        one("warehouse", "warehouses"),
        one("receipt", "goods-receipts"),
        one("lot", "lots"),
        one("settlement", "settlements"),
        one("invoice", "invoices"),
      ])
    ),
  }
}
