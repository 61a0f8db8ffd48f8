import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams, type UIMatch } from "react-router-dom"
import { PageStates } from "../../../../components/page-states"
import { usePeer } from "../../../../hooks/api/peers"
import { ExceptionSection } from "./components/exception-section"
import { MessageTable } from "./components/message-table"
import { PeerBreadcrumb } from "./components/peer-breadcrumb"
import { PeerSection } from "./components/peer-section"
import { StatementSection } from "./components/statement-section"
import { WarehousePairs } from "./components/warehouse-pairs"

const PeerPage = () => {
  const { peer, error, refetch } = usePeer(useParams().id)
  return (
    <PageStates value={peer} error={error} onRetry={() => void refetch()}>
      {(found) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_peer.details"
          preferredLayoutId="core:single-column"
          data={found}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="ConsignmentPeer">
                  <PeerSection peer={found} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentPeerExceptions">
                  <ExceptionSection peer={found} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentPeerWarehouses">
                  <WarehousePairs peer={found} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentPeerStatement">
                  {found.status !== "invited" && <StatementSection peerId={found.id} />}
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentPeerSent">
                  {found.status !== "invited" && <MessageTable peer={found} feed="sent" />}
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="ConsignmentPeerReceived">
                  {found.status !== "invited" && <MessageTable peer={found} feed="received" />}
                </LayoutComposer.Entry>
              </>
            ),
          }}
        />
      )}
    </PageStates>
  )
}

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <PeerBreadcrumb id={params.id} />,
}

export default PeerPage
