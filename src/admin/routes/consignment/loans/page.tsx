import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { LoanTable } from "./components/loan-table"

const LoansPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_loan.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="ConsignmentLoans">
          <LoanTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.loans",
  translationNs: "consignment",
  rank: 12,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.loans" /> }

export default LoansPage
