import { Textarea } from "@medusajs/ui"
import { forwardRef, useState } from "react"
import { useWords } from "../hooks/use-words"
import { toTexts } from "../lib/to-texts"

interface SerialsInputProps {
  value: string[] | null | undefined
  onChange: (serials: string[]) => void
  onBlur?: () => void
  name?: string
  id?: string
}

/** Serial numbers as people write them below each other. */
export const SerialsInput = forwardRef<HTMLTextAreaElement, SerialsInputProps>(
  ({ value, onChange, ...field }, ref) => {
    const { t } = useWords()
    const [written, setWritten] = useState(() => (value ?? []).join("\n"))
    return (
      <Textarea
        {...field}
        ref={ref}
        rows={2}
        value={written}
        placeholder={t("documents.detail_hints.serial_numbers")}
        onChange={({ target }) => {
          setWritten(target.value)
          onChange(toTexts(target.value))
        }}
      />
    )
  }
)
SerialsInput.displayName = "SerialsInput"
