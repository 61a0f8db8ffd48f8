import { SectionRow } from "@medusajs/dashboard/components"
import { ArrowPath, Key, PauseSolid, PlaySolid, XCircle } from "@medusajs/icons"
import { Alert, Button, toast, usePrompt } from "@medusajs/ui"
import { Allowed } from "../../../../../components/allowed"
import type { Peer } from "../../../../../../http-contract/peer"
import { ActionMenu } from "../../../../../components/action-menu"
import { Instant } from "../../../../../components/instant"
import { Section } from "../../../../../components/section"
import { useCommandPeer } from "../../../../../hooks/api/peers"
import { useContractorNames } from "../../../../../hooks/use-names"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"
import { PeerStatusBadge } from "../../components/peer-status-badge"

/** How a connection is doing, and what can be done to it. */
export const PeerSection = ({ peer }: { peer: Peer }) => {
  const { t } = useWords()
  const contractorOf = useContractorNames([peer.contractor_id])
  const { mutate, isPending } = useCommandPeer(peer.id, { onError: useReportedError() })
  const report = ({ last_error_reason: reason }: Peer): void => {
    if (reason) toast.warning(t(`peers.contact_errors.${reason}`))
    else toast.success(t("peers.pulled"))
  }
  return (
    <Section
      heading={contractorOf(peer.contractor_id) || t("peers.one")}
      headingLevel="h1"
      subHeading={t(`peers.roles.${peer.role}`)}
      mark={<PeerStatusBadge status={peer.status} />}
      actions={
        <Allowed needs="consignment_peer:manage">
          {peer.status === "connected" && (
            <Button
              size="small"
              variant="secondary"
              isLoading={isPending}
              onClick={() =>
                mutate({ verb: "pull" }, { onSuccess: ({ peer: pulled }) => report(pulled) })
              }
            >
              <ArrowPath />
              {t("peers.pull")}
            </Button>
          )}
          {peer.status === "paused" && (
            <Button
              size="small"
              variant="secondary"
              isLoading={isPending}
              onClick={() => mutate({ verb: "update", body: { status: "connected" } })}
            >
              <PlaySolid />
              {t("peers.resume")}
            </Button>
          )}
          <PeerMenu peer={peer} />
        </Allowed>
      }
    >
      {peer.status === "needs_attention" && <Attention peer={peer} />}
      {peer.last_error_reason && peer.status === "connected" && (
        <div className="px-6 py-4">
          <Alert variant="warning">{t(`peers.contact_errors.${peer.last_error_reason}`)}</Alert>
        </div>
      )}
      <SectionRow title={t("peers.address")} value={peer.url} />
      <SectionRow
        title={t("peers.last_contact")}
        value={<Instant value={peer.last_contact_at} withTime />}
      />
      <SectionRow
        title={t("peers.existing_articles")}
        value={t(`peers.existing.${peer.existing_articles}`)}
      />
    </Section>
  )
}

const PeerMenu = ({ peer }: { peer: Peer }) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const { mutate } = useCommandPeer(peer.id, { onError: useReportedError() })
  if (peer.status === "disconnected") return null
  const disconnect = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("peers.disconnect.title"),
      description: t("peers.disconnect.hint"),
      confirmText: t("peers.disconnect.action"),
      cancelText: t("actions.cancel"),
    })
    if (isSure) mutate({ verb: "disconnect" })
  }
  const pausing = {
    icon: <PauseSolid />,
    label: t("peers.pause"),
    onClick: () => mutate({ verb: "update", body: { status: "paused" } }),
  }
  const rotating = {
    icon: <Key />,
    label: t("peers.rotate_key"),
    onClick: () => mutate({ verb: "rotate-key" }),
  }
  const disconnecting = {
    icon: <XCircle />,
    label: t("peers.disconnect.action"),
    onClick: () => void disconnect(),
  }
  return (
    <ActionMenu
      groups={[
        { actions: peer.status === "connected" ? [pausing, rotating] : [] },
        { actions: [disconnecting] },
      ].filter(({ actions }) => actions.length > 0)}
    />
  )
}

/** One of the stores was restored from a backup, or its feed does not fit. */
const Attention = ({ peer }: { peer: Peer }) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const { mutate, isPending } = useCommandPeer(peer.id, { onError: useReportedError() })
  const reason = peer.attention?.reason
  const accept = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("peers.attention.accept"),
      description: t("peers.attention.accept_hint"),
      confirmText: t("peers.attention.accept"),
      cancelText: t("actions.cancel"),
    })
    if (isSure) mutate({ verb: "resume", body: { accept_statement: true } })
  }
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Alert variant="error">
        {reason ? t(`peers.attention.reasons.${reason}`) : t("peers.attention.hint")}
      </Alert>
      <Allowed needs="consignment_peer:manage">
        <div className="flex gap-x-2">
          <Button
            size="small"
            variant="secondary"
            isLoading={isPending}
            onClick={() => mutate({ verb: "resume", body: { from_sequence: 1 } })}
          >
            {t("peers.attention.read_again")}
          </Button>
          <Button size="small" variant="secondary" onClick={() => void accept()}>
            {t("peers.attention.accept")}
          </Button>
        </div>
      </Allowed>
    </div>
  )
}
