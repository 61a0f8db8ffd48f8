import { Select, Text } from "@medusajs/ui"
import type { Peer } from "../../../../../../http-contract/peer"
import { useCommandPeer } from "../../../../../hooks/api/peers"
import { useWarehouses } from "../../../../../hooks/api/warehouses"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"

interface WarehouseChoiceProps {
  peer: Peer
  /** Accepts this offer of the owner; without it a warehouse is offered. */
  offerId?: string
  purpose?: string
}

/** Warehouses that could be one more of a pair. */
export const WarehouseChoice = ({ peer, offerId, purpose }: WarehouseChoiceProps) => {
  const { t } = useWords()
  const isOwner = peer.role === "consignor"
  const { warehouses = [] } = useWarehouses({
    limit: 1_000,
    direction: isOwner ? "outbound" : "inbound",
  })
  const { mutate, isPending } = useCommandPeer(peer.id, { onError: useReportedError() })
  const taken = peer.warehouses.map((pair) => pair.warehouse_id)
  const free = warehouses.filter(
    (one) =>
      !taken.includes(one.id) &&
      (!isOwner || one.contractor_id === peer.contractor_id) &&
      (purpose === undefined || one.purpose === purpose)
  )
  if (free.length === 0) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("peers.warehouses.none")}
      </Text>
    )
  }
  return (
    <Select
      size="small"
      disabled={isPending}
      onValueChange={(id) =>
        mutate({ verb: "warehouses", body: { warehouse_id: id, offer_id: offerId } })
      }
    >
      <Select.Trigger aria-label={t("peers.warehouses.choose")}>
        <Select.Value placeholder={t("peers.warehouses.choose")} />
      </Select.Trigger>
      <Select.Content>
        {free.map(({ id, name }) => (
          <Select.Item key={id} value={id}>
            {name}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
