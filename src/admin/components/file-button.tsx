import { ArrowUpTray } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useRef, type ChangeEvent } from "react"

interface FileButtonProps {
  label: string
  onChoose: (file: File) => void
  isLoading?: boolean
  /** Kinds of files as a file field names them; default: CSV. */
  accept?: string
}

const CSV = ".csv,.tsv,.txt,text/csv"

/** Lets the user choose a file. */
export const FileButton = ({ label, onChoose, isLoading, accept = CSV }: FileButtonProps) => {
  const input = useRef<HTMLInputElement>(null)
  const choose = ({ currentTarget: field }: ChangeEvent<HTMLInputElement>): void => {
    const file = field.files?.[0]
    // The same file may be chosen again once it is corrected.
    field.value = ""
    if (file) onChoose(file)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        className="hidden"
        onChange={choose}
      />
      <Button
        size="small"
        type="button"
        variant="secondary"
        isLoading={isLoading}
        onClick={() => input.current?.click()}
      >
        <ArrowUpTray />
        {label}
      </Button>
    </>
  )
}
