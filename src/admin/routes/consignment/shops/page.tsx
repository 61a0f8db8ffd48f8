import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { ShopTable } from "./components/shop-table"

const ShopsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_shop.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="ConsignmentShops">
          <ShopTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.shops",
  translationNs: "consignment",
  rank: 11,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.shops" /> }

export default ShopsPage
