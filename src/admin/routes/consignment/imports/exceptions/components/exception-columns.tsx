import { createDataTableColumnHelper, Text } from "@medusajs/ui"
import { useMemo } from "react"
import { Link } from "react-router-dom"
import { Allowed } from "../../../../../components/allowed"
import { importKindNames, type ImportException } from "../../../../../../http-contract/import"
import { ActionMenu } from "../../../../../components/action-menu"
import { Instant } from "../../../../../components/instant"
import type { DocumentKind } from "../../../../../hooks/api/documents"
import { useFormat } from "../../../../../hooks/use-format"
import { useWords } from "../../../../../hooks/use-words"
import { addressOfDocument } from "../../../documents/lib/address"
import { Cells, Fault } from "./exception-cells"
import { useDismissal } from "./use-dismissal"

const column = createDataTableColumnHelper<ImportException>()

export const useExceptionColumns = () => {
  const { t } = useWords()
  const format = useFormat()
  const dismissalOf = useDismissal()
  return useMemo(
    () => [
      column.accessor("created_at", {
        header: t("fields.date"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} withTime />,
      }),
      column.accessor(({ type }) => t(`terms.document.${type}`), {
        id: "type",
        header: t("fields.type"),
        enableSorting: true,
      }),
      column.accessor("line", {
        header: t("imports.line"),
        headerAlign: "right",
        enableSorting: true,
        cell: ({ getValue }) => <span className="block text-right tabular-nums">{getValue()}</span>,
      }),
      column.accessor("code", {
        header: t("imports.reason"),
        enableSorting: true,
        cell: ({ row }) => <Fault exception={row.original} />,
      }),
      column.accessor("cells", {
        header: t("exceptions.cells"),
        cell: ({ getValue }) => <Cells cells={getValue()} />,
      }),
      column.accessor("document", {
        header: t("exceptions.document"),
        cell: ({ row: { original } }) => <PostedWith exception={original} />,
      }),
      column.display({
        id: "actions",
        cell: ({ row: { original } }) =>
          original.dismissed_at ? (
            <Text size="xsmall" className="text-ui-fg-subtle whitespace-nowrap text-right">
              {t("exceptions.dismissed_on", { date: format.date(original.dismissed_at) })}
            </Text>
          ) : (
            <Allowed needs="consignment_import_exception:manage">
              <div className="flex justify-end">
                <ActionMenu groups={[{ actions: [dismissalOf(original)] }]} />
              </div>
            </Allowed>
          ),
      }),
    ],
    [t, format, dismissalOf]
  )
}

/** The document that holds the other lines. */
const PostedWith = ({ exception: { type, document } }: { exception: ImportException }) =>
  document ? (
    <Link
      to={addressOfDocument(type as DocumentKind, document.id)}
      className="text-ui-fg-interactive hover:underline whitespace-nowrap"
    >
      {document.number}
    </Link>
  ) : (
    "–"
  )

export const useExceptionFilters = () => {
  const { t } = useWords()
  return useMemo(
    () => [
      {
        id: "open",
        type: "radio" as const,
        label: t("fields.status"),
        options: ["true", "false"].map((value) => ({
          value,
          label: t(`exceptions.open.${value}`),
        })),
      },
      {
        id: "type",
        type: "multiselect" as const,
        label: t("fields.type"),
        options: importKindNames.map((value) => ({ value, label: t(`terms.document.${value}`) })),
      },
    ],
    [t]
  )
}
