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

export const handle = { breadcrumb: () => <Breadcrumb of="ageing.title" /> }

export default AgeingPage
