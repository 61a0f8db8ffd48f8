import { SectionRow } from "@medusajs/dashboard/components"
import { useUserNames } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"
import { Instant } from "./instant"

interface PostedByProps {
  title: string
  at: string | null
  /** Id of the user or API key; null: no person did it. */
  by: string | null
}

/** When something was posted, and by whom. */
export const PostedBy = ({ title, at, by }: PostedByProps) => (
  <SectionRow
    title={title}
    value={
      <span>
        <Instant value={at} withTime />
        {at && (
          <>
            {" · "}
            <Actor id={by} />
          </>
        )}
      </span>
    }
  />
)

/** The name of who did it. */
export const Actor = ({ id }: { id: string | null }) => {
  const nameOf = useUserNames([id])
  const { t } = useWords()
  return <span>{id ? nameOf(id) : t("documents.by_itself")}</span>
}
