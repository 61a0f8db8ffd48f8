import { Tag } from "@medusajs/icons"
import { Button, DropdownMenu } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { labelLayouts } from "../../http-contract/label"
import { useStoreCurrency } from "../hooks/api/stores"
import { useReportedError } from "../hooks/use-reported-error"
import { useWords } from "../hooks/use-words"
import { downloadPaper } from "../lib/download"

interface LabelsMenuProps {
  /** Goods that get a label for each unit, or items that get one each. */
  goods: { goods_receipt_id: string } | { lot_id: string[] } | { inventory_item_id: string[] }
}

/** Saves price labels with barcodes as a PDF for a sheet of labels or a label printer. */
export const LabelsMenu = ({ goods }: LabelsMenuProps) => {
  const { t } = useWords()
  const { i18n } = useTranslation()
  const report = useReportedError()
  const currency = useStoreCurrency()
  const print = (layout: string): void => {
    const query = { ...goods, layout, currency_code: currency, language: languageOf(i18n.language) }
    downloadPaper("labels", query).catch(report)
  }
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <Button size="small" variant="secondary">
          <Tag />
          {t("labels.print")}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end">
        {labelLayouts.map((layout) => (
          <DropdownMenu.Item key={layout} onClick={() => print(layout)}>
            {t(`labels.layouts.${layout}`)}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}

/** The admin has more languages than labels. */
const languageOf = (tag: string): string | undefined =>
  /^(en|nl|pl)\b/.test(tag) ? tag : undefined
