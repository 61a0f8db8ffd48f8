export { acceptPairing } from "./accept-pairing"
export { joinPeer } from "./join-peer"
export {
  changePeer,
  disconnectPeer,
  readPeerStatement,
  resumePeer,
  rotatePeerKey,
  type ResumePeer,
} from "./manage-peer"
export {
  dismissException,
  hintPeers,
  hintPeersSoon,
  pullPeer,
  retryException,
  startPulling,
} from "./pull"
export { clearFeeds, servePeers } from "./serve-peers"
