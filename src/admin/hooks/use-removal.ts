import { usePrompt } from "@medusajs/ui"
import { useWords } from "./use-words"

interface Removal {
  title: string
  description: string
  confirmText: string
  remove: () => void
}

/** Asks before something is removed. The server keeps what is still needed and says why. */
export const useRemoval = ({ remove, ...words }: Removal): (() => Promise<void>) => {
  const { t } = useWords()
  const prompt = usePrompt()
  return async () => {
    if (await prompt({ ...words, cancelText: t("actions.cancel") })) remove()
  }
}
