import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { useMemo } from "react"
import type { Peer, PeerMessage } from "../../../../../../http-contract/peer"
import { Instant } from "../../../../../components/instant"
import { ListTable } from "../../../../../components/list-table"
import { usePeerMessages } from "../../../../../hooks/api/peers"
import { useListQuery } from "../../../../../hooks/use-list-query"
import { useWords } from "../../../../../hooks/use-words"
import { toMessageName } from "./message-name"

const PAGE_SIZE = 10

const column = createDataTableColumnHelper<PeerMessage>()

const colors = {
  pending: "blue",
  applied: "green",
  exception: "red",
  waiting: "orange",
  dismissed: "grey",
} as const

/** One of the two feeds of a connection, the newest message first. */
export const MessageTable = ({ peer, feed }: { peer: Peer; feed: "sent" | "received" }) => {
  const { t } = useWords()
  const { limit, offset } = useListQuery({ prefix: feed, pageSize: PAGE_SIZE })
  const { messages, count, error, refetch } = usePeerMessages(peer.id, { feed, limit, offset })
  const columns = useMemo(
    () => [
      column.accessor("sequence", { header: t("peers.feeds.sequence") }),
      column.accessor("type", {
        header: t("peers.feeds.message"),
        cell: ({ getValue }) => toMessageName(t, getValue()),
      }),
      column.accessor("created_at", {
        header: t("peers.feeds.written"),
        cell: ({ getValue }) => <Instant value={getValue()} withTime />,
      }),
      column.accessor("state", {
        header: t("fields.status"),
        cell: ({ getValue }) => (
          <StatusBadge color={colors[getValue()]}>
            {t(`peers.feeds.states.${getValue()}`)}
          </StatusBadge>
        ),
      }),
    ],
    [t]
  )
  return (
    <ListTable
      rows={messages}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      pageSize={PAGE_SIZE}
      prefix={feed}
      heading={t(`peers.feeds.${feed}`)}
      headingLevel="h2"
      subHeading={
        feed === "sent"
          ? t("peers.sent_of", { read: peer.acknowledged_sequence, sent: peer.sent_sequence })
          : t("peers.received_of", { read: peer.received_sequence, behind: peer.behind })
      }
      columns={columns}
      empty={{ heading: t("peers.feeds.empty") }}
    />
  )
}
