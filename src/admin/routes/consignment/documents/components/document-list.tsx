import { LayoutComposer } from "@medusajs/dashboard/components"
import { importColumns } from "../../../../../http-contract/import"
import type { ListFilter } from "../../../../components/list-filters"
import { ListTable } from "../../../../components/list-table"
import { ListTotals } from "../../../../components/list-totals"
import { useReceiptTotals } from "../../../../hooks/api/goods-receipts"
import { useDocuments, type DocumentKind } from "../../../../hooks/api/documents"
import { useAllows } from "../../../../hooks/use-allows"
import { useDateFilter } from "../../../../hooks/use-date-filter"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useContractorFilter, useLocationFilter } from "../../../../hooks/use-searched-filter"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../lib/address"
import { isPostable } from "../lib/document-forms"
import { useDocumentColumns } from "../lib/use-document-columns"

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
  const filters = useDocumentFilters(kind)
  const query = useListQuery({ filters: filters.map(({ id }) => id), order: "-effective_at" })
  const { documents, count, error, refetch } = useDocuments(kind, query)
  const { totals } = useReceiptTotals(query, { enabled: kind === "goods_receipt" })
  const columns = useDocumentColumns(documents)
  const empty = {
    heading: t("documents.empty"),
    description: isPostable(kind)
      ? t("documents.empty_hint", { action: t(`documents.post.${kind}`) })
      : t("documents.empty_return_hint", { action: t("documents.actions.return") }),
  }
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
      footer={<ListTotals totals={totals} hint={query.status ? undefined : t("totals.receipts")} />}
      empty={empty}
    />
  )
}

const statusesOf = (kind: DocumentKind): string[] =>
  kind === "delivery" || kind === "take_back"
    ? ["draft", "posted", "reversed"]
    : ["posted", "partly_reversed", "reversed"]

const useDocumentFilters = (kind: DocumentKind): ListFilter[] => {
  const { t } = useWords()
  return [
    useContractorFilter({ isSeveral: true }),
    useLocationFilter(),
    {
      id: "status",
      type: "select",
      label: t("fields.status"),
      options: statusesOf(kind).map((value) => ({ value, label: t(`terms.status.${value}`) })),
    },
    ...useDateFilter("effective_at", t("fields.date")),
  ]
}
