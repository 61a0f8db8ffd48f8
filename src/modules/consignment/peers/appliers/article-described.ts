import { bodyOf } from "../bodies"
import type { DescribedArticle } from "../../articles/article"
import { ArticleException } from "../../articles/article-exception"
import { PeerException } from "../../domain/peers"
import type { Applier } from "../applying"

/** An article that cannot be taken over is an exception of the connection. */
export const throwPeerException = (error: unknown): never => {
  if (!(error instanceof ArticleException)) throw error
  throw new PeerException(error.code, error.message, error.details)
}

/** The article is here from now on, or follows its owner's. */
export const articleDescribed: Applier = {
  apply: async ({ context, host, peer, message, attempt, afterCommit }) => {
    const article = bodyOf<DescribedArticle>(message)
    const { choice } = attempt
    const applied = await host
      .applyArticle(context, peer, article, { choice })
      .catch(throwPeerException)
    afterCommit.push(applied.emitEvents)
    return []
  },
}
