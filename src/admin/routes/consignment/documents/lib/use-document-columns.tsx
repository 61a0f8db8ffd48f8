import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Delivery } from "../../../../../http-contract/outbound-documents"
import { Instant } from "../../../../components/instant"
import { Status } from "../../../../components/status"
import { useContractorNames, useLocationNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Delivery>()

const textOf = (document: Delivery, field: keyof Delivery): string | null => {
  const value = document[field]
  return typeof value === "string" ? value : null
}

/** The columns of any list of documents; those that none of them fills are left out. */
export const useDocumentColumns = (documents: Delivery[] = []) => {
  const { t } = useWords()
  const contractorOf = useContractorNames(documents.map((one) => textOf(one, "contractor_id")))
  const placeOf = useLocationNames(documents.map((one) => textOf(one, "stock_location_id")))
  const fills = (field: keyof Delivery) => documents.some((one) => textOf(one, field) !== null)
  const filled = {
    contractor: fills("contractor_id"),
    place: fills("stock_location_id"),
    reference: fills("reference"),
  }
  const pickList: string = t("deliveries.pick_list")
  const announced: string = t("announced.title")
  return useMemo(
    () => [
      column.accessor("number", {
        header: t("fields.number"),
        cell: ({ row }) =>
          textOf(row.original, "number") ??
          (row.original.type === "take_back" ? announced : pickList),
      }),
      column.accessor("effective_at", {
        header: t("fields.date"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      ...(filled.contractor
        ? [
            column.display({
              id: "contractor",
              header: t("fields.contractor"),
              cell: ({ row }) => contractorOf(textOf(row.original, "contractor_id")) || "–",
            }),
          ]
        : []),
      ...(filled.place
        ? [
            column.display({
              id: "place",
              header: t("fields.location"),
              cell: ({ row }) => placeOf(textOf(row.original, "stock_location_id")) || "–",
            }),
          ]
        : []),
      column.accessor(({ lines }) => lines.length, {
        id: "lines",
        header: t("documents.lines.heading"),
        align: "right",
      }),
      ...(filled.reference
        ? [
            column.display({
              id: "reference",
              header: t("fields.reference"),
              cell: ({ row }) => textOf(row.original, "reference") ?? "–",
            }),
          ]
        : []),
      column.accessor("status", {
        header: t("fields.status"),
        cell: ({ getValue }) => <Status status={getValue()} />,
      }),
    ],
    [
      t,
      pickList,
      announced,
      contractorOf,
      placeOf,
      filled.contractor,
      filled.place,
      filled.reference,
    ]
  )
}
