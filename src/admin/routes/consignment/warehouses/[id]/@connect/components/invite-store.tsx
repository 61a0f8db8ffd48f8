import { RouteDrawer } from "@medusajs/dashboard/components"
import { Button, Code, Copy, Text } from "@medusajs/ui"
import { useState } from "react"
import { Allowed } from "../../../../../../components/allowed"
import type { Warehouse } from "../../../../../../../http-contract/warehouse"
import { Instant } from "../../../../../../components/instant"
import { useInvitePeer, type Invitation } from "../../../../../../hooks/api/peers"
import { useReportedError } from "../../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../../hooks/use-words"
import { FlowDiagram } from "./flow-diagram"

/** Shows the code that the customer enters; it is shown once. */
export const InviteStore = ({ warehouse }: { warehouse: Warehouse }) => {
  const { t } = useWords()
  const report = useReportedError()
  const { mutateAsync, isPending } = useInvitePeer()
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const invite = () => mutateAsync({ warehouse_id: warehouse.id }).then(setInvitation).catch(report)
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title>{t("peers.invite.title")}</RouteDrawer.Title>
        <RouteDrawer.Description>{t("peers.invite.hint")}</RouteDrawer.Description>
      </RouteDrawer.Header>
      <RouteDrawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
        <FlowDiagram />
        {invitation && (
          <div className="flex flex-col gap-y-2">
            <Text size="small" weight="plus">
              {t("peers.invite.code")}
            </Text>
            <div className="flex items-center gap-x-2">
              <Code className="break-all">{invitation.pairing_code}</Code>
              <Copy content={invitation.pairing_code} />
            </div>
            <Text size="small" className="text-ui-fg-subtle">
              {t("peers.invite.until")} <Instant value={invitation.expires_at} withTime />
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {t("peers.invite.address", { address: window.location.origin })}
            </Text>
          </div>
        )}
      </RouteDrawer.Body>
      <RouteDrawer.Footer>
        <RouteDrawer.Close asChild>
          <Button size="small" variant="secondary">
            {t("actions.close")}
          </Button>
        </RouteDrawer.Close>
        <Allowed needs="consignment_peer:manage">
          <Button size="small" isLoading={isPending} onClick={() => void invite()}>
            {invitation ? t("peers.invite.again") : t("peers.invite.make")}
          </Button>
        </Allowed>
      </RouteDrawer.Footer>
    </RouteDrawer>
  )
}
