import { StatusBadge, Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { ImportedDocument } from "../../../../../http-contract/import"
import { Section } from "../../../../components/section"
import type { DocumentKind } from "../../../../hooks/api/documents"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../../documents/lib/address"

const SHOWN = 100

interface ImportedDocumentsProps {
  documents: ImportedDocument[]
  /** Nothing is posted while a line of the file is at fault. */
  hasFaults: boolean
}

/** The documents that the lines of the file make up. */
export const ImportedDocuments = ({ documents, hasFaults }: ImportedDocumentsProps) => {
  const { t } = useWords()
  return (
    <Section heading={t("imports.documents", { count: documents.length })}>
      <Table>
        <Table.Header className="border-t-0">
          <Table.Row>
            <Table.HeaderCell>{t("fields.number")}</Table.HeaderCell>
            <Table.HeaderCell>{t("fields.reference")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">
              {t("documents.lines.heading")}
            </Table.HeaderCell>
            <Table.HeaderCell>{t("fields.status")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {documents.slice(0, SHOWN).map((document, index) => (
            <Table.Row key={index}>
              <Table.Cell>
                <DocumentLink document={document} />
              </Table.Cell>
              <Table.Cell>{document.reference ?? "–"}</Table.Cell>
              <Table.Cell className="text-right tabular-nums">{document.lines}</Table.Cell>
              <Table.Cell>
                <State document={document} hasFaults={hasFaults} />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
      {documents.length > SHOWN && (
        <Text size="small" className="px-6 py-3 text-ui-fg-subtle">
          {t("stock.more", { count: documents.length - SHOWN })}
        </Text>
      )}
    </Section>
  )
}

interface DocumentProps {
  document: ImportedDocument
}

const DocumentLink = ({ document: { id, number, type } }: DocumentProps) => {
  const { t } = useWords()
  if (!id) return t(`terms.document.${type}`)
  return (
    <Link
      to={addressOfDocument(type as DocumentKind, id)}
      className="text-ui-fg-interactive hover:underline"
    >
      {number ?? t(`terms.document.${type}`)}
    </Link>
  )
}

interface StateProps extends DocumentProps {
  hasFaults: boolean
}

const State = ({ document: { id, is_new: isNew }, hasFaults }: StateProps) => {
  const { t } = useWords()
  if (!isNew) return <StatusBadge color="grey">{t("imports.states.before")}</StatusBadge>
  if (id) return <StatusBadge color="green">{t("imports.states.posted")}</StatusBadge>
  if (hasFaults) return <StatusBadge color="orange">{t("imports.states.waiting")}</StatusBadge>
  return <StatusBadge color="blue">{t("imports.states.ready")}</StatusBadge>
}
