import { LayoutComposer } from "@medusajs/dashboard/components"
import { PageStates } from "../../../../components/page-states"
import { useDocument, type DocumentKind } from "../../../../hooks/api/documents"
import { DocumentLinesTable } from "./document-lines-table"
import { DocumentSummary } from "./document-summary"

/** One posted document: what it says, its lines, and what may be done with it. */
export const DocumentDetail = ({ kind, id }: { kind: DocumentKind; id: string }) => {
  const { document, error, refetch } = useDocument(kind, id)
  return (
    <PageStates value={document} error={error} onRetry={() => void refetch()}>
      {(value) => (
        <LayoutComposer
          widgetsZonePrefix="consignment_document.details"
          preferredLayoutId="core:single-column"
          data={value}
          sections={{
            main: (
              <>
                <LayoutComposer.Entry id="Summary">
                  <DocumentSummary kind={kind} document={value} />
                </LayoutComposer.Entry>
                <LayoutComposer.Entry id="Lines">
                  <DocumentLinesTable document={value} />
                </LayoutComposer.Entry>
              </>
            ),
          }}
        />
      )}
    </PageStates>
  )
}
