import { PageStates } from "../../../../components/page-states"
import { useDocument, type DocumentKind } from "../../../../hooks/api/documents"
import { DocumentSections } from "./document-sections"
import { DocumentSummary } from "./document-summary"

/** One posted document: what it says, its lines, and what may be done with it. */
export const DocumentDetail = ({ kind, id }: { kind: DocumentKind; id: string }) => {
  const { document, error, refetch } = useDocument(kind, id)
  return (
    <PageStates value={document} error={error} onRetry={() => void refetch()}>
      {(value) => (
        <DocumentSections
          document={value}
          summary={<DocumentSummary kind={kind} document={value} />}
        />
      )}
    </PageStates>
  )
}
