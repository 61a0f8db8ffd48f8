import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { formatIn, localeOf, type Format } from "../lib/format"

export const useFormat = (): Format => {
  const { i18n } = useTranslation()
  return useMemo(() => formatIn(localeOf(i18n.language)), [i18n.language])
}
