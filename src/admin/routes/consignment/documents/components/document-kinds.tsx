import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { Allowed } from "../../../../components/allowed"
import { Forbidden } from "../../../../components/forbidden"
import { importKindNames } from "../../../../../http-contract/import"
import { Section } from "../../../../components/section"
import { documentPaths, type DocumentKind } from "../../../../hooks/api/documents"
import { useAllows } from "../../../../hooks/use-allows"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../lib/address"
import { isPostable } from "../lib/document-forms"

/** Goods receipts have an entry of the menu. */
const kinds = (Object.keys(documentPaths) as DocumentKind[]).filter(
  (kind) => kind !== "goods_receipt"
)

/** Overview of the document kinds, each with its purpose. */
export const DocumentKinds = () => {
  const { t } = useWords()
  const allows = useAllows()
  const readable = kinds.filter((kind) => allows(`consignment_${kind}:read`))
  const mayImport = importKindNames.some((kind) => allows(`consignment_${kind}:post`))
  return (
    <Section
      heading={t("menu.documents")}
      headingLevel="h1"
      subHeading={t("documents.hint")}
      actions={
        <>
          {mayImport && (
            <Button asChild size="small" variant="secondary">
              <Link to="/consignment/imports">{t("imports.title")}</Link>
            </Button>
          )}
          <Allowed needs="consignment_stock:read">
            <Button asChild size="small" variant="secondary">
              <Link to="/consignment/documents/all">{t("documents.all")}</Link>
            </Button>
          </Allowed>
        </>
      }
    >
      {readable.length === 0 && <Forbidden />}
      {readable.map((kind) => (
        <div key={kind} className="flex items-center justify-between gap-x-4 px-6 py-3">
          <div className="min-w-0">
            <Link
              to={addressOfDocument(kind)}
              className="txt-small-plus text-ui-fg-interactive hover:underline"
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
