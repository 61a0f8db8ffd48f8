import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { DocumentSummary } from "../../../../../http-contract/document"
import { documentTypes } from "../../../../../http-contract/kinds"
import { Instant } from "../../../../components/instant"
import type { ListFilter } from "../../../../components/list-filters"
import { Status } from "../../../../components/status"
import { useDateFilter } from "../../../../hooks/use-date-filter"
import { useContractorNames, useUserNames } from "../../../../hooks/use-names"
import { useContractorFilter } from "../../../../hooks/use-searched-filter"
import { useWords } from "../../../../hooks/use-words"
import { ReversedBy, Reverses } from "../components/reversal-links"

const column = createDataTableColumnHelper<DocumentSummary>()

interface Columns {
  /** All are of the partner whom the page is about. */
  isOfOne: boolean
}

export const useAllDocumentsColumns = (documents: DocumentSummary[] = [], { isOfOne }: Columns) => {
  const { t } = useWords()
  const contractorOf = useContractorNames(documents.flatMap((one) => one.contractor_ids))
  const userOf = useUserNames(documents.map((one) => one.created_by))
  return useMemo(
    () => [
      column.accessor("number", { header: t("fields.number"), enableSorting: true }),
      column.accessor(({ type }) => t(`terms.document.${type}`), {
        id: "type",
        header: t("fields.type"),
      }),
      column.accessor("effective_at", {
        header: t("fields.date"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} withTime />,
      }),
      ...(isOfOne
        ? []
        : [
            column.display({
              id: "contractor",
              header: t("fields.contractor"),
              cell: ({ row: { original } }) =>
                original.contractor_ids.map(contractorOf).join(", ") || "–",
            }),
          ]),
      column.display({
        id: "reference",
        header: t("fields.reference"),
        cell: ({ row: { original } }) => original.reference ?? "–",
      }),
      column.display({
        id: "created_by",
        header: t("documents.posted_by"),
        cell: ({ row: { original } }) =>
          original.created_by ? userOf(original.created_by) : String(t("documents.by_itself")),
      }),
      column.accessor("status", {
        header: t("fields.status"),
        cell: ({ row: { original } }) => (
          <span className="flex items-center gap-x-2">
            <Status status={original.status} />
            <ReversedBy reversals={original.reversed_by} />
            {original.reverses && <Reverses document={original.reverses} />}
          </span>
        ),
      }),
    ],
    [t, contractorOf, userOf, isOfOne]
  )
}

export const useAllDocumentsFilters = (): ListFilter[] => {
  const { t } = useWords()
  return [
    {
      id: "type",
      type: "multiselect",
      label: t("fields.type"),
      options: documentTypes.map((value) => ({ value, label: t(`terms.document.${value}`) })),
    },
    useContractorFilter({ isSeveral: true }),
    {
      id: "status",
      type: "select",
      label: t("fields.status"),
      options: ["posted", "partly_reversed", "reversed"].map((value) => ({
        value,
        label: t(`terms.status.${value}`),
      })),
    },
    ...useDateFilter("effective_at", t("fields.date")),
  ]
}
