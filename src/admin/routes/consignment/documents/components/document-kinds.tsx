import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { Section } from "../../../../components/section"
import { documentPaths, type DocumentKind } from "../../../../hooks/api/documents"
import { useAllows } from "../../../../hooks/use-allows"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../lib/address"
import { isPostable } from "../lib/document-forms"

const kinds = Object.keys(documentPaths) as DocumentKind[]

/** Overview of the document kinds, each with its purpose. */
export const DocumentKinds = () => {
  const { t } = useWords()
  const allows = useAllows()
  return (
    <Section
      heading={t("menu.documents")}
      headingLevel="h1"
      subHeading={t("documents.hint")}
      actions={
        <Button asChild size="small" variant="secondary">
          <Link to="/consignment/imports">{t("imports.title")}</Link>
        </Button>
      }
    >
      {kinds
        .filter((kind) => allows(`consignment_${kind}:read`))
        .map((kind) => (
          <div key={kind} className="flex items-center justify-between gap-x-4 px-6 py-3">
            <div className="min-w-0">
              <Link
                to={addressOfDocument(kind)}
                className="txt-small-plus text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
              >
                {t(`documents.plural.${kind}`)}
              </Link>
              <Text size="small" className="text-ui-fg-subtle">
                {t(`documents.hints.${kind}`)}
              </Text>
            </div>
            {isPostable(kind) && allows(`consignment_${kind}:post`) && (
              <Button asChild size="small" variant="secondary" className="shrink-0">
                <Link to={`${addressOfDocument(kind)}/post`}>{t(`documents.post.${kind}`)}</Link>
              </Button>
            )}
          </div>
        ))}
    </Section>
  )
}
