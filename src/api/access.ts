import type { MiddlewareRoute } from "@medusajs/framework/http"
import { kinds, reversibleTypes, type ReversibleType } from "../http-contract/kinds"
import { splitPermission, type Permission, type PrintedType } from "../http-contract/permission"

type Access = Record<string, readonly Permission[]>

const BASE = "/admin/consignment"

type RecordName = "agreement" | "contractor" | "warehouse"

/** A document is posted by itself, or under the one whose units it takes back. */
const documentOf = (type: ReversibleType): Access => {
  const kind = kinds[type]
  const { path } = kind
  const postingPath = "returns" in kind ? `${kinds[kind.returns].path}/:id/returns` : path
  return {
    [`get /${path}`]: [`consignment_${type}:read`],
    [`get /${path}/:id`]: [`consignment_${type}:read`],
    [`post /${path}/:id/reverse`]: [`consignment_${type}:reverse`],
    [`post /${postingPath}`]: [`consignment_${type}:post`],
    ...("prints" in kind ? paperOf(`/${path}`, `consignment_${type as PrintedType}`) : {}),
  }
}

const paperOf = (
  path: string,
  resource: `consignment_${PrintedType | "settlement" | "invoice"}`
): Access => ({
  [`get ${path}/:id/document`]: [`${resource}:read`],
  [`get ${path}/:id/send`]: [`${resource}:read`],
  [`post ${path}/:id/send`]: [`${resource}:send`],
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

const connecting = (...operations: string[]): Access =>
  Object.fromEntries(operations.map((operation) => [operation, ["consignment_peer:manage"]]))

/**
 * Permissions of each route, by method and path below `/admin/consignment`; several permissions are needed
 * together. A route that is missing here fails a test.
 */
export const access: Access = {
  ...Object.fromEntries(reversibleTypes.flatMap((type) => Object.entries(documentOf(type)))),

  ...record("/agreements", "agreement"),
  ...record("/contractors", "contractor"),
  ...record("/warehouses", "warehouse"),
  ...agreedItems("/contractors", "contractor"),
  "get /accounts": [
    "consignment_stock:read",
    "consignment_settlement:read",
    "consignment_invoice:read",
  ],
  "get /contractors/:id/prices": ["consignment_contractor:read"],
  "post /contractors/:id/prices": ["consignment_contractor:manage"],
  "post /contractors/:id/prices/import": ["consignment_contractor:manage"],
  "delete /contractors/:id/prices/:price_id": ["consignment_contractor:manage"],
  ...agreedItems("/warehouses", "warehouse"),
  "get /markdowns": ["consignment_agreement:read"],
  "post /markdowns": ["consignment_agreement:manage"],
  "post /markdowns/preview": ["consignment_agreement:read"],
  "get /markdowns/:id": ["consignment_agreement:read"],
  "post /markdowns/:id": ["consignment_agreement:manage"],
  "delete /markdowns/:id": ["consignment_agreement:manage"],
  "get /markdowns/:id/plan": ["consignment_agreement:read"],
  "get /attachments": ["consignment_attachment:read"],
  "post /attachments": ["consignment_attachment:manage"],
  "delete /attachments/:id": ["consignment_attachment:manage"],
  "get /attachments/:id/file": ["consignment_attachment:read"],
  "get /item-cards/:inventory_item_id": ["consignment_item_card:read"],
  "post /item-cards/:inventory_item_id": ["consignment_item_card:manage"],
  "get /peers/:id/links": ["consignment_item_card:read"],
  "get /labels": ["consignment_stock:read"],
  "get /settings": ["consignment_settings:read"],
  "post /settings": ["consignment_settings:manage"],

  ...reading(
    "consignment_stock:read",
    "/ageing",
    "/documents",
    "/lots",
    "/lots/:id/trace",
    "/movements",
    "/orders/:order_id",
    "/overview",
    "/reconciliation",
    "/refill",
    "/reversals/:id",
    "/search",
    "/serial-numbers",
    "/silent-shops",
    "/stock",
    "/stock/ownership",
    "/stock/totals"
  ),

  ...reading("consignment_loan:read", "/loans", "/loans/:id", "/hire-worklist"),
  "post /loans": ["consignment_loan:manage"],
  "post /loans/:id/returns": ["consignment_loan:manage"],

  "post /reconciliation/leaked-reservations/:id/release": ["consignment_stock:manage"],
  "post /serial-numbers": ["consignment_stock:manage"],

  "get /deliveries/due": ["consignment_delivery:read"],
  "get /goods-receipts/totals": ["consignment_goods_receipt:read"],
  "post /deliveries/:id": ["consignment_delivery:post"],
  "delete /deliveries/:id": ["consignment_delivery:post"],
  "post /deliveries/:id/post": ["consignment_delivery:post"],
  "post /deliveries/:id/receipt": ["consignment_delivery:post"],
  "post /deliveries/:id/end-hire": ["consignment_delivery:post"],
  "post /deliveries/:id/extend-hire": ["consignment_delivery:post"],
  "post /refill": ["consignment_delivery:post"],
  "post /goods-issues/plan": ["consignment_goods_issue:read"],
  "post /goods-issues/:id/serial-numbers": ["consignment_goods_issue:post"],
  "post /goods-receipts/:id/check": ["consignment_goods_receipt:post"],
  "post /take-backs/:id/post": ["consignment_take_back:post"],
  "post /take-backs/:id/difference": ["consignment_take_back:post"],
  "post /counted-take-backs": [
    "consignment_reported_sale:post",
    "consignment_stock_count:post",
    "consignment_take_back:post",
  ],
  "post /counted-take-backs/plan": ["consignment_stock:read"],

  ...reading(
    "consignment_peer:read",
    "/peers",
    "/peers/:id",
    "/peers/:id/messages",
    "/peers/:id/exceptions",
    "/peers/:id/statement",
    "/peers/:id/statement/document"
  ),
  ...connecting(
    "post /peers",
    "post /peers/join",
    "post /peers/:id",
    "delete /peers/:id",
    "post /peers/:id/rotate-key",
    "post /peers/:id/resume",
    "post /peers/:id/warehouses",
    "post /peers/:id/pull",
    "post /peers/:id/exceptions/:exception_id/retry",
    "post /peers/:id/exceptions/:exception_id/dismiss",
    "post /peers/:id/exceptions/:exception_id/link"
  ),

  "post /imports/goods-issues": ["consignment_goods_issue:post"],
  "post /imports/goods-receipts": ["consignment_goods_receipt:post"],
  "post /imports/opening-balances": ["consignment_opening_balance:post"],
  "post /imports/reported-sales": ["consignment_reported_sale:post"],
  "post /imports/stock-counts": ["consignment_stock_count:post"],
  "get /import-exceptions": ["consignment_import_exception:read"],
  "post /import-exceptions/:id/dismiss": ["consignment_import_exception:manage"],

  ...reading(
    "consignment_settlement:read",
    "/contractors/:id/balance",
    "/settlements",
    "/settlements/:id",
    "/settlements/:id/movements",
    "/settlements/due",
    "/settlements/due/plan",
    "/settlements/totals"
  ),
  ...paperOf("/settlements", "consignment_settlement"),
  "post /settlements/preview": ["consignment_settlement:read"],
  "post /settlements/due": ["consignment_settlement:settle"],
  "post /settlements": ["consignment_settlement:settle"],
  "post /settlements/:id/cancel": ["consignment_settlement:cancel"],

  ...reading(
    "consignment_invoice:read",
    "/invoices",
    "/invoices/:id",
    "/invoices/settled/plan",
    "/open-items",
    "/payouts"
  ),
  ...paperOf("/invoices", "consignment_invoice"),
  "post /payouts/file": ["consignment_invoice:read"],
  ...invoicing(
    "post /invoices",
    "post /invoices/settled",
    "post /invoices/:id",
    "delete /invoices/:id",
    "post /invoices/:id/lines",
    "post /invoices/:id/lines/:line_id",
    "delete /invoices/:id/lines/:line_id",
    "post /invoices/:id/post",
    "post /invoices/:id/credit",
    "post /invoices/:id/payments",
    "post /invoices/:id/payments/:payment_id/reverse",
    "post /payouts/payments"
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
