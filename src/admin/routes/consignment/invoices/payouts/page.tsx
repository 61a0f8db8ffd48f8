import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../../components/breadcrumb"
import { PayoutSections } from "./components/payout-sections"

const PayoutsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_payout.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="Payouts">
          <PayoutSections />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const handle = { breadcrumb: () => <Breadcrumb of="payouts.title" /> }

export default PayoutsPage
