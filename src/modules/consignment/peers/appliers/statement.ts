import type { Applier } from "../applying"
import { bodyOf } from "../bodies"
import { keepBooks, type Books } from "../statement"

/** The other store's books, unless later ones are known already. */
export const statementTold: Applier = {
  apply: async ({ sql, peer, message }) => {
    await keepBooks(sql, peer.id, bodyOf<Books>(message))
    return []
  },
}
