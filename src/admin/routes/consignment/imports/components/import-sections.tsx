import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useSearchParams } from "react-router-dom"
import { importKindNames, type ImportKindName } from "../../../../../http-contract/import"
import { useCheckImport, usePostImport, type ImportFile } from "../../../../hooks/api/imports"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"
import { ImportChoice } from "./import-choice"
import { ImportFaults } from "./import-faults"
import { ImportRefusal } from "./import-refusal"
import { ImportedDocuments } from "./imported-documents"

/** A CSV file on its way into the ledger: chosen, checked as a whole, then posted. */
export const ImportSections = () => {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const kind = importKindNames.find((name) => name === search.get("kind")) ?? "goods_receipt"
  const [given, setGiven] = useState<ImportFile>()
  const checking = useCheckImport()
  const posting = usePostImport({
    onSuccess: ({ import: { documents } }) => {
      const count = documents.filter((document) => document.is_new).length
      toast.success(t("imports.posted", { count }))
    },
    onError: useReportedError(),
  })
  const check = (file: File): void => {
    setGiven({ kind, file })
    posting.reset()
    checking.mutate({ kind, file })
  }
  /** Another kind wants another file. */
  const choose = (chosen: ImportKindName): void => {
    setSearch({ kind: chosen }, { replace: true })
    setGiven(undefined)
    posting.reset()
    checking.reset()
  }
  const found = posting.data?.import ?? checking.data?.import
  const isPostable =
    found?.status === "checked" &&
    found.errors.length === 0 &&
    found.documents.some((document) => document.is_new)
  return (
    <div className="flex flex-col gap-y-3">
      <ImportChoice
        kind={kind}
        onKind={choose}
        fileName={given?.file.name}
        onFile={check}
        isChecking={checking.isPending}
        onPost={given && isPostable ? () => posting.mutate(given) : undefined}
        isPosting={posting.isPending}
      />
      {checking.error && <ImportRefusal error={checking.error} />}
      {found && found.errors.length > 0 && <ImportFaults faults={found.errors} />}
      {found && found.documents.length > 0 && (
        <ImportedDocuments documents={found.documents} hasFaults={found.errors.length > 0} />
      )}
    </div>
  )
}
