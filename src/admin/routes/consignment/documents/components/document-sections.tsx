import { LayoutComposer } from "@medusajs/dashboard/components"
import type { ReactNode } from "react"
import type { Delivery } from "../../../../../http-contract/outbound-documents"
import { AttachmentsSection } from "../../../../components/attachments-section"
import { DocumentLinesTable } from "./document-lines-table"

interface DocumentSectionsProps {
  document: Delivery
  summary: ReactNode
}

/** A document's summary and its lines. */
export const DocumentSections = ({ document, summary }: DocumentSectionsProps) => (
  <LayoutComposer
    widgetsZonePrefix="consignment_document.details"
    preferredLayoutId="core:single-column"
    data={document}
    sections={{
      main: (
        <>
          <LayoutComposer.Entry id="Summary">{summary}</LayoutComposer.Entry>
          {document.lines.length > 0 && (
            <LayoutComposer.Entry id="Lines">
              <DocumentLinesTable document={document} />
            </LayoutComposer.Entry>
          )}
          {document.status !== "draft" && (
            <LayoutComposer.Entry id="Attachments">
              <AttachmentsSection subject={{ document_id: document.id }} />
            </LayoutComposer.Entry>
          )}
        </>
      ),
    }}
  />
)
