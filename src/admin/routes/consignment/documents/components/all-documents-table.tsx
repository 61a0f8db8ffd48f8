import { ListTable } from "../../../../components/list-table"
import { useAllDocuments } from "../../../../hooks/api/documents"
import { useAllows } from "../../../../hooks/use-allows"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useWords } from "../../../../hooks/use-words"
import { addressOfAny } from "../lib/address"
import { useAllDocumentsColumns, useAllDocumentsFilters } from "../lib/use-all-documents-columns"

interface AllDocumentsTableProps {
  /** Only those of this partner, on the partner's page. */
  contractorId?: string
}

const filters = ["type", "status", "effective_at", "contractor_id"]

/** Posted documents of all kinds, reversals included, the newest first; found by number or reference. */
export const AllDocumentsTable = ({ contractorId }: AllDocumentsTableProps) => {
  const { t } = useWords()
  const mayRead = useAllows()("consignment_stock:read")
  const isOfOne = contractorId !== undefined
  const table = isOfOne ? { prefix: "documents", pageSize: 10 } : {}
  const query = useListQuery({ ...table, filters, order: "-posted_at" })
  const { documents, count, error, refetch } = useAllDocuments(
    { ...query, ...(isOfOne ? { contractor_id: contractorId } : {}) },
    { enabled: mayRead }
  )
  const columns = useAllDocumentsColumns(documents, { isOfOne })
  const allFilters = useAllDocumentsFilters()
  if (isOfOne && !mayRead) return null
  return (
    <ListTable
      {...table}
      heading={t(isOfOne ? "menu.documents" : "documents.all")}
      headingLevel={isOfOne ? "h2" : "h1"}
      subHeading={t("documents.all_hint")}
      columns={columns}
      filters={isOfOne ? allFilters.filter(({ id }) => id !== "contractor_id") : allFilters}
      rows={documents}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      enableSearch
      rowHref={({ type, id }) => addressOfAny(type, id)}
      empty={{ heading: t("documents.empty") }}
    />
  )
}
