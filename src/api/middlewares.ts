import { defineMiddlewares } from "@medusajs/framework/http"
import { accessMiddlewares } from "./access"
import { accountMiddlewares } from "./admin/consignment/accounts/middlewares"
import { agreementMiddlewares } from "./admin/consignment/agreements/middlewares"
import { attachmentMiddlewares } from "./admin/consignment/attachments/middlewares"
import { allDocumentsMiddlewares } from "./admin/consignment/documents/middlewares"
import { contractorMiddlewares } from "./admin/consignment/contractors/middlewares"
import { goodsIssueMiddlewares } from "./admin/consignment/goods-issues/middlewares"
import { importExceptionMiddlewares } from "./admin/consignment/import-exceptions/middlewares"
import { importMiddlewares } from "./admin/consignment/imports/middlewares"
import { invoiceMiddlewares } from "./admin/consignment/invoices/middlewares"
import { itemCardMiddlewares } from "./admin/consignment/item-cards/middlewares"
import { labelMiddlewares } from "./admin/consignment/labels/middlewares"
import { loanMiddlewares } from "./admin/consignment/loans/middlewares"
import { lotMiddlewares } from "./admin/consignment/lots/middlewares"
import { markdownMiddlewares } from "./admin/consignment/markdowns/middlewares"
import { openItemMiddlewares } from "./admin/consignment/open-items/middlewares"
import { payoutMiddlewares } from "./admin/consignment/payouts/middlewares"
import { movementMiddlewares } from "./admin/consignment/movements/middlewares"
import { overviewMiddlewares } from "./admin/consignment/overview/middlewares"
import { searchMiddlewares } from "./admin/consignment/search/middlewares"
import { settlementMiddlewares } from "./admin/consignment/settlements/middlewares"
import { serialNumberMiddlewares } from "./admin/consignment/serial-numbers/middlewares"
import { settingsMiddlewares } from "./admin/consignment/settings/middlewares"
import { stockMiddlewares } from "./admin/consignment/stock/middlewares"
import { ageingMiddlewares } from "./admin/consignment/ageing/middlewares"
import { silentShopMiddlewares } from "./admin/consignment/silent-shops/middlewares"
import { countedTakeBackMiddlewares } from "./admin/consignment/counted-take-backs/middlewares"
import { reconciliationMiddlewares } from "./admin/consignment/reconciliation/middlewares"
import { arrivalMiddlewares } from "./admin/consignment/take-backs/middlewares"
import { deliveryMiddlewares } from "./admin/consignment/deliveries/middlewares"
import { peerMiddlewares } from "./admin/consignment/peers/middlewares"
import { refillMiddlewares } from "./admin/consignment/refill/middlewares"
import { warehouseMiddlewares } from "./admin/consignment/warehouses/middlewares"
import { fulfillmentMiddlewares } from "./admin/fulfillments/middlewares"
import { hostFlowMiddlewares } from "./admin/host-flow-middlewares"
import { orderMiddlewares } from "./admin/orders/middlewares"
import { returnMiddlewares } from "./admin/returns/middlewares"
import { consignmentPeerMiddlewares } from "./consignment-peer/middlewares"
import { documentMiddlewares } from "./document-middlewares"
import { endingHireMiddlewares } from "./ending-hires"

export default defineMiddlewares({
  routes: [
    ...accessMiddlewares,
    ...hostFlowMiddlewares,
    ...fulfillmentMiddlewares,
    ...orderMiddlewares,
    ...returnMiddlewares,
    ...accountMiddlewares,
    ...agreementMiddlewares,
    ...attachmentMiddlewares,
    ...contractorMiddlewares,
    ...goodsIssueMiddlewares,
    ...arrivalMiddlewares,
    ...deliveryMiddlewares,
    ...endingHireMiddlewares,
    ...allDocumentsMiddlewares,
    ...documentMiddlewares,
    ...importExceptionMiddlewares,
    ...importMiddlewares,
    ...invoiceMiddlewares,
    ...itemCardMiddlewares,
    ...labelMiddlewares,
    ...loanMiddlewares,
    ...lotMiddlewares,
    ...markdownMiddlewares,
    ...openItemMiddlewares,
    ...payoutMiddlewares,
    ...movementMiddlewares,
    ...overviewMiddlewares,
    ...peerMiddlewares,
    ...consignmentPeerMiddlewares,
    ...reconciliationMiddlewares,
    ...searchMiddlewares,
    ...serialNumberMiddlewares,
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
