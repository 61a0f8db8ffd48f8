import { createDataTableFilterHelper } from "@medusajs/ui"
import { LayoutComposer } from "@medusajs/dashboard/components"
import { useDataTableDateFilters } from "@medusajs/dashboard/hooks"
import { useMemo } from "react"
import { importColumns } from "../../../../../http-contract/import"
import type { Delivery } from "../../../../../http-contract/outbound-documents"
import { ListTable } from "../../../../components/list-table"
import { useDocuments, type DocumentKind } from "../../../../hooks/api/documents"
import { useAllows } from "../../../../hooks/use-allows"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../lib/address"
import { isPostable } from "../lib/document-forms"
import { useDocumentColumns } from "../lib/use-document-columns"

const filter = createDataTableFilterHelper<Delivery>()

/** All documents of one kind, newest first. */
export const DocumentList = ({ kind }: { kind: DocumentKind }) => {
  const table = (
    <LayoutComposer.Entry id="Documents">
      <DocumentTable key={kind} kind={kind} />
    </LayoutComposer.Entry>
  )
  return (
    <LayoutComposer
      widgetsZonePrefix="consignment_document.list"
      preferredLayoutId="core:single-column"
      sections={{ main: table }}
    />
  )
}

const DocumentTable = ({ kind }: { kind: DocumentKind }) => {
  const { t } = useWords()
  const mayPost = useAllows()(`consignment_${kind}:post`)
  const query = useListQuery({ filters: ["status", "effective_at"], order: "-effective_at" })
  const { documents, count, error, refetch } = useDocuments(kind, query)
  const columns = useDocumentColumns(documents)
  const filters = useDocumentFilters(kind)
  const empty = { heading: t("documents.empty"), description: t(`documents.hints.${kind}`) }
  return (
    <ListTable
      rows={documents}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      heading={t(`documents.plural.${kind}`)}
      headingLevel="h1"
      subHeading={t(`documents.hints.${kind}`)}
      columns={columns}
      filters={filters}
      enableSearch
      rowHref={({ id }) => addressOfDocument(kind, id)}
      actions={[
        ...(kind in importColumns && mayPost
          ? [{ label: t("imports.title"), to: `/consignment/imports?kind=${kind}` }]
          : []),
        ...(isPostable(kind) && mayPost
          ? [{ label: t(`documents.post.${kind}`), to: "post" }]
          : []),
      ]}
      empty={empty}
    />
  )
}

const statusesOf = (kind: DocumentKind): string[] =>
  kind === "delivery" ? ["draft", "posted", "reversed"] : ["posted", "partly_reversed", "reversed"]

const useDocumentFilters = (kind: DocumentKind) => {
  const { t } = useWords()
  const dates = useDataTableDateFilters()
  return useMemo(
    () => [
      filter.accessor("status", {
        type: "select",
        label: t("fields.status"),
        options: statusesOf(kind).map((value) => ({
          value,
          label: t(`terms.status.${value}`),
        })),
      }),
      ...dates
        .slice(0, 1)
        .map((date) => ({ ...date, id: "effective_at", label: t("fields.date") })),
    ],
    [dates, kind, t]
  )
}
