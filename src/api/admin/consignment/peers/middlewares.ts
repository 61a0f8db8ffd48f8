import { getRoute, postRoute, type ContractRoute } from "../../../validating"

const peers = "/admin/consignment/peers"

export const peerMiddlewares: ContractRoute[] = [
  getRoute(peers, "peerListParametersSchema"),
  postRoute(peers, "createPeerSchema"),
  postRoute(`${peers}/join`, "joinPeerSchema"),
  getRoute(`${peers}/:id`, "oneParametersSchema"),
  postRoute(`${peers}/:id`, "updatePeerSchema"),
  postRoute(`${peers}/:id/rotate-key`, "noParametersSchema"),
  postRoute(`${peers}/:id/resume`, "resumePeerSchema"),
  postRoute(`${peers}/:id/warehouses`, "peerWarehouseBodySchema"),
  getRoute(`${peers}/:id/statement`, "peerStatementParametersSchema"),
  getRoute(`${peers}/:id/statement/document`, "peerStatementPaperParametersSchema"),
  postRoute(`${peers}/:id/pull`, "noParametersSchema"),
  getRoute(`${peers}/:id/messages`, "peerMessageListParametersSchema"),
  getRoute(`${peers}/:id/exceptions`, "peerExceptionListParametersSchema"),
  postRoute(`${peers}/:id/exceptions/:exception_id/retry`, "noParametersSchema"),
  postRoute(`${peers}/:id/exceptions/:exception_id/link`, "noParametersSchema"),
  postRoute(`${peers}/:id/exceptions/:exception_id/dismiss`, "dismissPeerExceptionSchema"),
]
