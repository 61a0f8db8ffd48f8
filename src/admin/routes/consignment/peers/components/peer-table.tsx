import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Peer } from "../../../../../http-contract/peer"
import { Instant } from "../../../../components/instant"
import { ListTable } from "../../../../components/list-table"
import { usePeers } from "../../../../hooks/api/peers"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useContractorNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { PeerStatusBadge } from "./peer-status-badge"

const column = createDataTableColumnHelper<Peer>()

/** The stores of other companies that ours is connected to. */
export const PeerTable = () => {
  const { t } = useWords()
  const { limit, offset } = useListQuery({ filters: [] })
  const { peers, count, error, refetch } = usePeers({ limit, offset })
  const contractorOf = useContractorNames((peers ?? []).map((peer) => peer.contractor_id))
  const columns = useMemo(
    () => [
      column.accessor("contractor_id", {
        header: t("fields.contractor"),
        cell: ({ getValue }) => contractorOf(getValue()) || "–",
      }),
      column.accessor("role", {
        header: t("peers.role"),
        cell: ({ getValue }) => <>{t(`peers.roles.${getValue()}`)}</>,
      }),
      column.accessor("status", {
        header: t("fields.status"),
        cell: ({ getValue }) => <PeerStatusBadge status={getValue()} />,
      }),
      column.accessor("last_contact_at", {
        header: t("peers.last_contact"),
        cell: ({ getValue }) => <Instant value={getValue()} withTime />,
      }),
      column.accessor("behind", { header: t("peers.behind"), align: "right" }),
      column.accessor("open_exceptions", { header: t("peers.exceptions.title"), align: "right" }),
    ],
    [t, contractorOf]
  )
  return (
    <ListTable
      rows={peers}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      heading={t("menu.peers")}
      headingLevel="h1"
      subHeading={t("peers.hint")}
      columns={columns}
      rowHref={({ id }) => `/consignment/peers/${id}`}
      empty={{ heading: t("peers.empty"), description: t("peers.empty_hint") }}
    />
  )
}
