import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { StockTable } from "./components/stock-table"

const StockPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_stock.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Stock">
          <StockTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.stock",
  translationNs: "consignment",
  rank: 5,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.stock" /> }

export default StockPage
