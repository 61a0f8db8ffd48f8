import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { useMemo } from "react"
import type { Warehouse } from "../../../../../http-contract/warehouse"
import { useSilentShops } from "../../../../hooks/api/worklists"
import { useFormat } from "../../../../hooks/use-format"
import { useContractorNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Warehouse>()

export const useShopColumns = (shops: Warehouse[] = []) => {
  const { t } = useWords()
  const format = useFormat()
  const contractorOf = useContractorNames(shops.map((shop) => shop.contractor_id))
  const { silent_shops: silent } = useSilentShops()
  return useMemo(() => {
    const silentById = new Map(silent?.map((shop) => [shop.warehouse_id, shop]))
    return [
      column.accessor("name", { header: t("fields.name"), enableSorting: true }),
      column.display({
        id: "contractor",
        header: t("fields.contractor"),
        cell: ({ row }) => contractorOf(row.original.contractor_id),
      }),
      column.display({
        id: "report",
        header: t("shops.report"),
        cell: ({ row: { original } }) => {
          const shop = silentById.get(original.id)
          if (!shop) return "–"
          const since = shop.last_reported_at ?? shop.oldest_received_at
          return (
            <StatusBadge color="orange">
              {t("shops.silent", { date: format.date(since) })}
            </StatusBadge>
          )
        },
      }),
      column.accessor("branch_code", {
        header: t("fields.branch"),
        enableSorting: true,
        cell: ({ getValue }) => getValue() ?? "–",
      }),
    ]
  }, [t, format, contractorOf, silent])
}
