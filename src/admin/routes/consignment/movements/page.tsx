import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { MovementTable } from "./components/movement-table"

const MovementsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_movement.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Movements">
          <MovementTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.movements",
  translationNs: "consignment",
  rank: 8,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.movements" /> }

export default MovementsPage
