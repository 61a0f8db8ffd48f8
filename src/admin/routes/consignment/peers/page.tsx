import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../components/breadcrumb"
import { PeerTable } from "./components/peer-table"

const PeersPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_peer.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="ConsignmentPeers">
          <PeerTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const config = defineRouteConfig({
  label: "menu.peers",
  translationNs: "consignment",
  rank: 14,
})

export const handle = { breadcrumb: () => <Breadcrumb of="menu.peers" /> }

export default PeersPage
