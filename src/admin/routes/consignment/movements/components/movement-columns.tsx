import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { movementTypes } from "../../../../../http-contract/document"
import type { Movement } from "../../../../../http-contract/stock"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import type { ListFilter } from "../../../../components/list-filters"
import { usePlacedColumns } from "../../../../components/placed-columns"
import { useDateFilter } from "../../../../hooks/use-date-filter"
import { useListQuery } from "../../../../hooks/use-list-query"
import {
  useContractorFilter,
  useDirectionFilter,
  useItemFilter,
  useWarehouseFilter,
} from "../../../../hooks/use-searched-filter"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Movement>()

export const useMovementColumns = (movements: Movement[] = []) => {
  const { t } = useWords()
  const { places, unitCost } = usePlacedColumns(movements)
  return useMemo(
    () => [
      column.accessor("effective_at", {
        header: t("fields.date"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} withTime />,
      }),
      column.accessor(({ type }) => t(`terms.movement.${type}`), {
        id: "type",
        header: t("fields.type"),
      }),
      ...places,
      column.accessor("quantity", {
        header: t("fields.quantity"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      unitCost,
    ],
    [t, places, unitCost]
  )
}

export const useMovementFilters = (): ListFilter[] => {
  const { t } = useWords()
  return [
    useContractorFilter({ isSeveral: true }),
    useWarehouseFilter({ isSeveral: true }),
    useItemFilter(),
    useDirectionFilter(),
    {
      id: "type",
      type: "multiselect",
      label: t("fields.type"),
      options: movementTypes.map((value) => ({ value, label: t(`terms.movement.${value}`) })),
    },
    ...useDateFilter("effective_at", t("fields.date")),
  ]
}

/** The lot or the document that a link from elsewhere asks for, called as its movements call it. */
export const useLinkedFilters = (movements: Movement[] = []): ListFilter[] => {
  const { t } = useWords()
  const { lot_id: lotId, document_id: documentId } = useListQuery({ filters: linkedIds })
  const [first] = movements
  const named = [
    { id: "lot_id", value: lotId, label: t("lots.single") },
    { id: "document_id", value: documentId, label: t("fields.document") },
  ]
  return named.flatMap(({ id, value, label }): ListFilter[] =>
    typeof value === "string"
      ? [
          {
            id,
            type: "radio",
            label,
            isOnlyShown: true,
            options: [
              {
                value,
                label:
                  first && id === "document_id"
                    ? t(`terms.document.${first.document_type}`)
                    : value,
              },
            ],
          },
        ]
      : []
  )
}

export const linkedIds = ["lot_id", "document_id"]
