import { ActionMenu as HostActionMenu, type ActionGroup } from "@medusajs/dashboard/components"
import { EllipsisHorizontal } from "@medusajs/icons"
import { IconButton } from "@medusajs/ui"
import { useWords } from "../hooks/use-words"

/** The menu behind three dots, with a name for those who cannot see them. */
export const ActionMenu = ({ groups }: { groups: ActionGroup[] }) => {
  const { t } = useWords()
  return (
    <HostActionMenu groups={groups}>
      <IconButton size="small" variant="transparent" aria-label={t("actions.more")}>
        <EllipsisHorizontal />
      </IconButton>
    </HostActionMenu>
  )
}
