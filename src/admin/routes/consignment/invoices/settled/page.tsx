import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../../components/breadcrumb"
import { InvoiceAll } from "../components/invoice-all"

const InvoiceAllPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_invoice.settled"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="InvoiceAll">
          <InvoiceAll />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const handle = { breadcrumb: () => <Breadcrumb of="batches.invoice" /> }

export default InvoiceAllPage
