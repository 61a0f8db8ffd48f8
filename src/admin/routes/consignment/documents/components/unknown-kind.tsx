import { Container } from "@medusajs/ui"
import { Problem } from "../../../../components/problem"
import { Refusal } from "../../../../lib/refusal"

/** In place of documents of a kind that does not exist. */
export const UnknownKind = () => (
  <Container className="p-0">
    <Problem error={new Refusal(404, "NOT_FOUND", "NOT_FOUND")} />
  </Container>
)
