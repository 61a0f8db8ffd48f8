import { defineMiddlewares } from "@medusajs/framework/http"
import { agreementMiddlewares } from "./admin/consignment/agreements/middlewares"
import { contractorMiddlewares } from "./admin/consignment/contractors/middlewares"
import { goodsIssueReturnMiddlewares } from "./admin/consignment/goods-issue-returns/middlewares"
import { goodsIssueMiddlewares } from "./admin/consignment/goods-issues/middlewares"
import { goodsReceiptMiddlewares } from "./admin/consignment/goods-receipts/middlewares"
import { importExceptionMiddlewares } from "./admin/consignment/import-exceptions/middlewares"
import { importMiddlewares } from "./admin/consignment/imports/middlewares"
import { invoiceMiddlewares } from "./admin/consignment/invoices/middlewares"
import { lotMiddlewares } from "./admin/consignment/lots/middlewares"
import { movementMiddlewares } from "./admin/consignment/movements/middlewares"
import { overviewMiddlewares } from "./admin/consignment/overview/middlewares"
import { settlementMiddlewares } from "./admin/consignment/settlements/middlewares"
import { settingsMiddlewares } from "./admin/consignment/settings/middlewares"
import { stockMiddlewares } from "./admin/consignment/stock/middlewares"
import { internalIssueMiddlewares } from "./admin/consignment/internal-issues/middlewares"
import { internalIssueReturnMiddlewares } from "./admin/consignment/internal-issue-returns/middlewares"
import { warehouseTransferMiddlewares } from "./admin/consignment/warehouse-transfers/middlewares"
import { ownershipTransferMiddlewares } from "./admin/consignment/ownership-transfers/middlewares"
import { consignorReturnMiddlewares } from "./admin/consignment/consignor-returns/middlewares"
import { stockCountMiddlewares } from "./admin/consignment/stock-counts/middlewares"
import { revaluationMiddlewares } from "./admin/consignment/revaluations/middlewares"
import { ageingMiddlewares } from "./admin/consignment/ageing/middlewares"
import { silentShopMiddlewares } from "./admin/consignment/silent-shops/middlewares"
import { countedTakeBackMiddlewares } from "./admin/consignment/counted-take-backs/middlewares"
import { deliveryMiddlewares } from "./admin/consignment/deliveries/middlewares"
import { refillMiddlewares } from "./admin/consignment/refill/middlewares"
import { reportedSaleMiddlewares } from "./admin/consignment/reported-sales/middlewares"
import { reportedSaleReturnMiddlewares } from "./admin/consignment/reported-sale-returns/middlewares"
import { takeBackMiddlewares } from "./admin/consignment/take-backs/middlewares"
import { openingBalanceMiddlewares } from "./admin/consignment/opening-balances/middlewares"
import { warehouseMiddlewares } from "./admin/consignment/warehouses/middlewares"
import { fulfillmentMiddlewares } from "./admin/fulfillments/middlewares"
import { orderMiddlewares } from "./admin/orders/middlewares"
import { returnMiddlewares } from "./admin/returns/middlewares"

export default defineMiddlewares({
  routes: [
    ...fulfillmentMiddlewares,
    ...orderMiddlewares,
    ...returnMiddlewares,
    ...agreementMiddlewares,
    ...contractorMiddlewares,
    ...goodsIssueMiddlewares,
    ...goodsIssueReturnMiddlewares,
    ...goodsReceiptMiddlewares,
    ...importExceptionMiddlewares,
    ...importMiddlewares,
    ...invoiceMiddlewares,
    ...lotMiddlewares,
    ...movementMiddlewares,
    ...overviewMiddlewares,
    ...settingsMiddlewares,
    ...settlementMiddlewares,
    ...stockMiddlewares,
    ...internalIssueMiddlewares,
    ...internalIssueReturnMiddlewares,
    ...warehouseTransferMiddlewares,
    ...ownershipTransferMiddlewares,
    ...consignorReturnMiddlewares,
    ...stockCountMiddlewares,
    ...revaluationMiddlewares,
    ...ageingMiddlewares,
    ...silentShopMiddlewares,
    ...countedTakeBackMiddlewares,
    ...deliveryMiddlewares,
    ...refillMiddlewares,
    ...reportedSaleMiddlewares,
    ...reportedSaleReturnMiddlewares,
    ...takeBackMiddlewares,
    ...openingBalanceMiddlewares,
    ...warehouseMiddlewares,
  ],
})
