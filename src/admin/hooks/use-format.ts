import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { formatIn, localeOf, type Format } from "../lib/format"

export const useLocale = (): string => localeOf(useTranslation().i18n.language)

export const useFormat = (): Format => {
  const locale = useLocale()
  return useMemo(() => formatIn(locale), [locale])
}
