import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf } from "../posting/post-document"
import { refreshStatements } from "./manage-peer"
import { hintPeers, pullDuePeers } from "./pull"

/** The work of every day: messages that were applied long ago are forgotten. */
export const clearFeeds = async (container: MedusaContainer): Promise<void> => {
  await ledgerOf(container).peers.clearFeeds()
}

/** The work of every minute: hints that got lost are made up for, and both books are compared once a day. */
export const servePeers = async (container: MedusaContainer): Promise<void> => {
  const { peers } = ledgerOf(container)
  await peers.forgetExpired()
  await peers.tellUrl()
  await pullDuePeers(container)
  await hintPeers(container, { isDue: true })
  await refreshStatements(container)
}
