import { ArrowDownTray } from "@medusajs/icons"
import { Button, Label, Switch, Text } from "@medusajs/ui"
import { useId } from "react"
import { Link } from "react-router-dom"
import { Allowed } from "../../../../components/allowed"
import {
  importColumns,
  nameColumns,
  type ImportKindName,
} from "../../../../../http-contract/import"
import { Choice } from "../../../../components/choice"
import { FileButton } from "../../../../components/file-button"
import { Section } from "../../../../components/section"
import { documentPaths } from "../../../../hooks/api/documents"
import { useWords } from "../../../../hooks/use-words"
import { saveFile } from "../../../../lib/download"
import { SPREADSHEETS } from "../../../../lib/spreadsheet/read-rows"

interface ImportChoiceProps {
  /** Those the user may post. */
  kinds: ImportKindName[]
  kind: ImportKindName
  onKind: (kind: ImportKindName) => void
  fileName: string | undefined
  onFile: (file: File) => void
  isChecking: boolean
  keepsExceptions: boolean
  onKeepExceptions: (keepsExceptions: boolean) => void
  /** Undefined while there is nothing to post. */
  onPost: (() => void) | undefined
  isPosting: boolean
}

/** Of which kind the documents are, which file they stand in, and the button that posts them. */
export const ImportChoice = ({
  kinds,
  kind,
  onKind,
  fileName,
  onFile,
  isChecking,
  keepsExceptions,
  onKeepExceptions,
  onPost,
  isPosting,
}: ImportChoiceProps) => {
  const { t } = useWords()
  const id = useId()
  return (
    <Section
      heading={t("imports.title")}
      headingLevel="h1"
      subHeading={t("imports.hint")}
      actions={
        <>
          <Allowed needs="consignment_import_exception:read">
            <Button size="small" variant="secondary" asChild>
              <Link to="/consignment/imports/exceptions">{t("exceptions.title")}</Link>
            </Button>
          </Allowed>
          <Button size="small" disabled={!onPost} isLoading={isPosting} onClick={onPost}>
            {t("documents.actions.post")}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 items-end gap-4 px-6 py-4 md:grid-cols-2">
        <div className="flex flex-col gap-y-2">
          <Label htmlFor={id} size="small" weight="plus">
            {t("imports.kind")}
          </Label>
          <Choice
            id={id}
            value={kind}
            onChange={onKind}
            options={kinds.map((value) => ({
              value,
              label: t(`documents.plural.${value}`),
            }))}
          />
        </div>
        <div className="flex min-h-8 flex-wrap items-center gap-2">
          <FileButton
            label={t("imports.choose")}
            accept={SPREADSHEETS}
            isLoading={isChecking}
            onChoose={onFile}
          />
          <Button size="small" variant="transparent" onClick={() => saveFile(emptyFileOf(kind))}>
            <ArrowDownTray />
            {t("imports.template")}
          </Button>
          {fileName && (
            <Text size="small" className="text-ui-fg-subtle truncate">
              {fileName}
            </Text>
          )}
        </div>
      </div>
      <KeepExceptions isOn={keepsExceptions} onChange={onKeepExceptions} />
    </Section>
  )
}

interface KeepExceptionsProps {
  isOn: boolean
  onChange: (isOn: boolean) => void
}

const KeepExceptions = ({ isOn, onChange }: KeepExceptionsProps) => {
  const { t } = useWords()
  const id = useId()
  return (
    <div className="flex items-start gap-x-3 px-6 py-4">
      <Switch id={id} aria-describedby={`${id}-hint`} checked={isOn} onCheckedChange={onChange} />
      <div className="flex flex-col">
        <Label htmlFor={id} size="small" weight="plus">
          {t("imports.keep")}
        </Label>
        <Text id={`${id}-hint`} size="small" className="text-ui-fg-subtle">
          {t("imports.keep_hint")}
        </Text>
      </div>
    </div>
  )
}

/** A file of nothing but the names of its columns, which are the same in every language. */
const emptyFileOf = (kind: ImportKindName): File => {
  const { document, line } = importColumns[kind]
  const names: Record<string, string> = nameColumns
  const columns = new Set([...document, ...line].map((column) => names[column] ?? column))
  const header = `${[...columns].join(",")}\r\n`
  return new File([header], `${documentPaths[kind]}.csv`, { type: "text/csv" })
}
