import { SectionRow } from "@medusajs/dashboard/components"
import { StatusBadge } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useAllows } from "../../../../../hooks/use-allows"
import { Allowed } from "../../../../../components/allowed"
import type { Peer } from "../../../../../../http-contract/peer"
import { Section } from "../../../../../components/section"
import { useWarehouses } from "../../../../../hooks/api/warehouses"
import { useWords } from "../../../../../hooks/use-words"
import { WarehouseChoice } from "./warehouse-choice"

/** Which warehouse of ours belongs to which of theirs. */
export const WarehousePairs = ({ peer }: { peer: Peer }) => {
  const { t } = useWords()
  const mayManage = useAllows()("consignment_peer:manage")
  const { warehouses = [] } = useWarehouses({ limit: 1_000 })
  const nameOf = (id: string | null) => warehouses.find((one) => one.id === id)?.name ?? "–"
  return (
    <Section heading={t("peers.warehouses.title")} subHeading={t("peers.warehouses.hint")}>
      {peer.warehouses.map((pair) => (
        <SectionRow
          key={pair.id}
          title={pair.their_name ?? "–"}
          value={
            pair.warehouse_id ? (
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  className="text-ui-fg-interactive"
                  to={`/consignment/warehouses/${pair.warehouse_id}`}
                >
                  {nameOf(pair.warehouse_id)}
                </Link>
                <PairStatus status={pair.status} />
              </div>
            ) : (
              <Allowed needs="consignment_peer:manage">
                <WarehouseChoice peer={peer} offerId={pair.id} purpose={pair.purpose} />
              </Allowed>
            )
          }
        />
      ))}
      {peer.role === "consignor" && peer.status === "connected" && mayManage && (
        <SectionRow title={t("peers.warehouses.offer")} value={<WarehouseChoice peer={peer} />} />
      )}
    </Section>
  )
}

const PairStatus = ({ status }: { status: "offered" | "paired" }) => {
  const { t } = useWords()
  return (
    <StatusBadge color={status === "paired" ? "green" : "orange"}>
      {t(`peers.warehouses.${status}`)}
    </StatusBadge>
  )
}
