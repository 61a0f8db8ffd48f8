import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { LotTable } from "./components/lot-table"

const LotsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_lot.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Lots">
          <LotTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.lots",
  translationNs: "consignment",
  rank: 6,
})

export const handle = { breadcrumb: () => <Breadcrumb of="lots.many" /> }

export default LotsPage
