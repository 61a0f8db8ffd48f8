import { Alert, Button, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { useRefusals } from "../hooks/use-refusals"
import { useWords } from "../hooks/use-words"
import { Refusal } from "../lib/refusal"

interface RefusalAlertProps {
  refusal: Error
  /** Instead of the general advice: what was refused in particular. */
  hint?: string
  /** A way out. */
  children?: ReactNode
}

/** Why nothing was saved, where the user looks: inside the form, which stays as it is. */
export const RefusalAlert = ({ refusal, hint, children }: RefusalAlertProps) => {
  const { refusalInWords } = useRefusals()
  const words = refusalInWords(refusal)
  return (
    <Alert variant="error" role="alert">
      <div className="flex flex-col items-start gap-y-2">
        <div>
          <Text size="small" weight="plus">
            {words.title}
          </Text>
          <Text size="small">{hint ?? words.hint}</Text>
        </div>
        {refusal instanceof Refusal && refusal.isSignedOut ? <SignIn /> : children}
      </div>
    </Alert>
  )
}

/** In another tab, so that what was entered here stays. */
const SignIn = () => {
  const { t } = useWords()
  return (
    <Button size="small" variant="secondary" asChild>
      <Link to="/login" target="_blank">
        {t("actions.sign_in")}
      </Link>
    </Button>
  )
}
