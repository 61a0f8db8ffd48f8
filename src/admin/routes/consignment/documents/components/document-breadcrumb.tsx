import { NameInPath } from "../../../../components/name-in-path"
import { useDocument, type DocumentKind } from "../../../../hooks/api/documents"

export const DocumentBreadcrumb = ({ kind, id }: { kind: DocumentKind; id: string }) => {
  const { document } = useDocument(kind, id)
  return <NameInPath name={document?.number} />
}
