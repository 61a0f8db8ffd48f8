import { SectionRow } from "@medusajs/dashboard/components"
import { Envelope } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Permission } from "../../http-contract/permission"
import { useSentLetters } from "../hooks/api/letters"
import { useWords } from "../hooks/use-words"
import { Allowed } from "./allowed"
import { Instant } from "./instant"

interface LetterProps {
  /** Address of the paper below our routes: "settlements/conset_1". */
  paper: string
}

/** To the drawer that sends a paper to the partner. */
export const LetterButton = ({ paper, needs }: LetterProps & { needs: Permission }) => {
  const { t } = useWords()
  const { sent } = useSentLetters(paper)
  return (
    <Allowed needs={needs}>
      <Button size="small" variant="secondary" asChild>
        <Link to="send">
          <Envelope />
          {t(sent?.length ? "letters.again" : "letters.send")}
        </Link>
      </Button>
    </Allowed>
  )
}

/** When and to whom a paper was sent; nothing while it was not. */
export const SentLetters = ({ paper }: LetterProps) => {
  const { t } = useWords()
  const { sent } = useSentLetters(paper)
  if (!sent?.length) return null
  return (
    <SectionRow
      title={t("letters.sent")}
      value={
        <ul className="flex flex-col gap-y-1">
          {sent.map(({ id, to, sent_at: sentAt }) => (
            <li key={id}>
              <Text size="small">
                <Instant value={sentAt} withTime /> · {to.join(", ")}
              </Text>
            </li>
          ))}
        </ul>
      }
    />
  )
}
