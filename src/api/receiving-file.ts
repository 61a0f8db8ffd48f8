import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

const MAXIMUM_BYTES = 10 * 1024 * 1024

/**
 * Hands on the body of a request as it comes.
 * Throws: INVALID_DATA (a form or JSON instead of a file), 413 (above 10 MB).
 */
export const receiveFile = async <T>(
  req: MedusaRequest,
  receive: (file: AsyncIterable<Buffer>) => Promise<T>
): Promise<T> => {
  refuseOtherBodies(req.headers["content-type"] ?? "")
  if (parseInt(req.headers["content-length"] ?? "0", 10) > MAXIMUM_BYTES) throw tooLarge()
  try {
    return await receive(chunksOf(req))
  } finally {
    // A caller who still sends would not hear the answer.
    req.resume()
  }
}

const refuseOtherBodies = (contentType: string): void => {
  if (!/^(multipart\/|application\/json)/.test(contentType)) return
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `Send the file itself with its own type, for example with curl --data-binary, not ${contentType}.`,
    "INVALID_DATA"
  )
}

async function* chunksOf(req: MedusaRequest): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAXIMUM_BYTES) throw tooLarge()
    yield chunk
  }
}

/** In the shape in which the host knows errors of HTTP. */
const tooLarge = (): Error =>
  Object.assign(new MedusaError(MedusaError.Types.NOT_ALLOWED, "The file is larger than 10 MB."), {
    expose: true,
    status: 413,
    statusCode: 413,
  })
