import { PencilSquare, Trash } from "@medusajs/icons"
import type { Permission } from "../../http-contract/permission"
import { useRemoval } from "../hooks/use-removal"
import { useWords } from "../hooks/use-words"
import { ActionMenu } from "./action-menu"
import { Allowed } from "./allowed"

interface ItemRowMenuProps {
  needs: Permission
  inventoryItemId: string
  /** The question before it is removed. */
  question: { title: string; description: string }
  onRemove: () => void
}

/** The menu of an item in a list of what was agreed: edit, remove. */
export const ItemRowMenu = ({ needs, inventoryItemId, question, onRemove }: ItemRowMenuProps) => {
  const { t } = useWords()
  const remove = useRemoval({ ...question, confirmText: t("actions.remove"), remove: onRemove })
  const edit = {
    icon: <PencilSquare />,
    label: t("actions.edit"),
    to: `edit-item/${inventoryItemId}`,
  }
  const removal = { icon: <Trash />, label: t("actions.remove"), onClick: () => void remove() }
  return (
    <Allowed needs={needs}>
      <div className="flex justify-end">
        <ActionMenu groups={[{ actions: [edit] }, { actions: [removal] }]} />
      </div>
    </Allowed>
  )
}
