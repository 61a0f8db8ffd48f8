import { defineMiddlewares } from "@medusajs/framework/http"
import { accessMiddlewares } from "./access"
import { agreementMiddlewares } from "./admin/consignment/agreements/middlewares"
import { contractorMiddlewares } from "./admin/consignment/contractors/middlewares"
import { goodsIssueMiddlewares } from "./admin/consignment/goods-issues/middlewares"
import { importExceptionMiddlewares } from "./admin/consignment/import-exceptions/middlewares"
import { importMiddlewares } from "./admin/consignment/imports/middlewares"
import { invoiceMiddlewares } from "./admin/consignment/invoices/middlewares"
import { lotMiddlewares } from "./admin/consignment/lots/middlewares"
import { movementMiddlewares } from "./admin/consignment/movements/middlewares"
import { overviewMiddlewares } from "./admin/consignment/overview/middlewares"
import { settlementMiddlewares } from "./admin/consignment/settlements/middlewares"
import { settingsMiddlewares } from "./admin/consignment/settings/middlewares"
import { stockMiddlewares } from "./admin/consignment/stock/middlewares"
import { ageingMiddlewares } from "./admin/consignment/ageing/middlewares"
import { silentShopMiddlewares } from "./admin/consignment/silent-shops/middlewares"
import { countedTakeBackMiddlewares } from "./admin/consignment/counted-take-backs/middlewares"
import { reconciliationMiddlewares } from "./admin/consignment/reconciliation/middlewares"
import { deliveryMiddlewares } from "./admin/consignment/deliveries/middlewares"
import { refillMiddlewares } from "./admin/consignment/refill/middlewares"
import { warehouseMiddlewares } from "./admin/consignment/warehouses/middlewares"
import { fulfillmentMiddlewares } from "./admin/fulfillments/middlewares"
import { hostFlowMiddlewares } from "./admin/host-flow-middlewares"
import { orderMiddlewares } from "./admin/orders/middlewares"
import { returnMiddlewares } from "./admin/returns/middlewares"
import { documentMiddlewares } from "./document-middlewares"

export default defineMiddlewares({
  routes: [
    ...accessMiddlewares,
    ...hostFlowMiddlewares,
    ...fulfillmentMiddlewares,
    ...orderMiddlewares,
    ...returnMiddlewares,
    ...agreementMiddlewares,
    ...contractorMiddlewares,
    ...goodsIssueMiddlewares,
    ...deliveryMiddlewares,
    ...documentMiddlewares,
    ...importExceptionMiddlewares,
    ...importMiddlewares,
    ...invoiceMiddlewares,
    ...lotMiddlewares,
    ...movementMiddlewares,
    ...overviewMiddlewares,
    ...reconciliationMiddlewares,
    ...settingsMiddlewares,
    ...settlementMiddlewares,
    ...stockMiddlewares,
    ...ageingMiddlewares,
    ...silentShopMiddlewares,
    ...countedTakeBackMiddlewares,
    ...refillMiddlewares,
    ...warehouseMiddlewares,
  ],
})
