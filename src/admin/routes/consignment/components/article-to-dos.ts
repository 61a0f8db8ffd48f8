import { usePeerLinks, usePeers } from "../../../hooks/api/peers"
import { useWords } from "../../../hooks/use-words"
import { SHOWN, type ToDoSource, type ToDo } from "./to-do"

/** Articles of connected suppliers that have no price of ours yet. */
export const useArticlesToComplete = (): ToDoSource => {
  const { t } = useWords()
  const { peers, error } = usePeers({ limit: 1_000 })
  const suppliers = peers?.filter(
    ({ role, status }) => role === "consignee" && status !== "disconnected"
  )
  const incomplete = usePeerLinks(suppliers?.map(({ id }) => id) ?? [])
  const toDos = suppliers?.flatMap(({ id, name }): ToDo[] => {
    const links = incomplete
      .linksOf(id)
      .filter(({ blank_fields: blank }) => blank.includes("prices"))
    return links.slice(0, SHOWN).map((link): ToDo => ({
      key: `article ${link.id}`,
      urgency: "soon",
      title: t("peers.articles_to_do.title", { item: link.sku ?? link.inventory_item_id }),
      hint: t("peers.articles_to_do.hint", {
        name: name ?? "",
        fields: link.blank_fields.map((field) => t(`article_fields.${field}`)).join(", "),
      }),
      action: t("peers.articles_to_do.action"),
      to: link.product_id ? `/products/${link.product_id}` : `/inventory/${link.inventory_item_id}`,
    }))
  })
  return { toDos: incomplete.isRead ? toDos : undefined, error: error ?? incomplete.error }
}
