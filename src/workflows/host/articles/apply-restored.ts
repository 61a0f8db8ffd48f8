import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { LinkRow } from "../../../modules/consignment/articles/links"
import { hintPeers, retryRestored } from "../../peers/pull"

/** Applies what waited for links that stand again. A failure here leaves it to the next pull. */
export const applyRestored = async (
  container: MedusaContainer,
  restored: LinkRow[]
): Promise<void> => {
  try {
    for (const peerId of new Set(restored.map((link) => link.peer_id))) {
      await retryRestored(container, peerId)
    }
  } catch (error) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`consignment: what waited for a link was not applied: ${String(error)}`)
  }
  void hintPeers(container).catch(() => null)
}
