import { SectionRow } from "@medusajs/dashboard/components"
import { Badge, Button } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { kinds, type Document } from "../../../../../http-contract/document"
import { DownloadMenu } from "../../../../components/download-menu"
import { Instant } from "../../../../components/instant"
import { Section } from "../../../../components/section"
import { Status } from "../../../../components/status"
import {
  documentPaths,
  isPartlyReversible,
  isReturnable,
  type DocumentKind,
} from "../../../../hooks/api/documents"
import { useAllows } from "../../../../hooks/use-allows"
import { useWords } from "../../../../hooks/use-words"
import { Parties, textOf } from "./parties"
import { ReverseButton } from "./reverse-button"

interface DocumentSummaryProps {
  kind: DocumentKind
  document: Document
}

/** The head of a document. */
export const DocumentSummary = ({ kind, document }: DocumentSummaryProps) => {
  const { t } = useWords()
  const allows = useAllows()
  const mayReverse = allows(`consignment_${kind}:reverse`)
  return (
    <Section
      heading={document.number}
      headingLevel="h1"
      subHeading={t(`terms.document.${kind}`)}
      mark={
        <>
          <Status status={document.status} />
          {document.late && <Badge size="2xsmall">{t("documents.late")}</Badge>}
        </>
      }
      actions={
        <>
          {"prints" in kinds[kind] && (
            <DownloadMenu
              path={`${documentPaths[kind]}/${document.id}/document`}
              label={kind === "delivery" ? t("deliveries.note") : undefined}
            />
          )}
          {kind === "delivery" &&
            document.status === "posted" &&
            allows("consignment_delivery:post") && (
              <PartLink to="receipt">{t("deliveries.receipt.action")}</PartLink>
            )}
          {document.status !== "reversed" && (
            <>
              {isReturnable(kind) && allows(`consignment_${kind}_return:post`) && (
                <PartLink to="return">{t("documents.actions.return")}</PartLink>
              )}
              {isPartlyReversible(kind) && mayReverse && (
                <PartLink to="reverse">{t("documents.actions.reverse_part")}</PartLink>
              )}
              {mayReverse && <ReverseButton kind={kind} document={document} />}
            </>
          )}
        </>
      }
    >
      <Parties document={document} />
      <SectionRow title={t("fields.date")} value={<Instant value={document.effective_at} />} />
      <SectionRow title={t("documents.posted_at")} value={<Instant value={document.posted_at} />} />
      <SectionRow title={t("fields.reference")} value={textOf(document, "reference")} />
      <SectionRow title={t("fields.note")} value={textOf(document, "note")} />
    </Section>
  )
}

/** To the drawer that asks how many pieces of each line. */
const PartLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Button size="small" variant="secondary" asChild>
    <Link to={to}>{children}</Link>
  </Button>
)
