import { useState } from "react"
import {
  importColumns,
  nameColumns,
  type ImportKindName,
} from "../../../../../http-contract/import"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { localeOf } from "../../../../lib/format"
import { mappingOf, rememberMapping, type Mapping } from "../../../../lib/spreadsheet/name-columns"
import { isWorkbook, rowsOfFile } from "../../../../lib/spreadsheet/read-rows"
import { toImportFile } from "../../../../lib/spreadsheet/to-import-file"
import { useWords } from "../../../../hooks/use-words"

/** Columns that a file of the kind may have, those of names before those of ids. */
export const columnsOf = (kind: ImportKindName): string[] => {
  const { document, line } = importColumns[kind]
  const own: string[] = [...document, ...line]
  const names = Object.entries(nameColumns).flatMap(([id, name]) =>
    own.includes(id) && !own.includes(name) ? [name] : []
  )
  return [...names, ...own]
}

interface Spreadsheet {
  file: File
  rows: string[][]
  mapping: Mapping
}

/** A file whose headings may need a reader to say what they mean. */
export const useSpreadsheet = (columns: string[], onReady: (file: File) => void) => {
  const { i18n } = useWords()
  const report = useReportedError()
  const [asked, setAsked] = useState<Spreadsheet>()

  const goOn = ({ file, rows, mapping }: Spreadsheet): void => {
    setAsked(undefined)
    onReady(toImportFile(file.name, rows, mapping, localeOf(i18n.language)))
  }
  const read = async (file: File): Promise<void> => {
    const rows = await rowsOfFile(file)
    const [headings = []] = rows
    // A CSV file made from the template goes as it is, so that lines keep their numbers.
    if (!isWorkbook(file) && headings.every((heading) => columns.includes(heading))) {
      setAsked(undefined)
      return onReady(file)
    }
    const mapping = mappingOf(headings, columns)
    const isKnown = mapping.every((column) => column !== null)
    if (isKnown) goOn({ file, rows, mapping })
    else setAsked({ file, rows, mapping })
  }
  return {
    read: (file: File): void => void read(file).catch(report),
    /** The file that waits for the reader; undefined if none does. */
    asked,
    map: (position: number, column: string | null): void =>
      setAsked(
        (one) =>
          one && {
            ...one,
            mapping: one.mapping.map((old, index) => {
              if (index === position) return column
              return old === column ? null : old
            }),
          }
      ),
    confirm: (): void => {
      if (!asked) return
      rememberMapping(asked.rows[0] ?? [], asked.mapping)
      goOn(asked)
    },
    forget: (): void => setAsked(undefined),
  }
}
