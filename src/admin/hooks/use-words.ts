import { useTranslation } from "react-i18next"

export const NAMESPACE = "consignment"

/** The words of our pages: `const { t } = useWords()`. */
export const useWords = () => useTranslation(NAMESPACE)
