import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { SettlementTable } from "./components/settlement-table"

const SettlementsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_settlement.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Settlements">
          <SettlementTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.settlements",
  translationNs: "consignment",
  rank: 9,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.settlements" /> }

export default SettlementsPage
