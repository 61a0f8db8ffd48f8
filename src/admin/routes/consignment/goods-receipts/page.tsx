import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Breadcrumb } from "../../../components/breadcrumb"
import { DocumentList } from "../documents/components/document-list"

const GoodsReceiptsPage = () => <DocumentList kind="goods_receipt" />

export const config = defineRouteConfig({
  label: "menu.goods_receipts",
  translationNs: "consignment",
  rank: 3,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.goods_receipts" /> }

export default GoodsReceiptsPage
