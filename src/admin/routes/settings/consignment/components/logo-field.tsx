import { Button, toast } from "@medusajs/ui"
import { FileButton } from "../../../../components/file-button"
import { useWords } from "../../../../hooks/use-words"

const LARGEST = 256 * 1_024

interface LogoFieldProps {
  value: string | null | undefined
  onChange: (dataUrl: string | null) => void
}

/** An image that is kept as a data URL. */
export const LogoField = ({ value, onChange }: LogoFieldProps) => {
  const { t } = useWords()
  const choose = (file: File): void => {
    if (file.size > LARGEST) {
      toast.error(t("company.logo_too_large"))
      return
    }
    const reader = new FileReader()
    reader.onload = () => onChange(reader.result as string)
    reader.readAsDataURL(file)
  }
  return (
    <div className="flex items-center gap-x-3">
      {value && <img src={value} alt={t("company.logo")} className="max-h-12 max-w-40" />}
      <FileButton
        label={t("company.logo_upload")}
        accept="image/png,image/jpeg"
        onChoose={choose}
      />
      {value && (
        <Button size="small" type="button" variant="transparent" onClick={() => onChange(null)}>
          {t("company.logo_remove")}
        </Button>
      )}
    </div>
  )
}
