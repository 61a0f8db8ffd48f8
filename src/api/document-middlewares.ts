import {
  documentListParametersSchema,
  kinds,
  reversibleTypes,
  reverseSchema,
  type ReturningType,
  type ReversibleType,
} from "../http-contract/document"
import { documentBodies, returnBodies } from "../http-contract/document-bodies"
import { oneParametersSchema } from "../http-contract/list"
import { reverseOwnershipTransferSchema } from "../http-contract/own-documents"
import { paperParametersSchema } from "../http-contract/paper"
import { getRoute, postRoute, type ContractRoute } from "./validating"

const addressOf = (type: ReversibleType): string => `/admin/consignment/${kinds[type].path}`

const isReturning = (type: ReversibleType): type is ReturningType => "returns" in kinds[type]

/** The routes that post documents of a kind: by itself, or under the document it takes units back from. */
const postingRoutes = (type: ReversibleType): ContractRoute[] => {
  if (isReturning(type)) {
    return [postRoute(`${addressOf(kinds[type].returns)}/:id/returns`, returnBodies[type])]
  }
  return [postRoute(addressOf(type), documentBodies[type])]
}

/** Every kind of document is posted, listed, read, reversed and, where it prints, printed in one way. */
const routesOf = (type: ReversibleType): ContractRoute[] => {
  const address = addressOf(type)
  const kind = kinds[type]
  const isReversedInPart = kind.reversal === "transfer"
  return [
    ...postingRoutes(type),
    getRoute(address, documentListParametersSchema),
    getRoute(`${address}/:id`, oneParametersSchema),
    ...("prints" in kind ? [getRoute(`${address}/:id/document`, paperParametersSchema)] : []),
    postRoute(
      `${address}/:id/reverse`,
      isReversedInPart ? reverseOwnershipTransferSchema : reverseSchema
    ),
  ]
}

export const documentMiddlewares: ContractRoute[] = reversibleTypes.flatMap(routesOf)
