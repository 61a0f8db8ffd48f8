import { Container } from "@medusajs/ui"
import { Problem } from "../../../../components/problem"
import { useWords } from "../../../../hooks/use-words"

/** In place of documents of a kind that does not exist. */
export const UnknownKind = () => {
  const { t } = useWords()
  return (
    <Container className="p-0">
      <Problem error={new Error(t("errors.NOT_FOUND"))} />
    </Container>
  )
}
