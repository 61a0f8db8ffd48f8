import { Container, toast } from "@medusajs/ui"
import { useState } from "react"
import { useSearchParams } from "react-router-dom"
import { useAllows } from "../../../../hooks/use-allows"
import { Forbidden } from "../../../../components/forbidden"
import {
  importKindNames,
  type Import,
  type ImportKindName,
} from "../../../../../http-contract/import"
import { useCheckImport, usePostImport, type ImportFile } from "../../../../hooks/api/imports"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"
import { ImportChoice } from "./import-choice"
import { ImportFaults } from "./import-faults"
import { ImportRefusal } from "./import-refusal"
import { columnsOf, useSpreadsheet } from "../lib/use-spreadsheet"
import { ImportedDocuments } from "./imported-documents"
import { MapColumns } from "./map-columns"

/** A CSV file on its way into the ledger: chosen, checked as a whole, then posted. */
export const ImportSections = () => {
  const allows = useAllows()
  const kinds = importKindNames.filter((kind) => allows(`consignment_${kind}:post`))
  return kinds.length === 0 ? (
    <Container className="p-0">
      <Forbidden />
    </Container>
  ) : (
    <ImportOf kinds={kinds} />
  )
}

const ImportOf = ({ kinds }: { kinds: ImportKindName[] }) => {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  // The address follows a moment later: a file that is given at once is already of the chosen kind.
  const [kind, setKind] = useState<ImportKindName>(
    () => kinds.find((name) => name === search.get("kind")) ?? kinds[0] ?? "goods_receipt"
  )
  const [given, setGiven] = useState<ImportFile>()
  const [keepsExceptions, setKeepsExceptions] = useState(false)
  const checking = useCheckImport()
  const posting = usePostImport({
    onSuccess: ({ import: { documents, errors } }) => {
      const count = documents.filter((document) => document.is_new).length
      if (count > 0) toast.success(t("imports.posted", { count }))
      else toast.warning(t("imports.kept", { count: errors.length }))
    },
    onError: useReportedError(),
  })
  const check = (file: ImportFile): void => {
    setGiven(file)
    posting.reset()
    checking.mutate(file)
  }
  const sheet = useSpreadsheet(columnsOf(kind), (file) => check({ kind, file, keepsExceptions }))
  /** Another kind wants another file. */
  const choose = (chosen: ImportKindName): void => {
    setKind(chosen)
    setSearch({ kind: chosen }, { replace: true })
    setGiven(undefined)
    sheet.forget()
    posting.reset()
    checking.reset()
  }
  const keep = (keeps: boolean): void => {
    setKeepsExceptions(keeps)
    if (given) check({ ...given, keepsExceptions: keeps })
  }
  const found = posting.data?.import ?? checking.data?.import
  const fate = fateOf(found, keepsExceptions)
  return (
    <div className="flex flex-col gap-y-3">
      <ImportChoice
        kinds={kinds}
        kind={kind}
        onKind={choose}
        fileName={(sheet.asked ?? given)?.file.name}
        onFile={sheet.read}
        isChecking={checking.isPending}
        keepsExceptions={keepsExceptions}
        onKeepExceptions={keep}
        onPost={
          given && found && isPostable(found, keepsExceptions)
            ? () => posting.mutate(given)
            : undefined
        }
        isPosting={posting.isPending}
      />
      {sheet.asked && (
        <MapColumns
          {...sheet.asked}
          columns={columnsOf(kind)}
          onMap={sheet.map}
          onConfirm={sheet.confirm}
        />
      )}
      {checking.error && <ImportRefusal error={checking.error} />}
      {found && found.errors.length > 0 && <ImportFaults faults={found.errors} fate={fate} />}
      {found && found.documents.length > 0 && (
        <ImportedDocuments
          documents={found.documents}
          hasFaults={found.errors.length > 0 && fate === "refused"}
        />
      )}
    </div>
  )
}

const fateOf = (found: Import | undefined, keepsExceptions: boolean) => {
  if (!keepsExceptions) return "refused"
  return found?.status === "posted" ? "kept" : "to_keep"
}

const isPostable = ({ status, errors, documents }: Import, keepsExceptions: boolean): boolean => {
  if (status !== "checked") return false
  if (errors.length > 0) return keepsExceptions
  return documents.some((document) => document.is_new)
}
