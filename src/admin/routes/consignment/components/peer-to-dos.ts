import { usePeers } from "../../../hooks/api/peers"
import { useWords } from "../../../hooks/use-words"
import type { ToDoSource, ToDo } from "./to-do"

/** Connections with messages that wait for a decision. */
export const usePeerExceptionToDos = (): ToDoSource => {
  const { t } = useWords()
  const { peers, error } = usePeers({ limit: 1_000 })
  const toDos = peers
    ?.filter((peer) => peer.open_exceptions > 0)
    .map(({ id, open_exceptions: count }): ToDo => ({
      key: `peer ${id}`,
      urgency: "now",
      title: t("peers.to_do.title", { count }),
      hint: t("peers.to_do.hint"),
      action: t("peers.to_do.action"),
      to: `peers/${id}`,
    }))
  return { toDos, error }
}
