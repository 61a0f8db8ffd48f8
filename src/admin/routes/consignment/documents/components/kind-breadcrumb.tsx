import { NameInPath } from "../../../../components/name-in-path"
import type { DocumentKind } from "../../../../hooks/api/documents"
import { useWords } from "../../../../hooks/use-words"

export const KindBreadcrumb = ({ kind }: { kind: DocumentKind }) => {
  const { t } = useWords()
  return <NameInPath name={t(`documents.plural.${kind}`)} />
}
