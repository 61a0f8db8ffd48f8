import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { InvoiceTable } from "./components/invoice-table"

const InvoicesPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_invoice.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Invoices">
          <InvoiceTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.invoices",
  translationNs: "consignment",
  rank: 10,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.invoices" /> }

export default InvoicesPage
