import { Alert, Text } from "@medusajs/ui"
import { useWords } from "../../../../hooks/use-words"
import type { Refusal } from "../../../../lib/refusal"

/** Why the file could not be read at all. */
export const ImportRefusal = ({ error: { code, message } }: { error: Refusal }) => {
  const { t } = useWords()
  return (
    <Alert variant="error" role="alert">
      <Text size="small" weight="plus">
        {code ? t(`errors.${code}`) : t("errors.unexpected")}
      </Text>
      <Text size="small">{message}</Text>
    </Alert>
  )
}
