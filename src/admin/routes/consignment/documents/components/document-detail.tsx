import { PageStates } from "../../../../components/page-states"
import { useDocument, type DocumentKind } from "../../../../hooks/api/documents"
import { isAnnounced } from "../lib/announced-lines"
import { AnnouncedSummary } from "./announced-summary"
import { DocumentSections } from "./document-sections"
import { DocumentSummary } from "./document-summary"

/** One posted document, or a return that is announced: what it says, its lines, and what may be done with it. */
export const DocumentDetail = ({ kind, id }: { kind: DocumentKind; id: string }) => {
  const { document, error, refetch } = useDocument(kind, id)
  return (
    <PageStates value={document} error={error} onRetry={() => void refetch()}>
      {(value) => (
        <DocumentSections
          document={value}
          summary={
            isAnnounced(value) ? (
              <AnnouncedSummary takeBack={value} />
            ) : (
              <DocumentSummary kind={kind} document={value} />
            )
          }
        />
      )}
    </PageStates>
  )
}
