import type { MiddlewareRoute } from "@medusajs/framework/http"
import { splitPermission, type Permission } from "../http-contract/permission"

type Access = Record<string, readonly Permission[]>

const BASE = "/admin/consignment"

type NameOf<Named extends Permission> = Named extends `consignment_${infer Name}:${string}`
  ? Name
  : never

type DocumentName = NameOf<Extract<Permission, `${string}:reverse`>>
type RecordName = "agreement" | "contractor" | "warehouse"

const listOneAndReverse = (path: string, name: DocumentName): Access => ({
  [`get ${path}`]: [`consignment_${name}:read`],
  [`get ${path}/:id`]: [`consignment_${name}:read`],
  [`post ${path}/:id/reverse`]: [`consignment_${name}:reverse`],
})

const document = (path: string, name: DocumentName): Access => ({
  ...listOneAndReverse(path, name),
  [`post ${path}`]: [`consignment_${name}:post`],
})

/** A document that is posted under the one it takes back. */
const returnOf = (path: string, name: DocumentName): Access => ({
  ...listOneAndReverse(`/${name.replaceAll("_", "-")}s`, name),
  [`post ${path}/:id/returns`]: [`consignment_${name}:post`],
})

const paperOf = (path: string, permission: Permission): Access => ({
  [`get ${path}/:id/document`]: [permission],
})

const record = (path: string, name: RecordName): Access => ({
  [`get ${path}`]: [`consignment_${name}:read`],
  [`post ${path}`]: [`consignment_${name}:manage`],
  [`get ${path}/:id`]: [`consignment_${name}:read`],
  [`post ${path}/:id`]: [`consignment_${name}:manage`],
  [`delete ${path}/:id`]: [`consignment_${name}:manage`],
})

const agreedItems = (path: string, name: RecordName): Access => ({
  [`get ${path}/:id/items`]: [`consignment_${name}:read`],
  [`post ${path}/:id/items`]: [`consignment_${name}:manage`],
  [`delete ${path}/:id/items/:inventory_item_id`]: [`consignment_${name}:manage`],
})

const reading = (permission: Permission, ...paths: string[]): Access =>
  Object.fromEntries(paths.map((path) => [`get ${path}`, [permission]]))

const invoicing = (...operations: string[]): Access =>
  Object.fromEntries(operations.map((operation) => [operation, ["consignment_invoice:invoice"]]))

/**
 * What a role needs for each route, by method and path below `/admin/consignment`; several permissions are needed
 * together. A route that is missing here fails a test.
 */
export const access: Access = {
  ...record("/agreements", "agreement"),
  ...record("/contractors", "contractor"),
  ...record("/warehouses", "warehouse"),
  ...agreedItems("/contractors", "contractor"),
  ...agreedItems("/warehouses", "warehouse"),
  "get /settings": ["consignment_settings:read"],
  "post /settings": ["consignment_settings:manage"],

  ...reading(
    "consignment_stock:read",
    "/ageing",
    "/lots",
    "/lots/:id/trace",
    "/movements",
    "/orders/:order_id",
    "/overview",
    "/reconciliation",
    "/refill",
    "/silent-shops",
    "/stock",
    "/stock/ownership"
  ),

  "post /reconciliation/leaked-reservations/:id/release": ["consignment_stock:manage"],

  ...document("/consignor-returns", "consignor_return"),
  ...paperOf("/consignor-returns", "consignment_consignor_return:read"),
  ...document("/deliveries", "delivery"),
  ...paperOf("/deliveries", "consignment_delivery:read"),
  "get /deliveries/due": ["consignment_delivery:read"],
  "post /deliveries/:id": ["consignment_delivery:post"],
  "delete /deliveries/:id": ["consignment_delivery:post"],
  "post /deliveries/:id/post": ["consignment_delivery:post"],
  "post /deliveries/:id/receipt": ["consignment_delivery:post"],
  "post /refill": ["consignment_delivery:post"],
  ...document("/goods-issues", "goods_issue"),
  "post /goods-issues/plan": ["consignment_goods_issue:read"],
  ...returnOf("/goods-issues", "goods_issue_return"),
  ...document("/goods-receipts", "goods_receipt"),
  ...paperOf("/goods-receipts", "consignment_goods_receipt:read"),
  ...document("/internal-issues", "internal_issue"),
  ...returnOf("/internal-issues", "internal_issue_return"),
  ...document("/opening-balances", "opening_balance"),
  ...document("/ownership-transfers", "ownership_transfer"),
  ...document("/reported-sales", "reported_sale"),
  ...returnOf("/reported-sales", "reported_sale_return"),
  ...document("/revaluations", "revaluation"),
  ...document("/stock-counts", "stock_count"),
  ...document("/take-backs", "take_back"),
  ...document("/warehouse-transfers", "warehouse_transfer"),
  "post /counted-take-backs": [
    "consignment_reported_sale:post",
    "consignment_stock_count:post",
    "consignment_take_back:post",
  ],
  "post /counted-take-backs/plan": ["consignment_stock:read"],

  "post /imports/goods-issues": ["consignment_goods_issue:post"],
  "post /imports/goods-receipts": ["consignment_goods_receipt:post"],
  "post /imports/opening-balances": ["consignment_opening_balance:post"],
  "post /imports/reported-sales": ["consignment_reported_sale:post"],
  "get /import-exceptions": ["consignment_import_exception:read"],
  "post /import-exceptions/:id/dismiss": ["consignment_import_exception:manage"],

  ...reading(
    "consignment_settlement:read",
    "/contractors/:id/balance",
    "/settlements",
    "/settlements/:id",
    "/settlements/:id/document",
    "/settlements/:id/movements",
    "/settlements/due"
  ),
  "post /settlements/preview": ["consignment_settlement:read"],
  "post /settlements": ["consignment_settlement:settle"],
  "post /settlements/:id/cancel": ["consignment_settlement:cancel"],

  ...reading("consignment_invoice:read", "/invoices", "/invoices/:id", "/invoices/:id/document"),
  ...invoicing(
    "post /invoices",
    "post /invoices/:id",
    "delete /invoices/:id",
    "post /invoices/:id/lines",
    "post /invoices/:id/lines/:line_id",
    "delete /invoices/:id/lines/:line_id",
    "post /invoices/:id/post",
    "post /invoices/:id/credit"
  ),
}

/** The host checks these before it reads a body, as long as its feature flag `rbac` is on. */
export const accessMiddlewares: MiddlewareRoute[] = Object.entries(access).map(
  ([operation, needed]) => {
    const [method = "", path = ""] = operation.split(" ")
    return {
      matcher: `${BASE}${path}`,
      methods: [method.toUpperCase() as "GET" | "POST" | "DELETE"],
      policies: needed.map(splitPermission),
    }
  }
)
