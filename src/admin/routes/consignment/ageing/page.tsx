import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { AgeingTable } from "./components/ageing-table"

const AgeingPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_ageing.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Ageing">
          <AgeingTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.ageing",
  translationNs: "consignment",
  rank: 7,
})

export const handle = { breadcrumb: () => <Breadcrumb of="ageing.title" /> }

export default AgeingPage
