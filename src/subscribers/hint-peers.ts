import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { announcedEvents } from "../workflows/events"
import { hintPeersSoon } from "../workflows/peers"

export default async function hintOfPosted({ container }: SubscriberArgs): Promise<void> {
  hintPeersSoon(container)
}

/** A document that was posted may be one that a connected store is to know of. */
export const config: SubscriberConfig = { event: announcedEvents }
