import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { ContractorTable } from "./components/contractor-table"

const ContractorsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_contractor.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="ConsignmentContractors">
          <ContractorTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.contractors",
  translationNs: "consignment",
  rank: 1,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.contractors" /> }

export default ContractorsPage
