import { StatusBadge } from "@medusajs/ui"
import type { Peer } from "../../../../../http-contract/peer"
import { useWords } from "../../../../hooks/use-words"

const colors = {
  invited: "blue",
  connected: "green",
  paused: "orange",
  needs_attention: "red",
  disconnected: "grey",
} as const

export const PeerStatusBadge = ({ status }: Pick<Peer, "status">) => {
  const { t } = useWords()
  return <StatusBadge color={colors[status]}>{t(`peers.statuses.${status}`)}</StatusBadge>
}
