import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../../components/breadcrumb"
import { SettleAll } from "../components/settle-all"

const SettleAllPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_settlement.due"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="SettleAll">
          <SettleAll />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const handle = { breadcrumb: () => <Breadcrumb of="batches.settle" /> }

export default SettleAllPage
