import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { WarehouseTable } from "./components/warehouse-table"

const WarehousesPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_warehouse.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="ConsignmentWarehouses">
          <WarehouseTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.warehouses",
  translationNs: "consignment",
  rank: 2,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.warehouses" /> }

export default WarehousesPage
